package org.ciliumconformance.reports.allure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.EvidenceFile;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Run;
import org.ciliumconformance.reports.model.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AllureResultsTest {

    @TempDir
    Path out;

    private Path folder() {
        return out.resolve("allure-results");
    }

    private Map<String, JsonNode> write(ResultsDocument document) throws IOException {
        new AllureResults(out, false).write(folder(), document);
        return results();
    }

    private Map<String, JsonNode> results() throws IOException {
        Map<String, JsonNode> byId = new TreeMap<>();
        for (Path file : files("-result.json")) {
            JsonNode result = JsonMapper.shared().readTree(Files.readString(file));
            assertThat(file.getFileName()).hasToString(result.get("uuid").stringValue() + "-result.json");
            byId.put(result.get("fullName").stringValue(), result);
        }
        return byId;
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode one(Map<String, JsonNode> results, String id) {
        return Objects.requireNonNull(results.get(id), id);
    }

    private static String status(JsonNode result) {
        return result.get("status").stringValue();
    }

    private static List<String> labels(JsonNode result, String name) {
        List<String> values = new ArrayList<>();
        for (JsonNode label : result.get("labels")) {
            if (label.get("name").stringValue().equals(name)) {
                values.add(label.get("value").stringValue());
            }
        }
        return values;
    }

    @Test
    void verdictsBecomeTheStatusesOfAllure() throws IOException {
        Map<String, JsonNode> results = write(Samples.everyVerdict());

        assertThat(results).hasSize(6);
        assertThat(status(one(results, "network-policy.label.allow"))).isEqualTo("passed");
        assertThat(status(one(results, "network-policy.ipblock.egress-excludes-pods")))
                .isEqualTo("failed");
        assertThat(status(one(results, "service.nodeport.udp"))).isEqualTo("broken");
        assertThat(status(one(results, "service.windows"))).isEqualTo("skipped");
        assertThat(status(one(results, "service.internal-traffic-policy"))).isEqualTo("passed");
    }

    @Test
    void aLiftedLimitationFailsAStrictRun() throws IOException {
        new AllureResults(null, true).write(folder(), Samples.everyVerdict());

        assertThat(status(one(results(), "service.internal-traffic-policy"))).isEqualTo("failed");
    }

    @Test
    void aDeviationHasItsReasonLabelsLinkStepsAndAttachments() throws IOException {
        Files.createDirectories(out.resolve("evidence/network-policy.ipblock.egress-excludes-pods"));
        Files.writeString(
                out.resolve("evidence/network-policy.ipblock.egress-excludes-pods/policy.yaml"), "kind: NetworkPolicy");

        JsonNode result = one(write(Samples.everyVerdict()), "network-policy.ipblock.egress-excludes-pods");

        assertThat(result.at("/statusDetails/message").stringValue())
                .isEqualTo("DEVIATES: 1 of 4 probes differs: x/a reached y/b");
        assertThat(labels(result, "suite")).containsExactly("network-policy");
        assertThat(labels(result, "severity")).containsExactly("normal");
        assertThat(labels(result, "thread")).containsExactly("lane-2");
        assertThat(labels(result, "tag")).containsExactly("LIMITATION", "DEVIATES", "SIMULATED");
        assertThat(result.at("/links/0/url").stringValue()).startsWith("https://learn.microsoft.com/");
        assertThat(result.at("/steps/0/name").stringValue()).isEqualTo("policy: with the policy");
        assertThat(result.at("/steps/0/status").stringValue()).isEqualTo("failed");
        assertThat(result.at("/steps/0/parameters/2/name").stringValue()).isEqualTo("x/a -> y/b TCP 80");
        assertThat(result.at("/steps/0/parameters/2/value").stringValue()).isEqualTo("ALLOWED, expected DROPPED");
        assertThat(folder().resolve(result.at("/attachments/0/source").stringValue()))
                .content()
                .contains("x/a        .    . (X)");
        assertThat(folder().resolve(result.at("/attachments/1/source").stringValue()))
                .hasContent("kind: NetworkPolicy");
        assertThat(result.get("stop").longValue() - result.get("start").longValue())
                .isEqualTo(1234);
    }

    @Test
    void aFlakyPassIsMarkedWithItsAttempts() throws IOException {
        JsonNode result = one(write(Samples.everyVerdict()), "service.clusterip.tcp");

        assertThat(result.at("/statusDetails/flaky").booleanValue()).isTrue();
        assertThat(result.get("steps")).hasSize(2);
        assertThat(result.at("/steps/0/statusDetails/message").stringValue()).isEqualTo("no answer");
    }

    @Test
    void historyIsFoundAcrossRunsAndFilesAreTheSameForOneRun() throws IOException {
        JsonNode first = one(write(Samples.of(Samples.conforming("a"))), "a");
        JsonNode again = one(write(Samples.of(Samples.conforming("a"))), "a");
        ResultsDocument document = Samples.of(Samples.conforming("a"));
        Run later =
                Run.begun("r-other", "0.1.0", Samples.START, Map.of(), "run").ended(Samples.START, false);
        JsonNode other = one(
                write(new ResultsDocument(
                        1, later, document.environment(), document.plan(), document.results(), List.of())),
                "a");

        assertThat(again).isEqualTo(first);
        assertThat(other.get("historyId")).isEqualTo(first.get("historyId"));
        assertThat(other.get("uuid")).isNotEqualTo(first.get("uuid"));
    }

    @Test
    void anEarlierRunIsRemovedAndForeignFilesStay() throws IOException {
        write(Samples.everyVerdict());
        Files.createDirectories(folder().resolve("history"));
        Files.writeString(folder().resolve("executor.json"), "{}");
        Files.writeString(
                folder().resolve("cilium-conformance.files"),
                "../precious\n/etc/hostname\n",
                StandardOpenOption.APPEND);
        Files.writeString(out.resolve("precious"), "mine");

        assertThat(write(Samples.of(Samples.conforming("only")))).containsOnlyKeys("only");
        assertThat(folder().resolve("history")).isDirectory();
        assertThat(folder().resolve("executor.json")).exists();
        assertThat(out.resolve("precious")).exists();
    }

    @Test
    void categoriesTellTheVerdictsApart() throws IOException {
        write(Samples.everyVerdict());
        JsonNode categories = JsonMapper.shared().readTree(Files.readString(folder().resolve("categories.json")));

        for (JsonNode result : results().values()) {
            String message = result.at("/statusDetails/message").stringValue();
            long matching = categories
                    .valueStream()
                    .filter(category -> category.get("matchedStatuses")
                            .valueStream()
                            .anyMatch(status -> status.stringValue().equals(status(result))))
                    .filter(category ->
                            message.matches(category.get("messageRegex").stringValue()))
                    .count();
            assertThat(matching).as(message).isEqualTo(message.startsWith("CONFORMS") ? 0 : 1);
        }
    }

    @Test
    void environmentReadsBackAsProperties() throws IOException {
        write(Samples.hostile());
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(folder().resolve("environment.properties"))) {
            properties.load(reader);
        }

        assertThat(properties).containsEntry("Cilium", Samples.HOSTILE).containsEntry("Target", "kubeconfig");
        write(Samples.everyVerdict());
        assertThat(Files.readString(folder().resolve("environment.properties"))).contains("Target=SIMULATED");
    }

    @Test
    void hostileDocumentsLinkToNoCodeAndCopyNothingFromOutside() throws IOException {
        JsonNode result = one(write(Samples.hostile()), "area.hostile");

        assertThat(result.get("links")).isEmpty();
        assertThat(result.get("attachments")).as("only the matrices").hasSize(1);
    }

    @Test
    void evidenceBehindALinkThatLeavesTheFolderIsNotCopied(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("secret"), "secret");
        Files.createSymbolicLink(out.resolve("link"), elsewhere.resolve("secret"));
        BehaviorResult result = BehaviorResult.of(Samples.declaration("a", "x"), Samples.START)
                .verdict(Verdict.CONFORMS, null)
                .evidence(new EvidenceFile("e", "link", "text/plain"))
                .build();

        assertThat(one(write(Samples.of(result)), "a").get("attachments")).isEmpty();
    }
}
