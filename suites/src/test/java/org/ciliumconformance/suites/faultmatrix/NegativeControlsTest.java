package org.ciliumconformance.suites.faultmatrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Cell;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.model.Phase;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.suites.catalogue.Catalogue;
import org.junit.jupiter.api.Test;

class NegativeControlsTest {
    private static final Cell ANSWERS = cell("x/a", "y/b", 80, "ALLOWED");
    private static final Cell DROPPED = cell("x/a", "y/b", 80, "DROPPED");

    private static Cell cell(String from, String to, int port, String outcome) {
        return new Cell(from, to, "TCP", port, List.of(outcome), outcome, null);
    }

    private static Matrix matrix(Phase phase, Cell... cells) {
        return new Matrix("a matrix", phase, List.of(cells));
    }

    private static BehaviorResult result(Matrix... matrices) {
        var builder = BehaviorResult.of(Catalogue.load().entries().get(0).declaration(), Instant.EPOCH)
                .verdict(Verdict.CONFORMS, null)
                .duration(Duration.ZERO);
        List.of(matrices).forEach(builder::matrix);
        return builder.build();
    }

    @Test
    void aDropThatAnsweredBeforeAndAfterIsControlled() {
        assertThat(NegativeControls.missing(result(
                        matrix(Phase.BASELINE, ANSWERS), matrix(Phase.POLICY, DROPPED), matrix(Phase.AFTER, ANSWERS))))
                .isEmpty();
    }

    @Test
    void aDropThatDidNotAnswerAfterwardsIsNot() {
        assertThat(NegativeControls.missing(
                        result(matrix(Phase.BASELINE, ANSWERS), matrix(Phase.POLICY, DROPPED), matrix(Phase.AFTER))))
                .hasSize(1);
    }

    @Test
    void anotherPortIsNoControl() {
        Cell otherPort = cell("x/a", "y/b", 81, "ALLOWED");
        assertThat(NegativeControls.missing(result(
                        matrix(Phase.BASELINE, otherPort),
                        matrix(Phase.POLICY, DROPPED),
                        matrix(Phase.AFTER, otherPort))))
                .hasSize(1);
    }

    @Test
    void withoutPoliciesAWorkingSourceAndAWorkingDestinationAreAControl() {
        Cell sourceWorks = cell("x/a", "x/b", 80, "ALLOWED");
        Cell destinationWorks = cell("y/a", "y/b", 80, "ALLOWED");
        assertThat(NegativeControls.missing(result(matrix(Phase.POLICY, DROPPED, sourceWorks, destinationWorks))))
                .isEmpty();
        assertThat(NegativeControls.missing(result(matrix(Phase.POLICY, DROPPED, sourceWorks))))
                .hasSize(1);
    }

    @Test
    void aRefusalNeedsASourceThatWorks() {
        Cell refused = cell("x/a", "no endpoints", 80, "REFUSED");
        assertThat(NegativeControls.missing(result(matrix(Phase.POLICY, refused))))
                .hasSize(1);
        assertThat(NegativeControls.missing(result(matrix(Phase.POLICY, refused, ANSWERS))))
                .isEmpty();
    }
}
