package org.ciliumconformance.suites.faultmatrix;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;

/** What is to be tried: which behaviors, under which fault, on which cluster; and what they say without a fault. */
final class MatrixPlan {
    /** Turns nothing as long as it is less late than the run waits; that is a test of its own. */
    static final String LATE = "policy-realised-late";

    private final Map<MatrixCluster, Part> parts = new LinkedHashMap<>();

    /**
     * What applies on a cluster.
     *
     * @param first the behaviors that apply on no cluster before
     * @param without what all say without a fault
     */
    record Part(List<CatalogueEntry> applying, List<CatalogueEntry> first, SortedMap<String, BehaviorResult> without) {

        /** The behaviors that apply on a cluster before, too. */
        List<CatalogueEntry> others() {
            return applying.stream().filter(entry -> !first.contains(entry)).toList();
        }
    }

    private MatrixPlan() {}

    /** Tries the behaviors without a fault on each of the clusters. */
    static MatrixPlan of(List<MatrixCluster> clusters, List<CatalogueEntry> behaviors, Path out) {
        MatrixPlan plan = new MatrixPlan();
        List<CatalogueEntry> left = new ArrayList<>(behaviors);
        for (MatrixCluster cluster : clusters) {
            List<CatalogueEntry> tried = cluster.special() ? left : behaviors;
            SortedMap<String, BehaviorResult> without =
                    ObservedCluster.withFault(cluster.description(), "", tried, out);
            List<CatalogueEntry> applying = ObservedCluster.applying(tried, without);
            List<CatalogueEntry> first =
                    applying.stream().filter(left::contains).toList();
            left.removeAll(applying);
            plan.parts.put(cluster, new Part(applying, first, without));
        }
        return plan;
    }

    /** Faults of the platform are no faults of what behaviors assert; those have tests of their own. */
    static List<String> faults() {
        return SimulatedTarget.faultsOfBehaviors().stream()
                .filter(fault -> !fault.equals(LATE))
                .toList();
    }

    Map<MatrixCluster, Part> parts() {
        return parts;
    }

    /** The names of the clusters on which each behavior applies, by its id. */
    SortedMap<String, Set<String>> clusters() {
        SortedMap<String, Set<String>> clusters = new TreeMap<>();
        parts.forEach((cluster, part) -> part.applying()
                .forEach(entry -> clusters.computeIfAbsent(entry.id(), any -> new TreeSet<>())
                        .add(cluster.name())));
        return clusters;
    }

    /** What is not as it should be already without a fault. */
    List<String> wrongWithoutFault() {
        List<String> wrong = new ArrayList<>();
        parts.forEach((cluster, part) -> part.without().values().stream()
                .filter(result -> result.verdict() != Verdict.CONFORMS && result.verdict() != Verdict.NOT_APPLICABLE)
                .forEach(result -> wrong.add(
                        cluster.name() + ": " + result.id() + " " + result.verdict() + ": " + result.reason())));
        return wrong;
    }
}
