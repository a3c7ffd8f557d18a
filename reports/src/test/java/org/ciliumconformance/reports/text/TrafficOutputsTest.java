package org.ciliumconformance.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ciliumconformance.reports.ExitCode;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.TrafficSamples;
import org.ciliumconformance.reports.accept.Acceptance;
import org.ciliumconformance.reports.accept.Judgement;
import org.ciliumconformance.reports.io.ResultsReader;
import org.ciliumconformance.reports.io.ResultsWriter;
import org.ciliumconformance.reports.markdown.RunMarkdown;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Traffic;
import org.ciliumconformance.reports.model.TrafficEvent;
import org.ciliumconformance.reports.output.ReportFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watched traffic in each output. */
class TrafficOutputsTest {
    private static final Traffic CALM =
            TrafficSamples.of(TrafficSamples.steady("udp", ""), TrafficSamples.steady("deny", ".same-node"));
    private static final Traffic ROUGH = TrafficSamples.of(
            TrafficSamples.out("new-connection", ".cluster-ip", Duration.ofMillis(300)), TrafficSamples.leaking());

    @TempDir
    Path folder;

    private static Judgement judged(ResultsDocument document) {
        return Acceptance.byItself(Gate.standard()).judge(document);
    }

    private String page(ResultsDocument document) throws IOException {
        return Files.readString(
                new ReportFiles(folder).write(folder, judged(document)).get("report"));
    }

    @Test
    void aDocumentWithTrafficKeepsToTheSchemaAndReadsAsItWasWritten() throws IOException {
        Path file = folder.resolve("results.json");
        ResultsWriter.write(file, TrafficSamples.with(Samples.everyVerdict(), ROUGH));
        assertThat(new ResultsReader().read(file).traffic()).isEqualTo(ROUGH);
        try (InputStream schema = ResultsReader.class.getResourceAsStream("../results.schema.json")) {
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON)
                            .validate(Files.readString(file), InputFormat.JSON))
                    .isEmpty();
        }
    }

    @Test
    void aDocumentWithoutTrafficStillReads() {
        Path file = folder.resolve("results.json");
        ResultsWriter.write(file, Samples.everyVerdict());
        assertThat(new ResultsReader().read(file).traffic()).isNull();
    }

    @Test
    void aLeakFailsAndADoubtLeavesNoVerdict() {
        assertThat(judged(TrafficSamples.document(CALM)).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(judged(TrafficSamples.document(ROUGH)).exitCode()).isEqualTo(ExitCode.DEVIATION);
        Traffic doubtful = new Traffic(
                CALM.startedAt(),
                CALM.endedAt(),
                CALM.endedBy(),
                CALM.interval(),
                CALM.flows(),
                CALM.events(),
                CALM.agents(),
                List.of("The last records of pod client-1 were not heard."));
        assertThat(judged(TrafficSamples.document(doubtful)).exitCode()).isEqualTo(ExitCode.VERDICTS_MISSING);
    }

    @Test
    void thePageHasEachFlowAndOneLineOfTime() throws IOException {
        String page = page(TrafficSamples.document(ROUGH));
        assertThat(page)
                .containsSubsequence("<h1", "A standing deny let traffic through: 30 probes were answered", "</h1>")
                .contains("id=\"page-traffic\"", "href=\"#page-traffic\"")
                .containsSubsequence("new-connection.cluster-ip/n1", "300 ms", "0.4 ms", "2.0 ms", "7.0 ms")
                .containsSubsequence(
                        "What happened when", "out for 300 ms", "agent cilium-x7k2p on n1 was started anew")
                .contains("leaked for 3000 ms (30 probes)");
        assertThat(page(TrafficSamples.document(CALM))).containsSubsequence("<h1", "No probe was lost", "</h1>");
        assertThat(page(Samples.everyVerdict())).doesNotContain("page-traffic");
    }

    @Test
    void whatAClusterSaysStaysText() throws IOException {
        Traffic hostile = new Traffic(
                CALM.startedAt(),
                CALM.endedAt(),
                CALM.endedBy(),
                CALM.interval(),
                CALM.flows(),
                List.of(new TrafficEvent(CALM.startedAt(), "pod", "<script>x</script>", "@you", Samples.HOSTILE)),
                Map.of(),
                List.of("<img src=x>"));
        assertThat(page(TrafficSamples.document(hostile))).doesNotContain("<script>x", "<img src=x");
        assertThat(RunMarkdown.of(judged(TrafficSamples.document(hostile)))).doesNotContain("\n> <img");
    }

    @Test
    void markdownLeadsWithTheAnswer() {
        assertThat(RunMarkdown.of(judged(TrafficSamples.document(ROUGH))))
                .contains("# A standing deny let traffic through")
                .containsSubsequence(
                        "## Traffic", "2 flows, a probe of each every 100 ms for 10.0 s; ended after 10 s.")
                .containsSubsequence("flow", "longest gap", "new-connection.cluster-ip/n1");
    }

    @Test
    void eventsAndOutagesAreToldInTheOrderOfTime() {
        assertThat(TrafficText.timeline(ROUGH).lines().map(line -> line.substring(14)))
                .containsExactly(
                        "agent cilium-x7k2p on n1 was started anew",
                        "flow new-connection.cluster-ip/n1 out for 300 ms (3 probes, the first timeout)",
                        "flow deny.cross-node/n1 leaked for 3000 ms (30 probes)",
                        "node n1 is ready");
    }
}
