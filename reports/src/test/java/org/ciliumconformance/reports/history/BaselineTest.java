package org.ciliumconformance.reports.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ciliumconformance.reports.Samples.conforming;
import static org.ciliumconformance.reports.Samples.deviating;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.TrafficSamples;
import org.ciliumconformance.reports.io.ResultsWriter;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Run;
import org.ciliumconformance.reports.model.Shard;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {

    @TempDir
    Path folder;

    private static ResultsDocument document(
            String id, int hour, @Nullable Boolean accepted, Environment environment, BehaviorResult result) {
        ResultsDocument base = Samples.of(result);
        Run run = base.run();
        return new ResultsDocument(
                base.schemaVersion(),
                new Run(
                        id,
                        run.suiteVersion(),
                        Samples.START.plusSeconds(hour * 3600L),
                        Samples.START.plusSeconds(hour * 3600L + 8),
                        false,
                        run.options(),
                        run.command(),
                        accepted,
                        null),
                environment,
                base.plan(),
                base.results(),
                List.of());
    }

    private void keep(String id, int hour, @Nullable Boolean accepted, BehaviorResult result) {
        keep(document(id, hour, accepted, Samples.environment(), result));
    }

    private void keep(ResultsDocument document) {
        ResultsWriter.write(folder.resolve(document.run().id()).resolve("results.json"), document);
    }

    private Baseline.Found foundFor(String id, int hour) {
        return Baseline.at(folder).of(document(id, hour, null, Samples.environment(), conforming("a")));
    }

    private static String idOf(Baseline.Found found) {
        ResultsDocument document = found.document();
        return document == null ? "none" : document.run().id();
    }

    @Test
    void theLastAcceptedRunBeforeTheCandidateIsTaken() {
        keep("first", 1, true, conforming("a"));
        keep("second", 2, true, deviating("a"));
        keep("third", 3, false, conforming("a"));
        keep("fifth", 5, true, conforming("a"));

        assertThat(idOf(foundFor("fourth", 4))).isEqualTo("second");
        assertThat(idOf(foundFor("second", 2))).isEqualTo("first");
    }

    @Test
    void shardsAndWatchesOfTrafficAreNoRuns() {
        keep("run", 1, true, conforming("a"));
        ResultsDocument shard = document("shard", 2, true, Samples.environment(), conforming("a"));
        Run run = shard.run();
        keep(new ResultsDocument(
                shard.schemaVersion(),
                new Run(
                        run.id(),
                        run.suiteVersion(),
                        run.startedAt(),
                        run.endedAt(),
                        false,
                        run.options(),
                        run.command(),
                        true,
                        new Shard(1, 2, "nightly")),
                shard.environment(),
                shard.plan(),
                shard.results(),
                List.of()));
        ResultsDocument watch = document("watch", 3, true, Samples.environment(), conforming("a"));
        keep(new ResultsDocument(
                watch.schemaVersion(),
                watch.run(),
                watch.environment(),
                watch.plan(),
                List.of(),
                List.of(),
                TrafficSamples.of(TrafficSamples.leaking())));

        assertThat(idOf(foundFor("next", 4))).isEqualTo("run");
        assertThat(History.of(folder).series().get(0).runs()).hasSize(1);
    }

    @Test
    void aDocumentThatDoesNotSayIsJudgedByItself() {
        keep("good", 1, null, conforming("a"));
        keep("bad", 2, null, deviating("a"));

        assertThat(idOf(foundFor("now", 4))).isEqualTo("good");
    }

    @Test
    void runsOfOtherClustersAreLeftOut() {
        keep("mine", 1, true, conforming("a"));
        keep(document("real", 2, true, Environment.unknown("kubeconfig", false, "sim"), conforming("a")));

        assertThat(idOf(foundFor("now", 4))).isEqualTo("mine");
    }

    @Test
    void whatCannotBeReadIsToldAndLosesNothing() throws IOException {
        keep("good", 1, true, conforming("a"));
        Files.writeString(Files.createDirectories(folder.resolve("broken")).resolve("results.json"), "{");
        Baseline.Found found = foundFor("now", 4);

        assertThat(idOf(found)).isEqualTo("good");
        assertThat(found.notes()).singleElement().satisfies(note -> assertThat(note)
                .contains("ends in the middle"));
    }

    @Test
    void aFolderWithoutAnAcceptedRunSaysSo() {
        assertThat(foundFor("now", 4).notes()).singleElement().satisfies(note -> assertThat(note)
                .contains("no accepted run"));
    }

    @Test
    void aCertainDocumentIsTakenWhateverItsVerdicts() {
        keep("bad", 9, false, deviating("a"));

        assertThat(idOf(Baseline.at(folder.resolve("bad"))
                        .of(document("now", 1, null, Samples.environment(), conforming("a")))))
                .isEqualTo("bad");
    }

    @Test
    void whatIsNotThereIsRefusedAtOnce() {
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> Baseline.at(folder.resolve("nothing")))
                .withMessageContaining("no such file");
    }
}
