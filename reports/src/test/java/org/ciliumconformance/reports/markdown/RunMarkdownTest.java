package org.ciliumconformance.reports.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.ciliumconformance.reports.ExitCode;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.Golden;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.accept.Acceptance;
import org.ciliumconformance.reports.accept.Judgement;
import org.ciliumconformance.reports.compare.Comparer;
import org.ciliumconformance.reports.compare.Comparison;
import org.ciliumconformance.reports.compare.SettleNoise;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Cell;
import org.ciliumconformance.reports.model.EvidenceFile;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.model.Phase;
import org.ciliumconformance.reports.model.Problem;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.SettleTime;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.waiver.Waiver;
import org.ciliumconformance.reports.waiver.Waivers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunMarkdownTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    private static Judgement byItself(ResultsDocument document, Waiver... waivers) {
        return new Acceptance(null, new Waivers(List.of(waivers), TODAY), SettleNoise.usual(), Gate.standard())
                .judge(document);
    }

    private static Judgement compared(ResultsDocument before, ResultsDocument after, Waiver... accepted) {
        Waivers waivers = new Waivers(List.of(accepted), TODAY);
        Comparison comparison = new Comparer(waivers, SettleNoise.usual()).compare(before, after);
        Gate gate = Gate.standard();
        return new Judgement(
                after,
                gate,
                ExitCode.of(after, gate, comparison.acceptance(false)),
                comparison,
                waivers,
                waivers.review(after.results()),
                List.of());
    }

    private static Waiver waiver(String id, String expires) {
        return new Waiver(id, "fixed by the node image of May", "network team", LocalDate.parse(expires));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void aRunWithEveryVerdict() throws IOException {
        Golden.assertIs("markdown/every-verdict.md", RunMarkdown.of(byItself(Samples.everyVerdict())));
    }

    @Test
    void aRunThatConforms() throws IOException {
        Golden.assertIs(
                "markdown/conforms.md",
                RunMarkdown.of(byItself(Samples.of(Samples.conforming("service.clusterip.tcp")))));
    }

    @Test
    void aRunThatCouldNotStart() throws IOException {
        Golden.assertIs("markdown/unprepared.md", RunMarkdown.of(byItself(Samples.unprepared())));
    }

    @Test
    void aRunAgainstItsBaselineAndWaivers() throws IOException {
        ResultsDocument before = Samples.of(
                Samples.conforming("network-policy.a"),
                Samples.deviating("network-policy.known"),
                Samples.deviating("network-policy.waived"),
                Samples.deviating("network-policy.recovers"));
        ResultsDocument after = Samples.of(
                Samples.deviating("network-policy.a"),
                Samples.deviating("network-policy.known"),
                Samples.deviating("network-policy.waived"),
                Samples.conforming("network-policy.recovers"));

        Golden.assertIs(
                "markdown/against-baseline.md",
                RunMarkdown.of(compared(
                        before, after, waiver("network-policy.w*", "2026-05-31"), waiver("service.*", "2026-05-31"))));
    }

    @Test
    void theWorstComesFirst() {
        List<String> headings = Rendered.of(RunMarkdown.of(byItself(Samples.everyVerdict()))).headings;

        assertThat(headings.get(0)).isEqualTo("1 behavior fails");
        assertThat(headings)
                .filteredOn(heading -> !heading.startsWith("network-policy"))
                .extracting(heading -> heading.replaceAll("[ :,(].*", ""))
                .containsExactly("1", "What", "INCONCLUSIVE", "LIFTED", "Flaky", "Not");
    }

    @Test
    void regressionsComeBeforeWhatDeviatedAlready() {
        String markdown = RunMarkdown.of(compared(
                Samples.of(Samples.deviating("a.known"), Samples.conforming("z.regression")),
                Samples.of(Samples.deviating("a.known"), Samples.deviating("z.regression"))));

        assertThat(markdown).containsSubsequence("WORSE: 1 regression", "### `z.regression`", "`a.known`");
        assertThat(markdown).contains("CONFORMS → DEVIATES").doesNotContain("### `a.known`");
    }

    @Test
    void simulatedIsTheFirstThingSaid() {
        assertThat(RunMarkdown.of(byItself(Samples.everyVerdict()))).startsWith("> **SIMULATED cluster**");
        assertThat(RunMarkdown.of(byItself(Samples.unprepared()))).startsWith("# ");
    }

    @Test
    void theProbesThatDifferStandInAFixedWidthBlock() {
        assertThat(RunMarkdown.of(byItself(Samples.of(Samples.deviating("a")))))
                .contains("```text\n1 of 4 probes differs: x/a reached y/b\n\npolicy: with the policy (TCP 80)\n"
                        + "  from \\ to  x/b  y/b\n  x/a        .    . (X)\n");
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void fiveThousandOfAnyVerdictStayUnderTheLimit(Verdict verdict) {
        List<BehaviorResult> results = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            String id = "network-policy.generated.case-" + i;
            results.add(
                    verdict == Verdict.CONFORMS
                            ? Samples.flaky(id)
                            : verdict == Verdict.DEVIATES
                                    ? Samples.deviating(id)
                                    : Samples.concluded(id, verdict, "because of number " + i));
        }
        String markdown = RunMarkdown.of(byItself(Samples.of(results)));

        assertThat(bytes(markdown)).isLessThanOrEqualTo(RunMarkdown.LARGEST);
        assertThat(markdown).contains("5000").contains(" more\n").contains("Run `r-7f3a`");
    }

    @Test
    void fiveThousandRegressionsStayUnderTheLimit() {
        List<BehaviorResult> good = new ArrayList<>();
        List<BehaviorResult> bad = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            good.add(Samples.conforming("case-" + i));
            bad.add(Samples.deviating("case-" + i));
        }
        Judgement judgement = compared(Samples.of(good), Samples.of(bad));

        assertThat(bytes(RunMarkdown.of(judgement))).isLessThanOrEqualTo(RunMarkdown.LARGEST);
        Comparison comparison = judgement.comparison();
        assertThat(comparison).isNotNull();
        assertThat(bytes(ComparisonMarkdown.of(comparison, Gate.standard()))).isLessThanOrEqualTo(RunMarkdown.LARGEST);
    }

    @Test
    void hostileTextStaysText() {
        Judgement judgement = byItself(Samples.hostile());
        Rendered rendered = Rendered.of(RunMarkdown.of(judgement));

        assertThat(rendered.html).isEmpty();
        assertThat(rendered.links).isEmpty();
        assertThat(rendered.images).isEmpty();
    }

    /** Everything that could be long is, in characters that take three bytes and end every kind of block. */
    @Test
    void megabytesOfMarkupInEveryFieldStayUnderTheLimitAndStayText() {
        String nasty = ("\n\n# not a heading\n```\n````\n| a | b |\n<img src=x onerror=alert(1)> @octocat "
                        + "[x](https://evil.example) \u202e\u2028\uD83D\uDE00\u4E2D`**")
                .repeat(20_000);
        List<BehaviorResult> results = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            results.add(BehaviorResult.of(Samples.declaration(verdict + nasty.substring(0, 400), nasty), Samples.START)
                    .verdict(verdict, nasty)
                    .observation(nasty)
                    .matrix(new Matrix(nasty, Phase.POLICY, cells(nasty)))
                    .settled(new SettleTime(nasty, Duration.ofSeconds(1), 3))
                    .evidence(new EvidenceFile(nasty, nasty, nasty))
                    .build());
        }
        ResultsDocument document = new ResultsDocument(
                1,
                Samples.hostile().run(),
                Samples.hostile().environment(),
                Samples.hostile().plan(),
                results,
                List.of(new Problem(nasty, nasty), new Problem(nasty, nasty)));
        String markdown = RunMarkdown.of(new Judgement(
                document,
                Gate.standard(),
                ExitCode.DEVIATION,
                null,
                Waivers.none(),
                Waivers.none().review(List.of()),
                List.of(nasty, nasty, nasty, nasty, nasty, nasty)));
        Rendered rendered = Rendered.of(markdown);

        assertThat(bytes(markdown)).isLessThanOrEqualTo(RunMarkdown.LARGEST);
        assertThat(rendered.html).isEmpty();
        assertThat(rendered.images).isEmpty();
        assertThat(rendered.links).allMatch(link -> link.startsWith("https://learn.microsoft.com/"));
        assertThat(rendered.headings)
                .noneMatch(heading -> heading.contains("not a heading") && heading.startsWith("not"));
        assertThat(rendered.text.toString()).doesNotContain("@octocat", "https://evil.example");
    }

    private static List<Cell> cells(String nasty) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            cells.add(new Cell(
                    nasty.substring(i),
                    nasty.substring(0, 900 + i),
                    nasty,
                    i,
                    List.of(nasty, "DROPPED"),
                    nasty,
                    nasty));
        }
        return cells;
    }
}
