package org.ciliumconformance.suites.faultmatrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.suites.catalogue.Catalogue;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.ciliumconformance.suites.catalogue.FaultMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * For who writes a behavior or a fault: prints what a part of the matrix is, compares it with nothing, and names
 * behaviors that the same faults turn the same way. Runs only with one of these properties, each a list of patterns with
 * commas between:
 *
 * <ul>
 *   <li>{@code conformance.fault-matrix.behaviors}: ids of behaviors; all without it
 *   <li>{@code conformance.fault-matrix.faults}: ids of faults; all without it
 *   <li>{@code conformance.fault-matrix.clusters}: clusters of the matrix; without it each behavior is tried on the first
 *       one on which it applies, with {@code *} on all of those
 * </ul>
 *
 * <p>{@code mvn -q -B -o -Dquick -pl suites -am verify -Dtest=None -Dit.test='FaultMatrix*IT'
 * -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * '-Dconformance.fault-matrix.behaviors=service.*'}
 */
class FaultMatrixPartIT {
    private static final int AT_A_TIME = 2;

    @TempDir
    static Path out;

    private final Filter filter = new Filter();
    private final SortedSet<String> lines = new ConcurrentSkipListSet<>();
    /** By behavior: {@code FAULT VERDICT}. */
    private final SortedMap<String, SortedSet<String>> turning = new TreeMap<>();

    @Test
    void printsThePartThatIsAskedFor() throws InterruptedException, ExecutionException {
        assumeTrue(filter.given(), "the whole matrix is held by FaultMatrixIT");
        List<CatalogueEntry> left = new ArrayList<>(Catalogue.load().entries().stream()
                .filter(entry -> filter.behavior(entry.id()))
                .toList());
        assertThat(left).as("behaviors of that name").isNotEmpty();
        left.forEach(entry -> turning.put(entry.id(), new TreeSet<>()));
        Set<CatalogueEntry> applied = new HashSet<>();
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            for (MatrixCluster cluster : MatrixCluster.ALL) {
                if (!left.isEmpty() && filter.cluster(cluster.name())) {
                    List<CatalogueEntry> applying = onCluster(cluster, left, threads);
                    applied.addAll(applying);
                    if (!filter.everyCluster()) {
                        left.removeAll(applying);
                    }
                }
            }
        } finally {
            threads.shutdownNow();
        }
        lines.forEach(System.out::println);
        printSignatures();
        turning.keySet().stream()
                .filter(id -> applied.stream().noneMatch(entry -> entry.id().equals(id)))
                .forEach(id -> System.out.println("APPLIES NOWHERE: " + id));
    }

    private List<CatalogueEntry> onCluster(
            MatrixCluster cluster, List<CatalogueEntry> candidates, ExecutorService threads)
            throws InterruptedException, ExecutionException {
        SortedMap<String, BehaviorResult> without = ObservedCluster.observe(cluster.description(), "", candidates, out);
        List<CatalogueEntry> applying = ObservedCluster.applying(candidates, without);
        without.values().stream()
                .filter(result -> result.verdict() != Verdict.CONFORMS && result.verdict() != Verdict.NOT_APPLICABLE)
                .forEach(result -> System.out.println("WITHOUT A FAULT on " + cluster.name() + ": " + result.id() + " "
                        + result.verdict() + ": " + result.reason()));
        if (applying.isEmpty()) {
            return applying;
        }
        List<Future<?>> tries = new ArrayList<>();
        for (String fault : FaultMatrixIT.faults()) {
            if (filter.fault(fault)) {
                tries.add(threads.submit(() -> note(
                        cluster,
                        fault,
                        Turned.between(
                                without, ObservedCluster.observe(cluster.description(), fault, applying, out)))));
            }
        }
        for (Future<?> tried : tries) {
            tried.get();
        }
        return applying;
    }

    private synchronized void note(MatrixCluster cluster, String fault, Map<String, Verdict> turned) {
        turned.forEach((id, verdict) -> {
            lines.add(id + " " + fault + " " + verdict + " " + cluster.name());
            SortedSet<String> signature = turning.get(id);
            if (signature != null && verdict != Verdict.INCONCLUSIVE) {
                signature.add(fault + " " + verdict);
            }
        });
    }

    private void printSignatures() {
        System.out.println();
        turning.forEach((id, signature) -> System.out.println(
                "SIGNATURE " + id + ": " + (signature.isEmpty() ? "TURNED BY NOTHING" : String.join(", ", signature))));
        FaultMatrix listed = FaultMatrix.load();
        Map<Set<String>, SortedSet<String>> bySignature =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        turning.forEach((id, signature) ->
                bySignature.computeIfAbsent(signature, any -> new TreeSet<>()).add(id));
        for (CatalogueEntry entry : Catalogue.load().entries()) {
            if (!turning.containsKey(entry.id())) {
                SortedSet<String> same = bySignature.get(new TreeSet<>(listed.signature(entry.id())));
                if (same != null) {
                    same.add(entry.id() + " (as listed)");
                }
            }
        }
        System.out.println();
        bySignature.forEach((signature, ids) -> {
            if (ids.size() > 1) {
                System.out.println("SAME SIGNATURE: " + String.join(", ", ids));
            }
        });
    }
}
