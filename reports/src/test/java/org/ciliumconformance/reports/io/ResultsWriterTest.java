package org.ciliumconformance.reports.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.PlanCounts;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResultsWriterTest {

    @TempDir
    Path folder;

    /** Runs what was put off when the test says so. */
    private static final class HandTimer implements ResultsWriter.Timer {
        final Queue<Runnable> pending = new ArrayDeque<>();
        final List<Duration> delays = new ArrayList<>();

        @Override
        public void after(Duration delay, Runnable action) {
            delays.add(delay);
            pending.add(action);
        }

        void elapse() {
            Objects.requireNonNull(pending.remove()).run();
        }
    }

    private Path file() {
        return folder.resolve("out/results.json");
    }

    static Stream<ResultsDocument> documents() {
        return Stream.of(
                Samples.everyVerdict(), Samples.unprepared(), Samples.hostile(), Samples.of(), Samples.large(60));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyDocumentKeepsToTheSchema(ResultsDocument document) throws IOException {
        ResultsWriter.write(file(), document);

        assertThat(schema().validate(Files.readString(file()), InputFormat.JSON))
                .extracting(Error::toString)
                .isEmpty();
    }

    /** Somebody may read at any time, and a killed run leaves whichever state it was in. */
    @ParameterizedTest
    @MethodSource("documents")
    void everyStateOfAFileKeepsToTheSchema(ResultsDocument document) throws IOException {
        HandTimer timer = new HandTimer();
        ResultsWriter writer = ResultsWriter.open(
                file(), document.run(), Environment.unknown("kubeconfig", false, null), timer, () -> {});
        assertKeepsToTheSchema("begun");
        writer.environment(document.environment());
        writer.plan(document.plan());
        document.problems().forEach(writer::problem);
        timer.elapse();
        assertKeepsToTheSchema("planned");
        document.results().forEach(writer::add);
        if (!timer.pending.isEmpty()) {
            timer.elapse();
        }
        assertKeepsToTheSchema("under way");
        writer.end(Samples.START.plusSeconds(9), true);
        assertKeepsToTheSchema("interrupted");
        writer.finish(false);
        assertKeepsToTheSchema("judged");

        ResultsWriter.open(file(), Samples.run(), document.environment()).close();
        assertKeepsToTheSchema("closed by a failure");
    }

    private void assertKeepsToTheSchema(String state) throws IOException {
        assertThat(schema().validate(Files.readString(file()), InputFormat.JSON))
                .as(state)
                .extracting(Error::toString)
                .isEmpty();
    }

    @Test
    void schemaRefusesAVerdictWithoutItsReason() throws IOException {
        ResultsWriter.write(file(), Samples.everyVerdict());
        String cut = Files.readString(file()).replace("\"reason\":\"needs a Windows node\",", "");

        assertThat(schema().validate(cut, InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void schemaDescribesEveryField() throws IOException {
        JsonNode schema = JsonMapper.shared().readTree(schemaText());
        List<String> undescribed = new ArrayList<>();
        collectUndescribed(schema, schema, "", undescribed);

        assertThat(undescribed).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void whatIsWrittenReadsBackEqual(ResultsDocument document) {
        try (ResultsWriter writer = ResultsWriter.open(file(), document.run(), document.environment())) {
            writer.plan(document.plan());
            document.problems().forEach(writer::problem);
            document.results().forEach(writer::add);
            writer.end(Samples.START.plusSeconds(9), false);
            ResultsDocument written = writer.finish(true);

            assertThat(new ResultsReader().read(file()).summary()).isEqualTo(written.summary());
            if (document.results().stream().noneMatch(result -> result.id().equals("area.hostile"))) {
                assertThat(new ResultsReader().read(folder.resolve("out"))).isEqualTo(written);
            }
        }
    }

    @Test
    void anUnwritableOutputIsKnownBeforeTheRunBegins() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("file"), "mine");

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> ResultsWriter.open(
                        notAFolder.resolve("results.json"), Samples.run(), Environment.unknown("k3s", false, null)))
                .withMessageContaining("Cannot write")
                .withMessageContaining("is a file, not a folder")
                .satisfies(e -> assertThat(e.remedy()).contains("output folder"));
        assertThat(notAFolder).hasContent("mine");
    }

    @Test
    void aFolderInTheWayIsNamed() throws IOException {
        Files.createDirectories(file());

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> ResultsWriter.write(file(), Samples.everyVerdict()))
                .withMessageContaining("it is a folder");
    }

    @Test
    void resultsAreInTheFileAfterTheFlushTheyAsked() {
        HandTimer timer = new HandTimer();
        ResultsWriter writer = ResultsWriter.open(file(), Samples.run(), Samples.environment(), timer, () -> {});
        writer.plan(new PlanCounts(2, 2, 0));
        writer.add(Samples.conforming("a"));
        writer.add(Samples.deviating("b"));

        assertThat(new ResultsReader().read(file()).results()).isEmpty();
        timer.elapse();

        ResultsDocument soFar = new ResultsReader().read(file());
        assertThat(soFar.results()).extracting("id").containsExactly("a", "b");
        assertThat(soFar.run().complete()).isFalse();
        assertThat(timer.pending).as("three changes, one flush").isEmpty();
        assertThat(timer.delays).allSatisfy(delay -> assertThat(delay).isGreaterThanOrEqualTo(Duration.ofMillis(500)));
    }

    @Test
    void aFlushThatFailsIsTriedAgainWithTheNext() throws IOException {
        HandTimer timer = new HandTimer();
        ResultsWriter writer = ResultsWriter.open(file(), Samples.run(), Samples.environment(), timer, () -> {});
        Path inTheWay = Files.createDirectories(folder.resolve("out/.results.json.part"));
        writer.add(Samples.conforming("a"));
        timer.elapse();
        assertThat(new ResultsReader().read(file()).results()).isEmpty();

        Files.deleteIfExists(inTheWay);
        writer.add(Samples.conforming("b"));
        timer.elapse();

        assertThat(new ResultsReader().read(file()).results()).hasSize(2);
    }

    @Test
    void whoeverReadsWhileItIsWrittenSeesAWholeDocument() {
        ResultsWriter writer = ResultsWriter.open(
                file(), Samples.run(), Samples.environment(), (delay, flush) -> flush.run(), () -> {});
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 200; i++) {
                writer.add(Samples.deviating("case-" + i));
            }
        });

        int seen = 0;
        while (!writing.isDone()) {
            int now = new ResultsReader().read(file()).results().size();
            assertThat(now).isGreaterThanOrEqualTo(seen);
            seen = now;
        }
        writing.join();
        assertThat(new ResultsReader().read(file()).results()).hasSize(200);
    }

    @Test
    void anInterruptedThreadStillSavesWhatItHas() {
        ResultsWriter writer = ResultsWriter.open(file(), Samples.run(), Samples.environment());
        writer.add(Samples.conforming("a"));
        Thread.currentThread().interrupt();
        try {
            writer.end(Samples.START.plusSeconds(1), true);
            writer.finish(false);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        ResultsDocument kept = new ResultsReader().read(file());
        assertThat(kept.results()).hasSize(1);
        assertThat(kept.run().interrupted()).isTrue();
    }

    @Test
    void closingWithoutFinishingKeepsResultsAndReadsAsIncomplete() {
        try (ResultsWriter writer = ResultsWriter.open(file(), Samples.run(), Samples.environment())) {
            writer.add(Samples.conforming("a"));
        }

        ResultsDocument kept = new ResultsReader().read(file());
        assertThat(kept.results()).hasSize(1);
        assertThat(kept.run().complete()).isFalse();
    }

    @Test
    void nothingButTheDocumentIsLeftInTheFolder() throws IOException {
        ResultsWriter.write(file(), Samples.everyVerdict());

        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void aSecondResultOfABehaviorIsRefused() {
        try (ResultsWriter writer = ResultsWriter.open(file(), Samples.run(), Samples.environment())) {
            writer.add(Samples.conforming("a"));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.add(Samples.conforming("a")))
                    .withMessageContaining("has a result already");
        }
    }

    private static String schemaText() throws IOException {
        try (InputStream in =
                ResultsReader.class.getResourceAsStream("/org/ciliumconformance/reports/results.schema.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schemaText(), InputFormat.JSON);
    }

    private static void collectUndescribed(JsonNode root, JsonNode node, String path, List<String> undescribed) {
        JsonNode properties = node.get("properties");
        if (properties != null && node.has("type")) {
            for (String name : properties.propertyNames()) {
                JsonNode property = properties.get(name);
                if (property.has("$ref")) {
                    property = root.at(property.get("$ref").stringValue().substring(1));
                }
                if (!property.has("description")) {
                    undescribed.add(path + "/" + name);
                }
            }
        }
        for (String name : node.propertyNames()) {
            collectUndescribed(root, node.get(name), path + "/" + name, undescribed);
        }
    }
}
