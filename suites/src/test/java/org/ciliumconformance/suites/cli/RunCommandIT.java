package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.ciliumconformance.cluster.cleanup.Ownership;
import org.ciliumconformance.cluster.cleanup.RunLease;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code run} as a whole, on clusters that let it do its work. */
class RunCommandIT {
    @TempDir
    private Path folder;

    private final CommandSession session = new CommandSession();

    private int run(String... args) {
        return session.execute(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("run", "--out", folder.toString()), java.util.Arrays.stream(args))
                .toArray(String[]::new));
    }

    @Test
    void aConformantClusterEndsWithZeroAndAllDocuments() throws Exception {
        assertThat(run("connectivity.pod.*", "platform.*", "--lanes", "1"))
                .as(session.err())
                .isZero();
        ResultsDocument document = CommandSession.validResults(folder);
        assertThat(document.missing()).isZero();
        assertThat(document.environment().simulated()).isTrue();
        assertThat(document.summary().count(Verdict.CONFORMS)).isGreaterThan(3);
        assertThat(folder.resolve("junit.xml")).content().contains("connectivity.pod.pod-ip");
        assertThat(folder.resolve("allure-results")).isDirectoryContaining("glob:**-result.json");
        assertThat(document.run().options())
                .containsEntry("behaviors", "connectivity.pod.* platform.*")
                .containsEntry("lanes", "1")
                .doesNotContainKey("out");
        assertThat(folder.resolve("report.md")).content().contains("Nothing deviates");
        assertThat(folder.resolve("run.log")).doesNotExist();
    }

    @Test
    void everyOutputOfASimulatedRunSaysSo() throws Exception {
        run("platform.kube-proxy.absent");
        assertThat(session.out()).contains("SIMULATED");
        assertThat(Files.readString(folder.resolve("results.json"))).contains("\"simulated\":true");
        assertThat(Files.readString(folder.resolve("report.md"))).startsWith("> **SIMULATED");
        assertThat(Files.readString(folder.resolve("junit.xml"))).containsIgnoringCase("simulated");
        assertThat(Files.readString(folder.resolve("allure-results/environment.properties")))
                .containsIgnoringCase("simulated");
    }

    @Test
    void aDeviationEndsWithOneAndShowsItsMatrix() throws Exception {
        assertThat(run("network-policy.default-deny.egress", "--simulate", "fault=egress-not-enforced", "--attempts=1"))
                .isEqualTo(1);
        assertThat(session.out()).contains("DEVIATES", "network-policy.default-deny.egress", "ALLOWED", "DROPPED");
        assertThat(CommandSession.validResults(folder).summary().count(Verdict.DEVIATES))
                .isEqualTo(1);
    }

    @Test
    void aLiftedLimitationIsNewsUnlessTheRunIsStrict() {
        String[] lifted = {"network-policy.ipblock.egress-excludes-pods", "--simulate", "fault=ipblock-selects-pods"};
        assertThat(run(lifted)).isZero();
        assertThat(session.out()).contains("LIFTED");
        assertThat(run(lifted[0], lifted[1], lifted[2], "--strict")).isEqualTo(1);
    }

    @Test
    void missingVerdictsEndWithThreeUnlessTheyAreAllowed() {
        String[] inconclusive = {"network-policy.default-deny.egress", "--attempts=1", "--settle-timeout=1s"};
        String broken = "--simulate=fault=same-node-connectivity-broken";
        assertThat(run(inconclusive[0], inconclusive[1], inconclusive[2], broken))
                .isEqualTo(3);
        assertThat(run(inconclusive[0], inconclusive[1], inconclusive[2], broken, "--allow-inconclusive=1"))
                .isZero();
    }

    @Test
    void aLiveClusterIsLeftAsItWas() throws Exception {
        try (SimulatedTarget cluster = SimulatedTarget.start("", true)) {
            Path kubeconfig = folder.resolve("kubeconfig");
            cluster.writeKubeconfig(kubeconfig);
            List<String> before = namespaces(cluster);
            assertThat(run("connectivity.pod.pod-ip", "--kubeconfig", kubeconfig.toString(), "--lanes=1"))
                    .as(session.out() + session.err())
                    .isZero();
            assertThat(namespaces(cluster)).isEqualTo(before);
            assertThat(session.out()).doesNotContain("SIMULATED");
        }
    }

    @Test
    void anInterruptedRunKeepsWhatItFinishedAndLeavesNothing() throws Exception {
        try (SimulatedTarget cluster = SimulatedTarget.start("realtime=true")) {
            Path kubeconfig = folder.resolve("kubeconfig");
            cluster.writeKubeconfig(kubeconfig);
            CompletableFuture<Integer> code = CompletableFuture.supplyAsync(
                    () -> run("--kubeconfig", kubeconfig.toString(), "--lanes=1", "--allow=host-network"));
            Awaitility.await("a behavior has finished")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> Files.exists(folder.resolve("results.json"))
                            && Files.readString(folder.resolve("results.json")).contains("\"verdict\":\"CONFORMS\""));
            assertThat(session.interrupt()).isTrue();
            assertThat(code.get(1, TimeUnit.MINUTES)).isEqualTo(130);
            ResultsDocument document = CommandSession.validResults(folder);
            assertThat(document.run().interrupted()).isTrue();
            assertThat(document.summary().count(Verdict.CONFORMS)).isPositive();
            assertThat(document.summary().count(Verdict.INCONCLUSIVE)).isZero();
            assertThat(document.missing()).isPositive();
            assertThat(ours(cluster)).isEmpty();
        }
    }

    @Test
    void aRunEndsByItsDeadlineWithVerdictsForAll() throws Exception {
        long start = System.nanoTime();
        assertThat(run("network-policy.*", "service.*", "--simulate=realtime=true", "--deadline=30s", "--lanes=1"))
                .as(session.out() + session.err())
                .isEqualTo(3);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
        ResultsDocument document = CommandSession.validResults(folder);
        assertThat(document.missing()).isZero();
        assertThat(document.run().interrupted()).isFalse();
        assertThat(document.results())
                .filteredOn(result -> result.verdict() == Verdict.INCONCLUSIVE)
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.reasonText()).contains("deadline", "30S"));
    }

    @Test
    void aDeadlineThatIsOverBeforeTheClusterIsPreparedIsToldAndLeavesNothing() throws Exception {
        try (SimulatedTarget cluster = SimulatedTarget.start("fault=pods-slow:60")) {
            Path kubeconfig = folder.resolve("kubeconfig");
            cluster.writeKubeconfig(kubeconfig);
            assertThat(run("connectivity.pod.pod-ip", "--kubeconfig", kubeconfig.toString(), "--deadline=10s"))
                    .isEqualTo(4);
            assertThat(session.err()).contains("deadline of the run was over before the cluster was prepared");
            assertThat(ours(cluster)).isEmpty();
        }
    }

    @Test
    void aRunWaitsForAnotherToEndWhenItIsTold() throws Exception {
        try (SimulatedTarget cluster = SimulatedTarget.start("")) {
            Path kubeconfig = folder.resolve("kubeconfig");
            cluster.writeKubeconfig(kubeconfig);
            cluster.client()
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("cc-first")
                            .withLabels(Ownership.labels("first"))
                            .endMetadata()
                            .build())
                    .create();
            RunLease first = RunLease.take(cluster.client(), "cc-first", "first", words -> {});
            String[] words = {"connectivity.pod.pod-ip", "--kubeconfig=" + kubeconfig, "--lanes=1"};
            assertThat(run(words)).isEqualTo(4);
            assertThat(session.err()).contains("Another run is in progress on this cluster: first", "--wait");

            CompletableFuture<Integer> code =
                    CompletableFuture.supplyAsync(() -> run("--wait", words[0], words[1], words[2]));
            Awaitility.await("it waits").atMost(Duration.ofSeconds(40)).until(() -> session.out()
                    .contains("waiting for run first to end"));
            first.close();
            cluster.client().namespaces().withName("cc-first").delete();
            assertThat(code.get(1, TimeUnit.MINUTES))
                    .as(session.out() + session.err())
                    .isZero();
        }
    }

    private static List<String> namespaces(SimulatedTarget cluster) {
        return cluster.client().namespaces().list().getItems().stream()
                .map(namespace -> namespace.getMetadata().getName())
                .toList();
    }

    private static List<String> ours(SimulatedTarget cluster) {
        return cluster
                .client()
                .namespaces()
                .withLabel(Ownership.OWNER_LABEL, Ownership.OWNER)
                .list()
                .getItems()
                .stream()
                .map(namespace -> namespace.getMetadata().getName())
                .toList();
    }
}
