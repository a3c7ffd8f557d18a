package org.ciliumconformance.reports.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Cell;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.text.Printable;

/** What two results with the same verdict saw differently: the observation, and the outcome of a probe. */
final class ObservedDifferences {

    private static final int NAME_LENGTH = 60;
    private static final int OBSERVATION_LENGTH = 400;

    /** A probe in a matrix, and the how many-th of those alike. */
    private record Probe(String matrix, String from, String to, String protocol, int port, int occurrence) {}

    private ObservedDifferences() {}

    static List<String> of(BehaviorResult before, BehaviorResult after) {
        List<String> differences = new ArrayList<>();
        if (!Objects.equals(before.observation(), after.observation())) {
            differences.add("observed: " + said(before) + "; now: " + said(after));
        }
        if (before.matrices().equals(after.matrices())) {
            return differences;
        }
        Map<Probe, Cell> then = probes(before);
        probes(after).forEach((probe, cell) -> {
            Cell earlier = then.get(probe);
            if (earlier != null && !earlier.observed().equals(cell.observed())) {
                differences.add(name(probe.from()) + " to " + name(probe.to()) + " " + name(probe.protocol())
                        + (probe.port() == 0 ? "" : " " + probe.port()) + " (" + name(probe.matrix()) + "): "
                        + name(earlier.observed()) + ", now " + name(cell.observed()));
            }
        });
        return differences;
    }

    private static String said(BehaviorResult result) {
        String observation = result.observation();
        return observation == null ? "nothing" : Printable.line(observation, OBSERVATION_LENGTH);
    }

    private static String name(String text) {
        return Printable.line(text, NAME_LENGTH);
    }

    private static Map<Probe, Cell> probes(BehaviorResult result) {
        Map<Probe, Cell> probes = new LinkedHashMap<>();
        Map<Probe, Integer> seen = new HashMap<>();
        for (Matrix matrix : result.matrices()) {
            String title = matrix.phase() + " " + matrix.title();
            for (Cell cell : matrix.cells()) {
                Probe first = new Probe(title, cell.from(), cell.to(), cell.protocol(), cell.port(), 0);
                int occurrence = seen.merge(first, 1, Integer::sum) - 1;
                probes.put(new Probe(title, cell.from(), cell.to(), cell.protocol(), cell.port(), occurrence), cell);
            }
        }
        return probes;
    }
}
