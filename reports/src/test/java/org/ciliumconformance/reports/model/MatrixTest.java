package org.ciliumconformance.reports.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixTest {

    private static Cell cell(List<String> expected, String observed) {
        return new Cell("a", "b", "TCP", 80, expected, observed, null);
    }

    @Test
    void anyOfTheExpectedOutcomesWillDo() {
        assertThat(cell(List.of("DROPPED", "REFUSED"), "REFUSED").asExpected()).isTrue();
        assertThat(cell(List.of("DROPPED", "REFUSED"), "ALLOWED").asExpected()).isFalse();
    }

    @Test
    void withoutExpectationTheOutcomeIsOnlyRecorded() {
        assertThat(cell(List.of(), "PROBE_FAILED").asExpected()).isTrue();
    }

    @Test
    void differencesAreTheCellsThatShowSomethingElse() {
        Cell wrong = cell(List.of("DROPPED"), "ALLOWED");
        Matrix matrix = new Matrix("m", Phase.POLICY, List.of(cell(List.of("ALLOWED"), "ALLOWED"), wrong));

        assertThat(matrix.differences()).containsExactly(wrong);
        assertThat(matrix.asExpected()).isFalse();
    }

    @Test
    void aPortIsOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cell("a", "b", "TCP", 65_536, List.of(), "ALLOWED", null));
    }
}
