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
 *       before them, and again after them. Without policies, it answered in another matrix of the same result, or its
 *       source reached something and its destination answered another source.
 *   <li>A cell that is expected to fail in another way, or of one of {@link #NEVER_ANSWERS}: its source reached something
 *       in the same result.
 * </ul>
 */
final class NegativeControls {
    private static final Set<String> NEGATIVE = Set.of("DROPPED", "REFUSED", "UNREACHABLE", "DNS_FAILED", "MISROUTED");

    /**
     * Behaviors about what answers nobody, ever: an address that pods may not reach, a port that a Service or a node does
     * not have. There is nothing that could answer first.
     */
    static final Set<String> NEVER_ANSWERS = Set.of(
            "connectivity.azure.wire-server-blocked",
            "service.cluster-ip.no-such-port",
            "service.host-port.in-node-port-range");

    private static final String STANDING = " (standing connection)";

    private NegativeControls() {}

    /** The cells of a conformant result that have no control. */
    static Set<String> missing(BehaviorResult result) {
        Set<String> missing = new TreeSet<>();
        for (Matrix matrix : result.matrices()) {
            for (Cell cell : matrix.cells()) {
                boolean negative = !cell.expected().contains("ALLOWED")
                        && cell.expected().stream().anyMatch(NEGATIVE::contains);
                boolean dropped = cell.expected().contains("DROPPED") && !NEVER_ANSWERS.contains(result.id());
                if (negative
                        && !(dropped
                                ? answersElse(cell, matrix, result.matrices())
                                : sourceWorks(cell, result.matrices()))) {
                    missing.add(matrix.title() + ": " + cell.from() + " to " + cell.to() + " " + cell.protocol() + " "
                            + cell.port() + " expected " + cell.expected());
                }
            }
        }
        return missing;
    }

    private static boolean sourceWorks(Cell cell, List<Matrix> matrices) {
        return matrices.stream()
                .flatMap(matrix -> matrix.cells().stream())
                .anyMatch(other -> other.from().equals(cell.from()) && allowed(other));
    }

    private static boolean answersElse(Cell cell, Matrix of, List<Matrix> matrices) {
        List<Matrix> others = new ArrayList<>(matrices);
        others.remove(of);
        boolean underPolicies = others.stream().anyMatch(matrix -> matrix.phase() == Phase.BASELINE);
        return underPolicies
                ? answers(cell, others, Phase.BASELINE) && answers(cell, others, Phase.AFTER)
                : others.stream().anyMatch(matrix -> answers(cell, matrix))
                        || sourceWorks(cell, matrices) && destinationWorks(cell, matrices);
    }

    private static boolean destinationWorks(Cell cell, List<Matrix> matrices) {
        return matrices.stream()
                .flatMap(matrix -> matrix.cells().stream())
                .anyMatch(other -> other.to().equals(cell.to())
                        && other.protocol().equals(cell.protocol())
                        && other.port() == cell.port()
                        && allowed(other));
    }

    private static boolean answers(Cell cell, List<Matrix> matrices, Phase phase) {
        return matrices.stream().filter(matrix -> matrix.phase() == phase).anyMatch(matrix -> answers(cell, matrix));
    }

    private static boolean answers(Cell cell, Matrix matrix) {
        // A connection that stood is not the same one afterwards: then a new one must answer.
        String to = matrix.phase() == Phase.AFTER ? cell.to().replace(STANDING, "") : cell.to();
        return matrix.cells().stream()
                .anyMatch(other -> other.from().equals(cell.from())
                        && other.to().equals(to)
                        && other.protocol().equals(cell.protocol())
                        && other.port() == cell.port()
                        && allowed(other));
    }

    private static boolean allowed(Cell cell) {
        return cell.observed().equals("ALLOWED");
    }
}
