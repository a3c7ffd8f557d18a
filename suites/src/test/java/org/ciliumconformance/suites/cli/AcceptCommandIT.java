package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Upgrades of a served simulated cluster, each with its verdict and the reason that a person needs. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AcceptCommandIT {
    private final CommandSession session = new CommandSession();
    private SimulatedTarget cluster;

    @TempDir
    Path folder;

    @BeforeEach
    void serve() throws IOException {
        cluster = SimulatedTarget.start("nodes=2");
        cluster.writeKubeconfig(folder.resolve("kubeconfig"));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private Path state() {
        return folder.resolve("state");
    }

    /** Two behaviors are enough to tell runs apart. */
    private int accept(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "accept",
                "network-policy.default-deny.ingress",
                "platform.kube-proxy.absent",
                "--state",
                state().toString(),
                "--kubeconfig",
                folder.resolve("kubeconfig").toString(),
                "--lanes",
                "1",
                "--flow-nodes",
                "2"));
        words.addAll(List.of(more));
        return session.execute(words.toArray(String[]::new));
    }

    private String verdict() throws IOException {
        return Files.readString(state().resolve("verdict.md"));
    }

    /** Begins, lets the faults loose, watches, and finishes. */
    private int upgrade(List<String> faults, String... watch) {
        assertThat(accept("--begin")).as(session::err).isZero();
        WhenWatched.in(session, () -> faults.forEach(cluster::inject));
        List<String> words = new ArrayList<>(List.of("--watch"));
        words.addAll(List.of(watch));
        assertThat(accept(words.toArray(String[]::new))).as(session::err).isZero();
        return accept("--finish");
    }

    @Test
    void agentsThatRestartOneByOneAreAccepted() throws IOException {
        assertThat(upgrade(List.of("agents-restart"), "--until", "agents-restarted", "--for", "30s"))
                .as(session::out)
                .isZero();
        assertThat(verdict()).startsWith("# ACCEPT");
        assertThat(session.out()).contains("\nACCEPT\n");
    }

    @Test
    void nodesThatAreReimagedTogetherAreRejectedUnlessThePolicyKnowsIt() throws IOException {
        assertThat(upgrade(List.of("nodes-reimaged:for=2s"), "--until", "nodes-reimaged", "--for", "40s"))
                .as(session::out)
                .isEqualTo(1);
        assertThat(verdict()).startsWith("# REJECT").contains("was not watched for", "since its pod was away");
        Path policy = folder.resolve("policy.yaml");
        Files.writeString(policy, "gaps: [{flow: \"*\", longest: 1m}]\nbroken-connections: 100\n");
        assertThat(accept("--finish", "--policy", policy.toString()))
                .as(session::out)
                .isZero();
        assertThat(verdict()).startsWith("# ACCEPT");
    }

    @Test
    void anAgentThatNeverReturnsIsRejectedByItsNode() throws IOException {
        assertThat(upgrade(
                        List.of("agents-restart", "agent-not-back:n2"), "--until", "agents-restarted", "--for", "6s"))
                .isEqualTo(1);
        // That --for was over before that is no reason of its own: another watch may see the rest.
        assertThat(verdict())
                .startsWith("# REJECT")
                .contains("No agent is ready on n2.")
                .doesNotContain("when --for was over");
    }

    @Test
    void enforcementThatIsOpenForThreeSecondsIsRejectedAsALeak() throws IOException {
        assertThat(upgrade(List.of("node-policy-not-enforced:n1,for=3s"), "--for", "5s"))
                .isEqualTo(1);
        assertThat(verdict())
                .startsWith("# REJECT")
                .contains("The standing deny deny.same-node/n1 let ", "policy was not enforced on node n1.");
    }

    @Test
    void aGapOfAQuarterOfASecondIsHeldAgainstThePolicy() throws IOException {
        assertThat(upgrade(List.of("node-cluster-ip-broken:n2,for=250ms"), "--for", "3s"))
                .as(session::out)
                .isZero();
        assertThat(verdict()).contains("Flow new-connection.cluster-ip/n2 got no answer for ", "as the policy allows");
        Path strict = folder.resolve("policy.yaml");
        Files.writeString(strict, "gaps: [{flow: \"*\", longest: 100ms}]\n");
        assertThat(accept("--finish", "--policy", strict.toString())).isEqualTo(1);
        assertThat(verdict()).contains("allowed: 100 ms.");
    }

    @Test
    void aBehaviorThatDeviatesOnlyAfterIsRejected() throws IOException {
        assertThat(accept("--begin")).isZero();
        assertThat(accept("--watch", "--for", "1s")).isZero();
        cluster.inject("kube-proxy-running");
        assertThat(accept("--finish")).isEqualTo(1);
        assertThat(verdict()).contains("deviates that did not before", "platform.kube-proxy.absent");
    }

    @Test
    void allInOneProcess() throws IOException {
        assertThat(accept("--for", "1s")).as(session::out).isZero();
        assertThat(verdict()).startsWith("# ACCEPT");
        assertThat(state().resolve("before/report.html")).exists();
        assertThat(state().resolve("during-1/report.html")).exists();
        assertThat(state().resolve("after/comparison.html")).exists();
    }

    @Test
    void itSaysWhenToUpgradeAndWatchesNoSecondTimeWhatHasEnded() throws IOException {
        WhenWatched.in(session, () -> cluster.inject("agents-restart"));
        assertThat(accept("--until", "agents-restarted", "--for", "40s"))
                .as(session::out)
                .isZero();
        String said = session.out();
        assertThat(said.indexOf("do not upgrade before it says so"))
                .isPositive()
                .isLessThan(said.indexOf("watching 26 flows"));
        assertThat(said.indexOf("accept: upgrade now")).isGreaterThan(said.indexOf("watching 26 flows"));

        // As after an interruption of the last run.
        assertThat(accept("--until", "agents-restarted", "--for", "40s"))
                .as(session::out)
                .isZero();
        assertThat(state().resolve("during-1")).exists();
        assertThat(state().resolve("during-2")).doesNotExist();
    }

    @Test
    void stepsAreTakenInTheirOrder() {
        assertThat(accept("--finish")).isEqualTo(2);
        assertThat(session.err()).contains("No upgrade has begun in ");
        assertThat(accept("--begin", "--finish")).isEqualTo(2);
        assertThat(session.err()).contains("--begin, --watch and --finish are steps: one at a time.");
        assertThat(accept("--begin", "--before", "results.json")).isEqualTo(2);
        assertThat(session.err()).contains("accept knows what was before");
        assertThat(accept("--begin")).isZero();
        assertThat(accept("--begin")).isEqualTo(2);
        assertThat(session.err()).contains("An upgrade has begun in ");
    }

    @Test
    void aClusterThatEndsWithAStepCannotBeUpgraded() {
        assertThat(session.execute("accept", "--state", state().toString())).isEqualTo(2);
        assertThat(session.err()).contains("accept needs a cluster that lives longer than a step of it.");
    }
}
