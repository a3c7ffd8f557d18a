package org.ciliumconformance.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.ciliumconformance.reports.Samples.concluded;
import static org.ciliumconformance.reports.Samples.conforming;
import static org.ciliumconformance.reports.Samples.deviating;
import static org.ciliumconformance.reports.Samples.flaky;

import java.util.List;
import org.ciliumconformance.reports.model.PlanCounts;
import org.ciliumconformance.reports.model.Problem;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Run;
import org.ciliumconformance.reports.model.Verdict;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

    private static final Gate STRICT = new Gate(true, 0);

    @Test
    void numbersAreThoseOfTheContract() {
        assertThat(ExitCode.values()).extracting(ExitCode::code).containsExactly(0, 1, 2, 3, 4, 130);
    }

    @Test
    void conformingFlakyAndNotApplicableSucceed() {
        ResultsDocument document =
                Samples.of(conforming("a"), flaky("b"), concluded("c", Verdict.NOT_APPLICABLE, "no such feature"));

        assertThat(ExitCode.of(document, Gate.standard())).isEqualTo(ExitCode.SUCCESS);
        assertThat(ExitCode.of(document, STRICT)).isEqualTo(ExitCode.SUCCESS);
    }

    @Test
    void aDeviationFails() {
        assertThat(ExitCode.of(Samples.of(conforming("a"), deviating("b")), Gate.standard()))
                .isEqualTo(ExitCode.DEVIATION);
    }

    @Test
    void aLiftedLimitationFailsOnlyAStrictRun() {
        ResultsDocument document = Samples.of(concluded("a", Verdict.LIFTED, "it answered"));

        assertThat(ExitCode.of(document, Gate.standard())).isEqualTo(ExitCode.SUCCESS);
        assertThat(ExitCode.of(document, STRICT)).isEqualTo(ExitCode.DEVIATION);
    }

    @Test
    void inconclusiveCountsAboveTheAllowance() {
        ResultsDocument two = Samples.of(
                concluded("a", Verdict.INCONCLUSIVE, "no baseline"), concluded("b", Verdict.INCONCLUSIVE, "no lane"));

        assertThat(ExitCode.of(two, Gate.standard())).isEqualTo(ExitCode.VERDICTS_MISSING);
        assertThat(ExitCode.of(two, new Gate(false, 1))).isEqualTo(ExitCode.VERDICTS_MISSING);
        assertThat(ExitCode.of(two, new Gate(false, 2))).isEqualTo(ExitCode.SUCCESS);
    }

    @Test
    void aPlannedBehaviorWithoutResultIsMissingWhateverIsAllowed() {
        ResultsDocument full = Samples.of(conforming("a"));
        ResultsDocument gap = with(full, full.run(), new PlanCounts(2, 2, 0), List.of());

        assertThat(ExitCode.of(gap, new Gate(false, 10))).isEqualTo(ExitCode.VERDICTS_MISSING);
    }

    @Test
    void aRunThatCouldNotStartIsUnprepared() {
        assertThat(ExitCode.of(Samples.unprepared(), Gate.standard())).isEqualTo(ExitCode.UNPREPARED);
    }

    @Test
    void aDeviationStandsBesideAProblemAndMissingVerdicts() {
        ResultsDocument document = Samples.of(deviating("a"), concluded("b", Verdict.INCONCLUSIVE, "no lane"));
        ResultsDocument troubled =
                with(document, document.run(), document.plan(), List.of(new Problem("a lane was lost", "free a node")));

        assertThat(ExitCode.of(document, Gate.standard())).isEqualTo(ExitCode.DEVIATION);
        assertThat(ExitCode.of(troubled, Gate.standard())).isEqualTo(ExitCode.DEVIATION);
    }

    @Test
    void anInterruptedRunIsThatBeforeAnythingElse() {
        ResultsDocument document = Samples.of(deviating("a"));
        Run stopped = Samples.run().ended(Samples.START.plusSeconds(1), true);

        assertThat(ExitCode.of(with(document, stopped, document.plan(), List.of()), Gate.standard()))
                .isEqualTo(ExitCode.INTERRUPTED);
    }

    @Test
    void aKilledRunReadsAsInterrupted() {
        ResultsDocument document = Samples.of(conforming("a"));

        assertThat(ExitCode.of(with(document, Samples.run(), document.plan(), List.of()), Gate.standard()))
                .isEqualTo(ExitCode.INTERRUPTED);
    }

    @Test
    void aNegativeAllowanceIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Gate(false, -1));
    }

    private static ResultsDocument with(ResultsDocument document, Run run, PlanCounts plan, List<Problem> problems) {
        return new ResultsDocument(
                document.schemaVersion(), run, document.environment(), plan, document.results(), problems);
    }
}
