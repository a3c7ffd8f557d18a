package org.ciliumconformance.reports.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ciliumconformance.reports.Samples.concluded;
import static org.ciliumconformance.reports.Samples.conforming;
import static org.ciliumconformance.reports.Samples.deviating;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.ciliumconformance.reports.ExitCode;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.compare.SettleNoise;
import org.ciliumconformance.reports.history.Baseline;
import org.ciliumconformance.reports.io.ResultsWriter;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Run;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.waiver.Waiver;
import org.ciliumconformance.reports.waiver.Waivers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptanceTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final Gate STRICT = new Gate(true, 0);

    @TempDir
    Path folder;

    private static Waivers waivers(String id, LocalDate expires) {
        return new Waivers(List.of(new Waiver(id, "known", "us", expires)), TODAY);
    }

    private Baseline baseline(BehaviorResult... results) {
        ResultsDocument document = Samples.of(results);
        Path file = folder.resolve("earlier/results.json");
        ResultsWriter.write(
                file,
                new ResultsDocument(
                        1,
                        Run.begun(
                                        "earlier",
                                        "0.1.0",
                                        Samples.START.minusSeconds(60),
                                        document.run().options(),
                                        "run")
                                .ended(Samples.START, false)
                                .judged(true),
                        document.environment(),
                        document.plan(),
                        document.results(),
                        document.problems()));
        return Baseline.at(file);
    }

    private static Judgement judged(
            @Nullable Baseline baseline, Waivers waivers, Gate gate, BehaviorResult... results) {
        return new Acceptance(baseline, waivers, SettleNoise.usual(), gate).judge(Samples.of(results));
    }

    @Test
    void byItselfEveryDeviationFails() {
        Judgement judgement = Acceptance.byItself(Gate.standard()).judge(Samples.of(deviating("a"), conforming("b")));

        assertThat(judgement.exitCode()).isEqualTo(ExitCode.DEVIATION);
        assertThat(judgement.accepted()).isFalse();
        assertThat(judgement.failing()).extracting(BehaviorResult::id).containsExactly("a");
        assertThat(judgement.comparison()).isNull();
        assertThat(judgement.notes()).isEmpty();
        assertThat(Acceptance.byItself(Gate.standard())
                        .judge(Samples.of(conforming("b")))
                        .accepted())
                .isTrue();
    }

    @Test
    void aWaiverTakesItsOwnDeviationOutAndNoOther() {
        Judgement judgement =
                judged(null, waivers("a", TODAY), Gate.standard(), deviating("a"), deviating("b"), conforming("c"));

        assertThat(judgement.failing()).extracting(BehaviorResult::id).containsExactly("b");
        assertThat(judgement.exitCode()).isEqualTo(ExitCode.DEVIATION);
        assertThat(judged(null, waivers("a", TODAY), Gate.standard(), deviating("a"))
                        .exitCode())
                .isEqualTo(ExitCode.SUCCESS);
        assertThat(judged(null, waivers("a", TODAY.minusDays(1)), Gate.standard(), deviating("a"))
                        .failing())
                .hasSize(1);
    }

    @Test
    void onlyWhatFailsTheRunHasAWaiver() {
        BehaviorResult bad = deviating("a");
        BehaviorResult lifted = concluded("a", Verdict.LIFTED, "gone");
        Judgement standard = judged(null, waivers("a", TODAY), Gate.standard());
        Judgement strict = judged(null, waivers("a", TODAY), STRICT);

        assertThat(standard.waiverOf(bad)).isPresent();
        assertThat(standard.waiverOf(lifted)).isEmpty();
        assertThat(strict.waiverOf(lifted)).isPresent();
        assertThat(strict.waiverOf(conforming("a"))).isEmpty();
        assertThat(standard.waiverOf(deviating("b"))).isEmpty();
    }

    @Test
    void aLiftedLimitationFailsAStrictRunOnly() {
        BehaviorResult lifted = concluded("a", Verdict.LIFTED, "gone");

        assertThat(judged(null, Waivers.none(), Gate.standard(), lifted).failing())
                .isEmpty();
        assertThat(judged(null, Waivers.none(), STRICT, lifted).failing()).hasSize(1);
        assertThat(judged(null, Waivers.none(), STRICT, conforming("a")).failing())
                .isEmpty();
    }

    @Test
    void againstABaselineOnlyWhatBecameWorseFails() {
        Judgement judgement = judged(
                baseline(deviating("old"), conforming("new")),
                Waivers.none(),
                Gate.standard(),
                deviating("old"),
                deviating("new"));

        assertThat(judgement.failing()).extracting(BehaviorResult::id).containsExactly("new");
        assertThat(judgement.exitCode()).isEqualTo(ExitCode.DEVIATION);
        assertThat(judgement.comparison()).isNotNull();
        assertThat(judgement.notes()).isEmpty();
    }

    @Test
    void aBaselineThatShouldNotBeComparedIsLeftOutWithANote() {
        ResultsDocument real = new ResultsDocument(
                1,
                Samples.run().ended(Samples.START.plusSeconds(1), false),
                Samples.unprepared().environment(),
                Samples.of().plan(),
                List.of(),
                List.of());
        Judgement judgement = new Acceptance(
                        baseline(conforming("a")), Waivers.none(), SettleNoise.usual(), Gate.standard())
                .judge(real);

        assertThat(judgement.comparison()).isNull();
        assertThat(judgement.notes())
                .containsExactly(
                        "Not compared with the baseline: One run was made on the simulated cluster and the other on a"
                                + " real one: the differences are those of two clusters.",
                        "The run is judged by itself.");
    }

    @Test
    void aFolderWithoutAnAcceptedRunIsSaidToHaveNone() {
        Judgement judgement = judged(Baseline.at(folder), Waivers.none(), Gate.standard(), deviating("a"));

        assertThat(judgement.comparison()).isNull();
        assertThat(judgement.failing()).hasSize(1);
        assertThat(judgement.notes())
                .containsExactly(
                        "There is no accepted run of this cluster in " + folder + ".", "The run is judged by itself.");
    }
}
