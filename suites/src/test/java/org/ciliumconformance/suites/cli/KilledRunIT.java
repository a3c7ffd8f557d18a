package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.ciliumconformance.reports.model.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs in processes of their own that are told to end, or killed.
 *
 * <p>{@code -Dconformance.kills=50} kills so many, {@code -Dconformance.kills.parallel=3} on so many clusters at a time.
 */
class KilledRunIT {
    private static final int KILLS = Integer.getInteger("conformance.kills", 3);
    private static final int PARALLEL = Integer.getInteger("conformance.kills.parallel", 3);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aRunThatIsToldToEndTidiesUpWithinHalfAMinute(String signal) throws Exception {
        try (SimulatedTarget cluster = SimulatedTarget.start("realtime=true")) {
            Map<String, String> before = ClusterDump.of(cluster.client());
            try (SuiteProcess run = start(cluster, "--lanes=1")) {
                awaitVerdict(run);
                long start = System.nanoTime();
                run.signal(signal);
                assertThat(run.end(Duration.ofSeconds(40))).as(run.said()).isEqualTo(130);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
                assertThat(CommandSession.validResults(folder.resolve("out"))
                                .run()
                                .interrupted())
                        .isTrue();
                assertThat(ClusterDump.ours(cluster.client())).as(run.said()).isEmpty();
                assertThat(ClusterDump.of(cluster.client())).isEqualTo(before);
            }
        }
    }

    @Test
    void aRunThatIsToldToEndWhileTheServerIsGoneEndsInTimeAndSaysWhatStays() throws Exception {
        try (SimulatedTarget cluster = SimulatedTarget.start("realtime=true");
                SuiteProcess run = start(cluster, "--lanes=1")) {
            awaitVerdict(run);
            cluster.inject("api-gone");
            long start = System.nanoTime();
            run.signal("INT");
            assertThat(run.end(Duration.ofSeconds(40))).as(run.said()).isEqualTo(130);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
            assertThat(run.said()).contains("does not go away", "cilium-conformance cleanup");
        }
    }

    @Test
    void aSecondInterruptLeavesAtOnceAndSaysWhatStays() throws Exception {
        try (SimulatedTarget cluster = SimulatedTarget.start("realtime=true,fault=namespace-deletion-stuck");
                SuiteProcess run = start(cluster, "--lanes=1")) {
            awaitVerdict(run);
            run.signal("INT");
            Awaitility.await("it removes what it made")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> run.said().matches("(?s).*removing \\d+ namespaces.*"));
            long start = System.nanoTime();
            run.signal("INT");
            assertThat(run.end(Duration.ofSeconds(10))).isEqualTo(130);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
            assertThat(run.said())
                    .contains("left at once; these namespaces may stay", "cilium-conformance cleanup")
                    .contains(ClusterDump.ours(cluster.client()));
        }
    }

    @Test
    void aKilledRunIsFollowedByOneThatSucceedsAndLeavesNothingOfIt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
        List<Future<String>> kills = new ArrayList<>();
        for (int seed = 1; seed <= KILLS; seed++) {
            Random random = new Random(seed);
            Path own = Files.createDirectory(folder.resolve("kill-" + seed));
            kills.add(threads.submit(() -> kill(own, random)));
        }
        List<String> complaints = new ArrayList<>();
        for (Future<String> kill : kills) {
            String complaint = kill.get();
            if (!complaint.isEmpty()) {
                complaints.add(complaint);
            }
        }
        threads.shutdown();
        assertThat(complaints).isEmpty();
    }

    /** @return what must not be; empty when all is well */
    private static String kill(Path own, Random random) throws Exception {
        try (SimulatedTarget cluster = SimulatedTarget.start("realtime=true")) {
            Path kubeconfig = own.resolve("kubeconfig");
            cluster.writeKubeconfig(kubeconfig);
            Map<String, String> before = ClusterDump.of(cluster.client());
            List<String> left;
            // Now and then before it has anything in the cluster, mostly after: that is where it can leave something.
            boolean early = random.nextInt(8) == 0;
            long lived = random.nextInt(early ? 3_000 : 12_000);
            try (SuiteProcess run = SuiteProcess.start(
                    own.resolve("console.txt"),
                    "run",
                    "--kubeconfig=" + kubeconfig,
                    "--out=" + own.resolve("killed"),
                    "--allow=cluster-scoped")) {
                if (!early) {
                    Awaitility.await("it has begun")
                            .atMost(Duration.ofMinutes(2))
                            .pollInterval(Duration.ofMillis(50))
                            .until(() -> !ClusterDump.ours(cluster.client()).isEmpty());
                }
                awaitAge(lived);
                run.kill();
                left = ClusterDump.ours(cluster.client());
            }
            CommandSession next = new CommandSession();
            Path out = own.resolve("next");
            long start = System.nanoTime();
            int code = next.execute(
                    "run",
                    "connectivity.pod.pod-ip",
                    "network-policy.default-deny.ingress",
                    "--lanes=1",
                    "--kubeconfig=" + kubeconfig,
                    "--out=" + out);
            long took = Duration.ofNanos(System.nanoTime() - start).toSeconds();
            System.out.println("killed " + lived + " ms after its " + (early ? "start" : "first object") + " with "
                    + left.size() + " objects in the cluster; the next run took " + took + " s and ended with " + code);
            List<String> complaints = new ArrayList<>();
            if (code != 0) {
                complaints.add("the next run ended with " + code + ": " + next.out() + next.err());
            }
            if (CommandSession.validResults(out).summary().count(Verdict.CONFORMS) != 2) {
                complaints.add("the next run has other verdicts: " + next.out());
            }
            if (!ClusterDump.ours(cluster.client()).isEmpty()) {
                complaints.add("left: " + ClusterDump.ours(cluster.client()));
            }
            if (!ClusterDump.of(cluster.client()).equals(before)) {
                complaints.add("the cluster is not as before");
            }
            return String.join("; ", complaints);
        }
    }

    private static void awaitAge(long millis) {
        Awaitility.await("the run is as old as it is to become")
                .pollDelay(Duration.ofMillis(millis))
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofMillis(millis + 30_000))
                .until(() -> true);
    }

    private SuiteProcess start(SimulatedTarget cluster, String... more) throws IOException {
        Path kubeconfig = folder.resolve("kubeconfig");
        cluster.writeKubeconfig(kubeconfig);
        List<String> words = new ArrayList<>(
                List.of("run", "--kubeconfig=" + kubeconfig, "--out=" + folder.resolve("out"), "--settle-timeout=5s"));
        words.addAll(List.of(more));
        return SuiteProcess.start(folder.resolve("console.txt"), words.toArray(String[]::new));
    }

    private static void awaitVerdict(SuiteProcess run) {
        Awaitility.await("a behavior has a verdict")
                .atMost(2, TimeUnit.MINUTES)
                .until(() -> run.said().contains("CONFORMS") || run.ended());
    }
}
