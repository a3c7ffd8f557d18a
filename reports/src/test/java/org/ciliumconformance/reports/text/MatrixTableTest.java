package org.ciliumconformance.reports.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ciliumconformance.reports.Samples.cell;

import java.util.ArrayList;
import java.util.List;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.model.Cell;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.model.Phase;
import org.junit.jupiter.api.Test;

class MatrixTableTest {

    private static final Matrix DEVIATING = new Matrix(
            "with the policy",
            Phase.POLICY,
            List.of(
                    cell("x/a", "x/b", "ALLOWED", "ALLOWED"),
                    cell("x/a", "y/b", "DROPPED", "ALLOWED"),
                    cell("x/c", "x/b", "ALLOWED", "ALLOWED"),
                    cell("x/c", "y/b", "DROPPED", "DROPPED")));

    @Test
    void clientsAreRowsAndServersAreColumns() {
        assertThat(MatrixTable.of(DEVIATING)).isEqualTo("""
                        policy: with the policy (TCP 80)
                          from \\ to  x/b  y/b
                          x/a        .    . (X)
                          x/c        .    X
                          . ALLOWED, X DROPPED, in parentheses what was expected
                        """);
    }

    @Test
    void onlyRowsThatDifferAreShownWhereThatIsAsked() {
        assertThat(MatrixTable.differing(DEVIATING, 5)).isEqualTo("""
                        policy: with the policy (TCP 80)
                          from \\ to  x/b  y/b
                          x/a        .    . (X)
                          . ALLOWED, X DROPPED, in parentheses what was expected
                        """);
    }

    @Test
    void aMatrixWithoutDifferencesSaysSo() {
        Matrix good = new Matrix("before", Phase.BASELINE, List.of(cell("a", "b", "ALLOWED", "ALLOWED")));

        assertThat(MatrixTable.differing(good, 5)).contains("every probe as expected");
        assertThat(MatrixTable.of(new Matrix("none", Phase.AFTER, List.of()))).isEqualTo("after: none\n  no probes\n");
    }

    @Test
    void portsAndProtocolsAreNamedWhereTheyVary() {
        Matrix mixed = new Matrix(
                "ports",
                Phase.POLICY,
                List.of(
                        new Cell("a", "b", "TCP", 80, List.of("ALLOWED"), "ALLOWED", null),
                        new Cell("a", "b", "UDP", 53, List.of("DROPPED", "REFUSED"), "HTTP_403", "policy said no"),
                        new Cell("a", "c", "TCP", 80, List.of(), "UNREACHABLE", null)));

        assertThat(MatrixTable.of(mixed)).isEqualTo("""
                        policy: ports
                          from \\ to  b:80/TCP  b:53/UDP        c:80/TCP
                          a          .         HTTP_403 (X/R)  U
                          . ALLOWED, X DROPPED, R REFUSED, U UNREACHABLE, in parentheses what was expected
                          a -> b:53/UDP: policy said no
                        """);
    }

    @Test
    void repeatedProbesOfOneTupleShareACell() {
        Matrix repeated = new Matrix(
                "samples",
                Phase.POLICY,
                List.of(cell("a", "b", "DROPPED", "DROPPED"), cell("a", "b", "DROPPED", "ALLOWED")));

        assertThat(MatrixTable.of(repeated)).contains("X,. (X)");
    }

    @Test
    void aWideMatrixIsSplitIntoTablesThatFitAScreen() {
        List<Cell> cells = new ArrayList<>();
        for (int to = 0; to < 40; to++) {
            cells.add(cell("client", "namespace-x/server-" + to, "ALLOWED", "ALLOWED"));
        }

        String text = MatrixTable.of(new Matrix("wide", Phase.POLICY, cells));

        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(115));
        assertThat(text).contains("server-0 ", "server-39");
    }

    @Test
    void rowsAreCutAndThatIsSaid() {
        List<Cell> cells = new ArrayList<>();
        for (int from = 0; from < 30; from++) {
            cells.add(cell("client-" + from, "b", "DROPPED", "ALLOWED"));
        }

        assertThat(MatrixTable.differing(new Matrix("tall", Phase.POLICY, cells), 4))
                .contains("client-3 ", "... and 26 more rows")
                .doesNotContain("client-4 ");
    }

    @Test
    void hostileNamesCannotReachTheTerminal() {
        Matrix matrix = Samples.hostile().results().get(0).matrices().get(0);

        assertThat(MatrixTable.of(matrix))
                .doesNotContain("\u001b", "\u0000", "\u202E")
                .contains("\\u001b");
    }
}
