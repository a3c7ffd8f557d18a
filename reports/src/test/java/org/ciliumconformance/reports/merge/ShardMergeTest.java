package org.ciliumconformance.reports.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.io.ResultsWriter;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.PlanCounts;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Run;
import org.ciliumconformance.reports.model.Shard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardMergeTest {
    private static final Map<String, String> OPTIONS = Map.of("attempts", "2");

    @TempDir
    private Path folder;

    private static ShardDocument shard(int number, int count, BehaviorResult... results) {
        return shard(run(number, count, "nightly-17", OPTIONS), Samples.environment(), results);
    }

    private static Run run(int number, int count, String of, Map<String, String> options) {
        Instant start = Samples.START.plusSeconds(number);
        return Run.begun("r" + number, "0.1.0", start, options, "run", new Shard(number, count, of))
                .ended(start.plusSeconds(10), false);
    }

    private static ShardDocument shard(Run run, Environment environment, BehaviorResult... results) {
        Shard shard = run.shard();
        assertThat(shard).isNotNull();
        return new ShardDocument(
                Path.of("shards", String.valueOf(shard.number()), "results.json"),
                new ResultsDocument(
                        ResultsDocument.CURRENT_SCHEMA_VERSION,
                        run,
                        environment,
                        new PlanCounts(results.length, results.length, 0),
                        List.of(results),
                        List.of()),
                shard);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> merging(ShardDocument... shards) {
        return assertThatThrownBy(() -> ShardMerge.of(List.of(shards))).isInstanceOf(ReportException.class);
    }

    @Test
    void shardsInAnyOrderMakeOneRun() {
        ResultsDocument merged = ShardMerge.of(List.of(
                shard(2, 2, Samples.deviating("b")), shard(1, 2, Samples.conforming("a"), Samples.conforming("c"))));

        assertThat(merged.results()).extracting(BehaviorResult::id).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(merged.plan()).isEqualTo(new PlanCounts(3, 3, 0));
        assertThat(merged.run())
                .isEqualTo(Run.begun("nightly-17", "0.1.0", Samples.START.plusSeconds(1), OPTIONS, "run")
                        .ended(Samples.START.plusSeconds(12), false));
        assertThat(merged.environment()).isEqualTo(Samples.environment());
    }

    @Test
    void missingShardsAreNamedWithHowToRunThem() {
        merging(shard(2, 4))
                .hasMessage("Cannot merge shards: there is no document of shard 1/4, 3/4, 4/4")
                .extracting(e -> ((ReportException) e).remedy())
                .asString()
                .contains("--shard 1/4 --shard-of nightly-17");
    }

    @Test
    void aShardThatIsThereTwiceIsNamedWithItsFiles() {
        merging(shard(1, 2), shard(2, 2), shard(2, 2))
                .hasMessage(
                        "Cannot merge shards: shard 2/2 is there twice, in %s and %1$s",
                        Path.of("shards/2/results.json"));
    }

    @Test
    void aShardThatWasKilledIsNamed() {
        Run killed = Run.begun("r2", "0.1.0", Samples.START, OPTIONS, "run", new Shard(2, 2, "nightly-17"));
        merging(shard(1, 2), shard(killed, Samples.environment()))
                .hasMessageContaining("shard 2/2 did not run to its end");
    }

    @Test
    void shardsOfDifferentRunsAreNotMerged() {
        merging(shard(1, 2), shard(run(2, 2, "nightly-18", OPTIONS), Samples.environment()))
                .hasMessageContaining("the run is nightly-17 in")
                .hasMessageContaining("and nightly-18 in");
        merging(shard(1, 2), shard(2, 3)).hasMessageContaining("the number of shards is 2 in");
    }

    @Test
    void shardsWithDifferentOptionsAreNotMerged() {
        merging(
                        shard(1, 2),
                        shard(run(2, 2, "nightly-17", Map.of("attempts", "2", "lanes", "3")), Samples.environment()))
                .hasMessageContaining("--lanes is none in")
                .hasMessageContaining("and 3 in");
    }

    @Test
    void shardsOfDifferentClustersAreNotMerged() {
        Run second = run(2, 2, "nightly-17", OPTIONS);
        merging(shard(1, 2), shard(second, Environment.unknown("kubeconfig", false, "prod")))
                .hasMessageContaining("the target is simulated in");
        Environment here = Samples.environment();
        Environment upgraded = new Environment(
                here.target(),
                here.simulated(),
                here.kubernetesVersion(),
                here.profile(),
                here.profileReason(),
                "1.20.0",
                here.config(),
                here.nodes(),
                here.boots(),
                here.daemonSets(),
                here.customResources(),
                here.contextName());
        merging(shard(1, 2), shard(second, upgraded)).hasMessageContaining("the version of Cilium is 1.19.4 in");
    }

    @Test
    void aShardThatCouldNotBePreparedIsAProblemOfTheWhole() {
        ResultsDocument unprepared = Samples.unprepared();
        Run run = run(1, 2, "nightly-17", OPTIONS);
        Shard shard = run.shard();
        assertThat(shard).isNotNull();
        Environment unknown = Environment.unknown("simulated", true, null);
        ResultsDocument merged = ShardMerge.of(List.of(
                new ShardDocument(
                        Path.of("1"),
                        new ResultsDocument(
                                1, run, unknown, unprepared.plan(), unprepared.results(), unprepared.problems()),
                        shard),
                shard(2, 2, Samples.conforming("a"))));

        assertThat(merged.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .startsWith("Shard 1/2: https://10.0.0.1:6443 did not answer"));
        assertThat(merged.environment()).isEqualTo(Samples.environment());
    }

    @Test
    void aBehaviorInTwoShardsIsNamed() {
        merging(shard(1, 2, Samples.conforming("a")), shard(2, 2, Samples.conforming("a")))
                .hasMessage("Cannot merge shards: a has a result in shard 1/2 and in shard 2/2");
    }

    @Test
    void nothingIsNoRun() {
        merging().hasMessage("Cannot merge shards: there are none");
    }

    @Test
    void foldersOfShardsAreReadAndWholeRunsRefused() {
        keep("1", shard(1, 2, Samples.conforming("a")));
        keep("2", shard(2, 2, Samples.conforming("b")));
        assertThat(ShardDocument.read(List.of(folder)))
                .extracting(ShardDocument::shard)
                .containsExactly(new Shard(1, 2, "nightly-17"), new Shard(2, 2, "nightly-17"));
        assertThat(ShardDocument.read(List.of(folder.resolve("2"), folder.resolve("1/results.json"))))
                .hasSize(2);

        ResultsWriter.write(folder.resolve("whole/results.json"), Samples.everyVerdict());
        assertThatThrownBy(() -> ShardDocument.read(List.of(folder)))
                .hasMessage(
                        "Cannot merge " + folder.resolve("whole/results.json") + ": it is the document of a whole run");
    }

    private void keep(String name, ShardDocument shard) {
        ResultsWriter.write(folder.resolve(name).resolve("results.json"), shard.document());
    }

    @Test
    void evidenceIsCopiedUnlessItsPathLeadsElsewhere() throws IOException {
        Files.writeString(folder.resolve("secret"), "not evidence");
        keep(
                "1",
                shard(1, 1, Samples.deviating("a"), Samples.hostile().results().get(0)));
        Path file = folder.resolve("1/evidence/a/policy.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "kind: NetworkPolicy");

        ShardEvidence.copy(ShardDocument.read(List.of(folder)), folder.resolve("merged"));

        assertThat(folder.resolve("merged/evidence/a/policy.yaml")).hasContent("kind: NetworkPolicy");
        try (Stream<Path> copied = Files.walk(folder.resolve("merged"))) {
            assertThat(copied.filter(Files::isRegularFile)).hasSize(1);
        }
    }
}
