package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Traffic;
import org.ciliumconformance.reports.model.TrafficFlow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MonitorCommandIT {
    private final CommandSession session = new CommandSession();

    @TempDir
    Path folder;

    private Traffic traffic() throws IOException {
        ResultsDocument document = CommandSession.validResults(folder);
        Traffic traffic = document.traffic();
        assertThat(traffic).isNotNull();
        return traffic;
    }

    private int monitor(String... more) {
        String[] words = {"monitor", "--out", folder.toString(), "--flow-nodes", "2"};
        String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return session.execute(all);
    }

    /** Watches a served cluster, in which something breaks as soon as that is watched. */
    private int monitorWhile(String fault, String... more) throws IOException {
        try (SimulatedTarget target = SimulatedTarget.start("nodes=2")) {
            Path kubeconfig = folder.resolve("kubeconfig");
            target.writeKubeconfig(kubeconfig);
            WhenWatched.in(session, () -> target.inject(fault));
            String[] all = java.util.Arrays.copyOf(more, more.length + 2);
            all[more.length] = "--kubeconfig";
            all[more.length + 1] = kubeconfig.toString();
            return monitor(all);
        }
    }

    @Test
    void aGapIsReportedAndFailsNothing() throws IOException {
        assertThat(monitorWhile("node-cluster-ip-broken:n1,for=250ms", "--for", "3s"))
                .as(session::err)
                .isZero();
        TrafficFlow worst = traffic().worst().orElseThrow();
        assertThat(worst.id()).isEqualTo("new-connection.cluster-ip/n1");
        assertThat(worst.longestGap().toMillis()).isCloseTo(250, within(100L));
        assertThat(session.out()).contains("The longest gap is ", "new-connection.cluster-ip/n1");
        assertThat(Files.readString(folder.resolve("report.html"))).contains("id=\"page-traffic\"");
    }

    @Test
    void aLeakFails() throws IOException {
        assertThat(monitorWhile("node-policy-not-enforced:n2,for=1s", "--for", "3s"))
                .isEqualTo(1);
        assertThat(traffic().leaks()).isPositive();
        assertThat(session.out()).contains("A standing deny let traffic through");
    }

    @Test
    void anAgentThatItRestartsBreaksNothing() throws IOException {
        assertThat(monitor("--until", "agents-restarted", "--for", "4s", "--disrupt", "agent", "--simulate", "nodes=1"))
                .as(session::err)
                .isZero();
        assertThat(traffic().lost() + traffic().leaks() + traffic().broken()).isZero();
        assertThat(traffic().events())
                .anyMatch(event -> event.what().contains("was deleted by this monitor"))
                .anyMatch(event -> event.what().equals("was started anew"));
    }

    @Test
    void whatWasWaitedForAndDidNotHappenLeavesNoVerdict() throws IOException {
        assertThat(monitor("--until", "nodes-reimaged", "--for", "1s", "--simulate", "nodes=2"))
                .isEqualTo(3);
        assertThat(traffic().doubts())
                .containsExactly("Not all nodes had booted again, with all of them ready, when --for was over.");
    }

    @Test
    void aSignalEndsItWithItsResultsAndNothingStays() throws Exception {
        try (SimulatedTarget target = SimulatedTarget.start("nodes=2")) {
            Path kubeconfig = folder.resolve("kubeconfig");
            target.writeKubeconfig(kubeconfig);
            Thread presses = WhenWatched.in(session, () -> {
                LockSupport.parkNanos(2_000_000_000L); // a watch that saw nothing would be no watch
                session.interrupt();
            });
            assertThat(monitor("--kubeconfig", kubeconfig.toString()))
                    .as(session::err)
                    .isZero();
            presses.join();
            assertThat(traffic().endedBy()).isEqualTo("by a signal");
            assertThat(target.client().namespaces().list().getItems())
                    .noneMatch(space -> space.getMetadata().getName().startsWith("cc-"));
        }
    }

    @Test
    void managedAgentsAreTouchedOnlyWithASecondWord() throws IOException {
        String cluster = "profile=aks-managed,cilium=1.18.6,nodes=2";
        assertThat(monitor("--for", "1s", "--disrupt", "agent", "--simulate", cluster))
                .isEqualTo(2);
        assertThat(session.err())
                .contains("The agents of this cluster are managed by AKS, and --disrupt would delete one's pod.");
        assertThat(monitor("--for", "1s", "--disrupt", "agent", "--disrupt-managed", "--simulate", cluster))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --lanes 2         | --lanes means nothing to a watch over traffic.
            --interval 10m    | --interval 600s is too long: what happens between two probes is not seen.
            --interval 5ms    | --interval 5ms is too short: a shell in a pod makes no probe that often.
            --disrupt-managed | --disrupt-managed does nothing without --disrupt.
            --flow-nodes 0    | --flow-nodes is too small
            """)
    void whatCannotBeIsRefused(String option, String message) {
        assertThat(session.execute(("monitor " + option).split(" +"))).isEqualTo(2);
        assertThat(session.err()).contains(message);
    }

    @Test
    void aPolicyThatIsNotEnforcedIsFoundOutBeforeAnythingIsWatched() {
        assertThat(monitor("--for", "1s", "--simulate", "nodes=2,fault=ingress-not-enforced"))
                .isEqualTo(4);
        assertThat(session.err())
                .contains("The policy that guards pods of the flows does not take effect: they can still be reached.");
        assertThat(monitor("--for", "1s", "--simulate", "nodes=2,fault=cross-node-connectivity-broken"))
                .isEqualTo(4);
        assertThat(session.err())
                .contains("The guarded pods of the flows cannot be reached although no policy isolates them.");
    }

    @Test
    void withoutAnAgentThereIsNothingToDisrupt() {
        assertThat(monitor("--for", "1s", "--disrupt", "agent", "--simulate", "nodes=1,fault=agent-missing"))
                .isEqualTo(4);
        assertThat(session.err()).contains("There is no agent to disrupt on node n1.");
    }
}
