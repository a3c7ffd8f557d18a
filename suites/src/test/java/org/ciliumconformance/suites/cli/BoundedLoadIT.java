package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.ciliumconformance.reports.model.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much a run asks of an API server, and of the nodes. */
class BoundedLoadIT {
    /** What may come at once after a rest, in seconds of the rate. */
    private static final int BURST_SECONDS = 2;

    @TempDir
    private Path folder;

    private final CommandSession session = new CommandSession();

    private int run(SimulatedTarget cluster, String... more) throws IOException {
        Path kubeconfig = folder.resolve("kubeconfig");
        cluster.writeKubeconfig(kubeconfig);
        List<String> words = new java.util.ArrayList<>(List.of("run", "--kubeconfig", kubeconfig.toString()));
        words.addAll(List.of("--out", folder.resolve("out").toString(), "--settle-timeout=10s"));
        words.addAll(List.of(more));
        return session.execute(words.toArray(String[]::new));
    }

    @Test
    void requestsStayBelowTheRateThatWasAskedFor() throws IOException {
        int rate = 30;
        try (SimulatedTarget cluster = SimulatedTarget.start("")) {
            long before = cluster.requests();
            long start = System.nanoTime();
            assertThat(run(cluster, "network-policy.default-deny.*", "--lanes=1", "--qps=" + rate))
                    .as(session.out() + session.err())
                    .isZero();
            double seconds = (System.nanoTime() - start) / 1e9;
            long requests = cluster.requests() - before;
            // Without enough of them the rate would not have been needed.
            assertThat(requests).isGreaterThan(4L * rate);
            assertThat((double) requests).isLessThanOrEqualTo(rate * (seconds + BURST_SECONDS));
            assertThat(seconds).isGreaterThan(2);
        }
    }

    @Test
    void noListOfTheWholeClusterIsAskedForAtOnce() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("profile=aks-managed")) {
            assertThat(run(cluster, "platform.*", "connectivity.pod.pod-ip", "--lanes=1", "--allow=mutating"))
                    .as(session.out() + session.err())
                    .isZero();
            assertThat(cluster.unboundedLists()).isEmpty();
        }
    }

    @Test
    void lanesAreFewerWhereANodeMayHaveFewPods() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("")) {
            assertThat(run(cluster, "connectivity.pod.pod-ip", "--lanes=3", "--pods-per-node=11"))
                    .as(session.out() + session.err())
                    .isZero();
            assertThat(session.out()).contains("creating 2 lanes");
        }
    }

    @Test
    void onlyNodesWithTheLabelsAreUsed() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("nodes=3")) {
            String[] words = {
                "connectivity.pod.pod-ip", "--lanes=1", "--keep", "--node-selector=kubernetes.io/hostname=n3"
            };
            assertThat(run(cluster, words)).as(session.out() + session.err()).isZero();
            assertThat(cluster.client()
                            .pods()
                            .inAnyNamespace()
                            .withLabel("cilium-conformance.org/owner")
                            .list()
                            .getItems())
                    .hasSize(11)
                    .allSatisfy(pod -> assertThat(pod.getSpec().getNodeName()).isEqualTo("n3"));
            assertThat(CommandSession.validResults(folder.resolve("out"))
                            .summary()
                            .count(Verdict.CONFORMS))
                    .isEqualTo(1);
        }
    }
}
