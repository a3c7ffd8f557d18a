package org.ciliumconformance.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ciliumconformance.reports.Samples.concluded;
import static org.ciliumconformance.reports.Samples.conforming;
import static org.ciliumconformance.reports.Samples.deviating;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ciliumconformance.reports.Changes;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.Golden;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.SettleTime;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.waiver.Waivers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ComparisonOutputsTest {

    private static Comparison compared(ResultsDocument before, ResultsDocument after) {
        return new Comparer(Waivers.none(), SettleNoise.usual()).compare(before, after);
    }

    private static String json(Comparison comparison) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ComparisonJson(Gate.standard()).write(bytes, comparison);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyKindOfChangeAsText() throws IOException {
        Golden.assertIs("compare/everything.txt", ComparisonText.of(Changes.everything(), Gate.standard()));
        Golden.assertIs("compare/everything-strict.txt", ComparisonText.of(Changes.everything(), new Gate(true, 5)));
    }

    @Test
    void everyKindOfChangeAsJson() throws IOException {
        String json = json(Changes.everything());

        assertThat(schema(json)).isEmpty();
        Golden.assertIs(
                "compare/everything.json", JsonMapper.shared().readTree(json).toPrettyString() + "\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {19, 20, 21, 100})
    void longListsAreCutAndSaySo(int many) {
        List<BehaviorResult> good = new ArrayList<>();
        List<BehaviorResult> bad = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            good.add(conforming("case-" + i));
            bad.add(deviating("case-" + i));
        }
        String text = ComparisonText.of(compared(Samples.of(good), Samples.of(bad)), Gate.standard());

        assertThat(text.lines().filter(line -> line.startsWith("  case-"))).hasSize(Math.min(20, many));
        if (many > 20) {
            assertThat(text).contains("  ... and " + (many - 20) + " more\n");
        } else {
            assertThat(text).doesNotContain("... and");
        }
    }

    /** What is not about verdicts is cut as well. */
    @Test
    void longListsBesideTheVerdictsAreCutAndSaySo() {
        List<BehaviorResult> steady = new ArrayList<>();
        List<BehaviorResult> flaky = new ArrayList<>();
        List<BehaviorResult> fast = new ArrayList<>();
        List<BehaviorResult> slow = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            steady.add(conforming("case-" + i));
            flaky.add(Samples.flaky("case-" + i));
            fast.add(settled("case-" + i, 100));
            slow.add(settled("case-" + i, 1_000 + i));
        }

        assertThat(ComparisonText.of(compared(Samples.of(steady), Samples.of(flaky)), Gate.standard()))
                .containsSubsequence("Flaky (21)", "  ... and 1 more\n");
        assertThat(ComparisonText.of(compared(Samples.of(fast), Samples.of(slow)), Gate.standard()))
                .containsSubsequence("Settle times: 21 slower, 0 faster", "  ... and 1 more\n");
        assertThat(ComparisonText.of(compared(configured(21, "one"), configured(21, "other")), Gate.standard()))
                .containsSubsequence("Environment", "  ... and 1 more\n");
    }

    private static BehaviorResult settled(String id, long millis) {
        return BehaviorResult.of(Samples.declaration(id, "service"), Samples.START)
                .verdict(Verdict.CONFORMS, null)
                .settled(new SettleTime("policy applied", Duration.ofMillis(millis), 4))
                .build();
    }

    private static ResultsDocument configured(int values, String value) {
        Map<String, String> config = new TreeMap<>();
        for (int i = 0; i < values; i++) {
            config.put("key-" + i, value);
        }
        Environment any = Samples.environment();
        return new ResultsDocument(
                1,
                Samples.run().ended(Samples.START.plusSeconds(1), false),
                new Environment(
                        any.target(),
                        any.simulated(),
                        any.kubernetesVersion(),
                        any.profile(),
                        any.profileReason(),
                        any.ciliumVersion(),
                        config,
                        any.nodes(),
                        any.boots(),
                        any.daemonSets(),
                        any.customResources(),
                        any.contextName()),
                Samples.of().plan(),
                List.of(),
                List.of());
    }

    @Test
    void theSlowestChangeComesFirstAndTheFasterOnesLast() {
        Comparison comparison = compared(
                Samples.of(settled("a", 5_000), settled("b", 100), settled("c", 100)),
                Samples.of(settled("a", 100), settled("b", 1_000), settled("c", 9_000)));

        assertThat(comparison.settling()).extracting(SettleChange::id).containsExactly("c", "b", "a");
    }

    @Test
    void theHeadlineSaysWhatItComesTo() {
        ResultsDocument good = Samples.of(conforming("a"));
        ResultsDocument unsaid = Samples.of(concluded("a", Verdict.INCONCLUSIVE, "no lane"));

        assertThat(ComparisonText.headline(compared(good, good), Gate.standard()))
                .isEqualTo("NO REGRESSION");
        assertThat(ComparisonText.headline(compared(good, unsaid), Gate.standard()))
                .isEqualTo("CANNOT SAY: 1 verdict lost");
        assertThat(ComparisonText.headline(compared(good, unsaid), new Gate(false, 1)))
                .isEqualTo("NO REGRESSION, 1 verdict lost");
        assertThat(ComparisonText.headline(
                        compared(
                                Samples.of(conforming("a"), conforming("b"), conforming("c")),
                                Samples.of(
                                        deviating("a"),
                                        deviating("b"),
                                        concluded("c", Verdict.INCONCLUSIVE, "no lane"))),
                        Gate.standard()))
                .isEqualTo("WORSE: 2 regressions, 1 verdict lost");
        assertThat(ComparisonText.headline(compared(good, Samples.of(deviating("a"))), Gate.standard()))
                .isEqualTo("WORSE: 1 regression");
        assertThat(ComparisonText.headline(compared(Samples.of(deviating("a")), good), Gate.standard()))
                .isEqualTo("NO REGRESSION, 1 recovery");
    }

    @Test
    void theStreamIsLeftOpen() {
        AtomicBoolean closed = new AtomicBoolean();
        new ComparisonJson(Gate.standard())
                .write(
                        new ByteArrayOutputStream() {
                            @Override
                            public void close() {
                                closed.set(true);
                            }
                        },
                        Changes.everything());

        assertThat(closed).isFalse();
    }

    @Test
    void textTellsTheWorstFirst() {
        String text = ComparisonText.of(
                compared(
                        Samples.of(conforming("bad"), deviating("good"), deviating("same")),
                        Samples.of(deviating("bad"), conforming("good"), deviating("same"))),
                Gate.standard());

        assertThat(text)
                .containsSubsequence(
                        "WORSE: 1 regression",
                        "Regressions (1)",
                        "bad  CONFORMS -> DEVIATES",
                        "1 of 4 probes differs: x/a reached y/b",
                        "Recoveries (1)",
                        "good  DEVIATES -> CONFORMS",
                        "Still deviating: 1");
    }

    @Test
    void textStaysTextWhateverTheClusterSaid() {
        String text = ComparisonText.of(compared(Samples.of(), Samples.hostile()), Gate.standard());

        assertThat(text).doesNotContain("\u001b", "\u202e", "\u0000");
    }

    @Test
    void jsonKeepsToItsSchema() throws IOException {
        for (ResultsDocument after : new ResultsDocument[] {Samples.everyVerdict(), Samples.hostile(), Samples.of()}) {
            assertThat(schema(json(compared(Samples.unprepared(), after)))).isEmpty();
            assertThat(schema(json(compared(after, Samples.everyVerdict())))).isEmpty();
        }
    }

    private static List<String> schema(String json) throws IOException {
        try (InputStream in =
                ComparisonJson.class.getResourceAsStream("/org/ciliumconformance/reports/comparison.schema.json")) {
            String schema = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema, InputFormat.JSON)
                    .validate(json, InputFormat.JSON)
                    .stream()
                    .map(Error::toString)
                    .toList();
        }
    }

    @Test
    void jsonCountsEverythingAndListsWhatChanged() {
        JsonNode json = JsonMapper.shared()
                .readTree(json(compared(
                        Samples.of(conforming("bad"), conforming("same")),
                        Samples.of(deviating("bad"), conforming("same")))));

        assertThat(json.at("/counts/REGRESSION").intValue()).isEqualTo(1);
        assertThat(json.at("/counts/UNCHANGED").intValue()).isEqualTo(1);
        assertThat(json.at("/exitCode").intValue()).isEqualTo(1);
        assertThat(json.at("/changes").size()).isEqualTo(1);
        assertThat(json.at("/changes/0/before/verdict").stringValue()).isEqualTo("CONFORMS");
        assertThat(json.at("/changes/0/fails").booleanValue()).isTrue();
    }
}
