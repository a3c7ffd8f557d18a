package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Shard;
import org.ciliumconformance.reports.model.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that several processes make, each a part. */
class ShardedRunIT {
    @TempDir
    private Path folder;

    private final CommandSession session = new CommandSession();

    private int run(String out, String... more) {
        List<String> words = new ArrayList<>(List.of("run", "--out=" + folder.resolve(out)));
        words.addAll(List.of(more));
        return new CommandSession().execute(words.toArray(String[]::new));
    }

    private static Map<String, String> verdicts(ResultsDocument document) {
        Map<String, String> verdicts = new TreeMap<>();
        for (BehaviorResult result : document.results()) {
            verdicts.put(
                    result.id(), result.verdict() + " " + result.declaration().statement());
        }
        return verdicts;
    }

    @Test
    void fourShardsMergedEqualOneWholeRun() throws IOException {
        String[] common = {
            "--simulate=fault=egress-not-enforced,nodes=3",
            "--attempts=1",
            "network-policy.default-deny.*",
            "connectivity.*",
            "platform.*"
        };
        int whole = run("whole", common);
        for (int i = 1; i <= 4; i++) {
            run("shards/" + i, with(common, "--shard=" + i + "/4", "--shard-of=nightly-17"));
        }

        int merged = session.execute(
                "report",
                "merge",
                folder.resolve("merged").toString(),
                folder.resolve("shards").toString());

        assertThat(session.err()).isEmpty();
        assertThat(merged).isEqualTo(whole).isEqualTo(1);
        ResultsDocument one = CommandSession.validResults(folder.resolve("whole"));
        ResultsDocument joined = CommandSession.validResults(folder.resolve("merged"));
        assertThat(verdicts(joined)).hasSizeGreaterThan(60).isEqualTo(verdicts(one));
        assertThat(joined.plan()).isEqualTo(one.plan());
        assertThat(joined.summary()).isEqualTo(one.summary());
        assertThat(joined.run().options()).isEqualTo(one.run().options());
        assertThat(joined.run().accepted()).isFalse();
        assertThat(joined.run().shard()).isNull();
        assertThat(CommandSession.validResults(folder.resolve("shards/2")).run().shard())
                .isEqualTo(new Shard(2, 4, "nightly-17"));
        BehaviorResult deviating = joined.results().stream()
                .filter(result -> result.verdict() == Verdict.DEVIATES)
                .findFirst()
                .orElseThrow();
        assertThat(deviating.evidence()).isNotEmpty().allSatisfy(file -> assertThat(
                        folder.resolve("merged").resolve(file.path()))
                .exists());
        assertThat(Files.readString(folder.resolve("merged/report.html"))).contains("deviate");
    }

    @Test
    void shardsOfOneRunAreOnAClusterSideBySideAndAKilledOneIsRunAgainAlone() throws Exception {
        try (SimulatedTarget cluster = SimulatedTarget.start("")) {
            Path kubeconfig = folder.resolve("kubeconfig");
            cluster.writeKubeconfig(kubeconfig);
            Map<String, String> before = ClusterDump.of(cluster.client());
            String[] common = {
                "--kubeconfig=" + kubeconfig,
                "--lanes=1",
                "--settle-timeout=5s",
                "--shard-of=nightly-17",
                "connectivity.*"
            };
            String second = "--out=" + folder.resolve("shards/2");
            cluster.inject("pods-slow:60");
            try (SuiteProcess killed = SuiteProcess.start(
                    folder.resolve("console.txt"),
                    "run",
                    second,
                    "--kubeconfig=" + kubeconfig,
                    "--settle-timeout=5s",
                    "--lanes=1",
                    "--shard=2/2",
                    "--shard-of=nightly-17",
                    "connectivity.*")) {
                Awaitility.await("shard 2 is on the cluster")
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> killed.said().contains("creating 1 lane") || killed.ended());
                assertThat(run("rival", "--kubeconfig=" + kubeconfig, "connectivity.pod.*"))
                        .as("another run finds the cluster taken")
                        .isEqualTo(4);
                killed.kill();
            }
            cluster.mend();
            assertThat(session.execute(
                            "report",
                            "merge",
                            folder.resolve("merged").toString(),
                            folder.resolve("shards").toString()))
                    .isEqualTo(2);
            assertThat(session.err()).contains("shard 2/2 did not run to its end", "--shard 2/2 --shard-of nightly-17");

            List<CompletableFuture<Integer>> shards = IntStream.of(1, 2)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> run("shards/" + i, with(common, "--shard=" + i + "/2"))))
                    .toList();
            for (CompletableFuture<Integer> shard : shards) {
                assertThat(shard.get()).isZero();
            }
            assertThat(session.execute(
                            "report",
                            "merge",
                            folder.resolve("merged").toString(),
                            folder.resolve("shards").toString()))
                    .as(session.err())
                    .isZero();
            assertThat(ClusterDump.of(cluster.client())).isEqualTo(before);
        }
    }

    private static String[] with(String[] words, String... more) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void theMergedResultsDoNotTakeThePlaceOfAShard() {
        run("one", "connectivity.pod.pod-ip", "--shard=1/1", "--shard-of=a");
        String one = folder.resolve("one").toString();

        assertThat(session.execute("report", "merge", one, one)).isEqualTo(2);
        assertThat(session.err()).contains("The merged results would take the place of those of shard 1/1: ");
    }
}
