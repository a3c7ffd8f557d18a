package org.ciliumconformance.reports.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ciliumconformance.reports.Changes;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.Golden;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.compare.Comparer;
import org.ciliumconformance.reports.compare.Comparison;
import org.ciliumconformance.reports.compare.SettleNoise;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.waiver.Waivers;
import org.junit.jupiter.api.Test;

class ComparisonMarkdownTest {

    @Test
    void everyKindOfChange() throws IOException {
        Golden.assertIs("markdown/comparison.md", ComparisonMarkdown.of(Changes.everything(), Gate.standard()));
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
