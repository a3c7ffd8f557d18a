package org.ciliumconformance.reports.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ciliumconformance.reports.Samples.concluded;
import static org.ciliumconformance.reports.Samples.conforming;
import static org.ciliumconformance.reports.Samples.deviating;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.accept.Acceptance;
import org.ciliumconformance.reports.compare.SettleNoise;
import org.ciliumconformance.reports.history.Baseline;
import org.ciliumconformance.reports.io.ResultsWriter;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.PlanCounts;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Run;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.waiver.Waiver;
import org.ciliumconformance.reports.waiver.Waivers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadlineTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    private static Headline of(ResultsDocument document, Acceptance acceptance) {
        return Headline.of(acceptance.judge(document));
    }

    private static Headline of(BehaviorResult... results) {
        return of(Samples.of(results), Acceptance.byItself(Gate.standard()));
    }

    private static Waivers waiving(String id) {
        return new Waivers(List.of(new Waiver(id, "known", "us", TODAY.plusDays(1))), TODAY);
    }

    @Test
    void nothingDeviates() {
        assertThat(of(conforming("a"))).isEqualTo(new Headline("good", "✓", "Fine: nothing deviates", List.of()));
    }

    @Test
    void whatDeviatesIsSaidFirst() {
        Headline headline = of(deviating("a"), concluded("b", Verdict.INCONCLUSIVE, "no answer"));

        assertThat(headline.tone()).isEqualTo("bad");
        assertThat(headline.text()).isEqualTo("1 behavior deviates");
        assertThat(headline.more()).containsExactly("1 behavior has no verdict.");
    }

    @Test
    void withoutAVerdict() {
        Headline headline = of(conforming("a"), concluded("b", Verdict.INCONCLUSIVE, "no answer"));

        assertThat(headline.tone()).isEqualTo("unsure");
        assertThat(headline.text()).isEqualTo("Cannot say: 1 behavior has no verdict");
    }

    @Test
    void waived() {
        Headline headline = of(
                Samples.of(conforming("a"), deviating("b")),
                new Acceptance(null, waiving("b"), SettleNoise.usual(), Gate.standard()));

        assertThat(headline.tone()).isEqualTo("good");
        assertThat(headline.text()).isEqualTo("Fine: nothing deviates but what is waived");
        assertThat(headline.more()).containsExactly("1 deviation is waived.");
    }

    @Test
    void liftedInAStrictRun() {
        Headline headline = of(
                Samples.of(concluded("a", Verdict.LIFTED, "only local backends answered")),
                Acceptance.byItself(new Gate(true, 0)));

        assertThat(headline.tone()).isEqualTo("bad");
        assertThat(headline.text()).isEqualTo("1 limitation is lifted");
    }

    @Test
    void interrupted() {
        ResultsDocument whole = Samples.of(conforming("a"), deviating("b"));
        Headline headline = of(
                new ResultsDocument(
                        whole.schemaVersion(),
                        Run.begun("r", "0.1.0", Samples.START, Map.of(), "run"),
                        whole.environment(),
                        new PlanCounts(7, 7, 0),
                        whole.results(),
                        List.of()),
                Acceptance.byItself(Gate.standard()));

        assertThat(headline.text()).isEqualTo("Interrupted: the run did not end");
        assertThat(headline.more()).containsExactly("5 behaviors have no result. So far 1 behavior deviates.");
    }

    @Test
    void notPrepared() {
        Headline headline = of(Samples.unprepared(), Acceptance.byItself(Gate.standard()));

        assertThat(headline.tone()).isEqualTo("bad");
        assertThat(headline.text()).isEqualTo("The cluster could not be reached or prepared");
    }

    @Test
    void worseThanTheBaseline(@TempDir Path folder) {
        Headline headline = against(
                folder, Samples.of(conforming("a"), deviating("b")), Samples.of(deviating("a"), deviating("b")));

        assertThat(headline.tone()).isEqualTo("bad");
        assertThat(headline.text()).isEqualTo("Worse than the baseline: 1 behavior");
    }

    @Test
    void asInTheBaseline(@TempDir Path folder) {
        Headline headline = against(
                folder, Samples.of(conforming("a"), deviating("b")), Samples.of(conforming("a"), deviating("b")));

        assertThat(headline.tone()).isEqualTo("good");
        assertThat(headline.text()).isEqualTo("No regression against the baseline; 1 behavior deviates as before");
    }

    private static Headline against(Path folder, ResultsDocument before, ResultsDocument after) {
        ResultsWriter.write(folder.resolve("results.json"), before);
        return of(after, new Acceptance(Baseline.at(folder), Waivers.none(), SettleNoise.usual(), Gate.standard()));
    }
}
