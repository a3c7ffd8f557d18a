package org.ciliumconformance.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ciliumconformance.reports.model.Cell;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.model.Phase;
import org.junit.jupiter.api.Test;

class MatrixViewTest {

    private static MatrixView view(Cell... cells) {
        return MatrixView.of(new Matrix("under the policies", Phase.POLICY, List.of(cells)));
    }

    private static Cell cell(String from, String to, int port, String expected, String observed) {
        return new Cell(from, to, "TCP", port, List.of(expected), observed, null);
    }

    @Test
    void clientsThatCallTheSameServersMakeAGrid() {
        MatrixView matrix = view(
                cell("x/a", "y/a (other node)", 80, "ALLOWED", "ALLOWED"),
                cell("x/a", "y/b (same node)", 80, "DROPPED", "ALLOWED"),
                cell("x/b", "y/a (same node)", 80, "ALLOWED", "ALLOWED"),
                cell("x/b", "y/b (other node)", 80, "DROPPED", "DROPPED"));

        assertThat(matrix.columns()).containsExactly("to ↓   from →", "x/a", "x/b");
        assertThat(matrix.rows()).extracting(MatrixView.Row::head).containsExactly("y/a", "y/b");
        assertThat(matrix.service()).isEqualTo("TCP 80");
        assertThat(matrix.tally()).isEqualTo("4 probes, 1 not as expected");
        assertThat(matrix.rows().get(1).slots().get(0).get(0).expected()).isEqualTo("DROPPED");
        assertThat(matrix.rows().get(1).slots().get(1).get(0).differs()).isFalse();
    }

    @Test
    void aRemarkThatTellsTwoProbesApartStays() {
        MatrixView matrix = view(
                cell("x/a", "outside (direct)", 80, "ALLOWED", "ALLOWED"),
                cell("x/a", "outside (by gateway)", 80, "ALLOWED", "ALLOWED"),
                cell("x/b", "outside (direct)", 80, "ALLOWED", "ALLOWED"),
                cell("x/b", "outside (by gateway)", 80, "ALLOWED", "ALLOWED"));

        assertThat(matrix.rows())
                .extracting(MatrixView.Row::head)
                .containsExactly("outside (direct)", "outside (by gateway)");
    }

    @Test
    void clientsThatCallEachTheirOwnServersMakeAList() {
        MatrixView matrix = view(
                cell("node n1", "kernel", 0, "6.8", "6.8"),
                cell("node n2", "kernel", 0, "6.8", "6.7"),
                cell("agent", "mode", 0, "vxlan", "vxlan"),
                cell("operator", "replicas", 0, "2", "2"));

        assertThat(matrix.columns()).containsExactly("probe", "observed");
        assertThat(matrix.rows().get(1).head()).isEqualTo("node n2 → kernel");
        assertThat(matrix.rows().get(1).slots().get(0).get(0).expected()).isEqualTo("6.8");
    }

    @Test
    void severalServicesAreNamedWithEachServer() {
        MatrixView matrix = view(
                cell("x/a", "y/a", 80, "ALLOWED", "ALLOWED"),
                cell("x/a", "y/a", 81, "ALLOWED", "ALLOWED"),
                cell("x/b", "y/a", 80, "ALLOWED", "ALLOWED"),
                cell("x/b", "y/a", 81, "ALLOWED", "ALLOWED"));

        assertThat(matrix.rows()).extracting(MatrixView.Row::head).containsExactly("y/a, TCP 80", "y/a, TCP 81");
        assertThat(matrix.service()).isNull();
    }

    @Test
    void ofTooManyRowsThoseThatDifferAreKept() {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            cells.add(cell("client " + i, "server " + i, 80, "DROPPED", i == 999 ? "ALLOWED" : "DROPPED"));
        }

        MatrixView matrix = MatrixView.of(new Matrix("large", Phase.POLICY, cells));

        assertThat(matrix.rows()).hasSize(100);
        assertThat(matrix.rows().get(0).head()).isEqualTo("client 999 → server 999");
        assertThat(matrix.omitted()).isEqualTo(900);
    }
}
