package org.ciliumconformance.reports.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.Golden;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.compare.Comparer;
import org.ciliumconformance.reports.compare.Comparison;
import org.ciliumconformance.reports.compare.SettleNoise;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.SettleTime;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.waiver.Waiver;
import org.ciliumconformance.reports.waiver.Waivers;
import org.junit.jupiter.api.Test;

class ComparisonMarkdownTest {

    private static BehaviorResult settled(String id, long millis, String observation) {
        return BehaviorResult.of(Samples.declaration(id, "service"), Samples.START)
                .verdict(Verdict.CONFORMS, null)
                .observation(observation)
                .settled(new SettleTime("policy applied", Duration.ofMillis(millis), 4))
                .build();
    }

    private static Comparison everything() {
        ResultsDocument before = Samples.of(
                Samples.conforming("a.regression"),
                Samples.conforming("b.lost"),
                Samples.concluded("c.back", Verdict.LIFTED, "was gone"),
                Samples.conforming("d.lifted"),
                Samples.deviating("e.recovery"),
                settled("f.observed", 200, "one"),
                Samples.deviating("g.still"),
                Samples.conforming("h.waived"),
                Samples.conforming("i.removed"),
                Samples.conforming("j.flaky"));
        ResultsDocument after = Samples.of(
                Samples.deviating("a.regression"),
                Samples.concluded("b.lost", Verdict.INCONCLUSIVE, "the baseline did not answer"),
                Samples.conforming("c.back"),
                Samples.concluded("d.lifted", Verdict.LIFTED, "pods are selected"),
                Samples.conforming("e.recovery"),
                settled("f.observed", 2_000, "two"),
                Samples.deviating("g.still"),
                Samples.deviating("h.waived"),
                Samples.flaky("j.flaky"),
                Samples.conforming("k.added"));
        Waivers waivers = new Waivers(
                List.of(
                        new Waiver("h.*", "known", "network team", LocalDate.of(2026, 5, 31)),
                        new Waiver("nothing.*", "gone", "nobody", LocalDate.of(2026, 5, 31))),
                LocalDate.of(2026, 3, 1));
        return new Comparer(waivers, SettleNoise.usual()).compare(before, after);
    }

    @Test
    void everyKindOfChange() throws IOException {
        Golden.assertIs("markdown/comparison.md", ComparisonMarkdown.of(everything(), Gate.standard()));
    }

    @Test
    void aPairThatShouldNotBeComparedSaysSo() {
        ResultsDocument real = new ResultsDocument(
                1,
                Samples.run().ended(Samples.START, false),
                Samples.unprepared().environment(),
                Samples.of().plan(),
                List.of(),
                List.of());

        assertThat(ComparisonMarkdown.of(
                        new Comparer(Waivers.none(), SettleNoise.usual()).compare(Samples.of(), real), Gate.standard()))
                .contains("**Should not be compared**: One run was made on the simulated cluster");
    }

    @Test
    void hostileTextStaysTextAndShort() {
        Comparison comparison =
                new Comparer(Waivers.none(), SettleNoise.usual()).compare(Samples.everyVerdict(), Samples.hostile());
        String markdown = ComparisonMarkdown.of(comparison, Gate.standard());
        Rendered rendered = Rendered.of(markdown);

        assertThat(rendered.html).isEmpty();
        assertThat(rendered.links).isEmpty();
        assertThat(markdown.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(RunMarkdown.LARGEST);
    }

    @Test
    void fiveThousandBehaviorsStayUnderTheLimit() {
        Comparison comparison =
                new Comparer(Waivers.none(), SettleNoise.usual()).compare(Samples.of(), Samples.large(5_000));

        assertThat(ComparisonMarkdown.of(comparison, Gate.standard()).getBytes(StandardCharsets.UTF_8).length)
                .isBetween(20_000, RunMarkdown.LARGEST);
    }
}
