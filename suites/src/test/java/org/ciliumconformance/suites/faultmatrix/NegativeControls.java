package org.ciliumconformance.suites.faultmatrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Cell;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.model.Phase;

/**
 * That nothing negative is believed for its own sake: a broken client or a dead server must never read as what a policy
 * or a Service does.
 *
 * <ul>
 *   <li>A cell that is expected to be dropped under policies: the same source, destination, protocol and port answered
 *       before them, and again after them; without policies, in another matrix of the same result.
 *   <li>A cell that is expected to fail in another way: its source reached something in the same result.
 * </ul>
 */
final class NegativeControls {
    private NegativeControls() {}

    /** The cells of a conformant result that have no control. */
    static Set<String> missing(BehaviorResult result) {
        Set<String> missing = new TreeSet<>();
        for (Matrix matrix : result.matrices()) {
            for (Cell cell : matrix.cells()) {
                boolean probe = !cell.protocol().isEmpty() && !cell.expected().isEmpty();
                if (probe && !cell.expected().contains("ALLOWED") && !controlled(cell, matrix, result.matrices())) {
                    missing.add(matrix.title() + ": " + cell.from() + " to " + cell.to() + " " + cell.protocol() + " "
                            + cell.port() + " expected " + cell.expected());
                }
            }
        }
        return missing;
    }

    private static boolean controlled(Cell cell, Matrix of, List<Matrix> matrices) {
        if (!cell.expected().contains("DROPPED")) {
            return matrices.stream()
                    .flatMap(matrix -> matrix.cells().stream())
                    .anyMatch(other -> other.from().equals(cell.from()) && allowed(other));
        }
        List<Matrix> others = new ArrayList<>(matrices);
        others.remove(of);
        boolean underPolicies = others.stream().anyMatch(matrix -> matrix.phase() == Phase.BASELINE);
        return underPolicies
                ? answers(cell, others, Phase.BASELINE) && answers(cell, others, Phase.AFTER)
                : others.stream().anyMatch(matrix -> answers(cell, matrix));
    }

    private static boolean answers(Cell cell, List<Matrix> matrices, Phase phase) {
        return matrices.stream().filter(matrix -> matrix.phase() == phase).anyMatch(matrix -> answers(cell, matrix));
    }

    private static boolean answers(Cell cell, Matrix matrix) {
        return matrix.cells().stream()
                .anyMatch(other -> other.from().equals(cell.from())
                        && other.to().equals(cell.to())
                        && other.protocol().equals(cell.protocol())
                        && other.port() == cell.port()
                        && allowed(other));
    }

    private static boolean allowed(Cell cell) {
        return cell.observed().equals("ALLOWED");
    }
}
