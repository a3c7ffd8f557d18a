package org.ciliumconformance.suites.faultmatrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.suites.catalogue.Catalogue;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.ciliumconformance.suites.catalogue.FaultMatrix;
import org.ciliumconformance.suites.catalogue.FaultMatrix.Turn;
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
    @TempDir
    static Path out;

    private final Filter filter = new Filter();
    private final SortedSet<String> lines = new TreeSet<>();
    /** By behavior: {@code FAULT VERDICT}. */
    private final SortedMap<String, SortedSet<String>> turning = new TreeMap<>();

    @Test
    void printsThePartThatIsAskedFor() throws Exception {
        assumeTrue(filter.given(), "the whole matrix is held by FaultMatrixIT");
        List<CatalogueEntry> behaviors = Catalogue.load().entries().stream()
                .filter(entry -> filter.behavior(entry.id()))
                .toList();
        List<MatrixCluster> clusters = MatrixCluster.ALL.stream()
                .filter(cluster -> filter.cluster(cluster.name()))
                .toList();
        assertThat(behaviors).as("behaviors of that name").isNotEmpty();
        assertThat(clusters).as("clusters of that name").isNotEmpty();
        behaviors.forEach(entry -> turning.put(entry.id(), new TreeSet<>()));
        MatrixPlan plan = MatrixPlan.of(clusters, behaviors, out);
        try (MatrixTries tries = new MatrixTries(out)) {
            plan.parts().forEach((cluster, part) -> MatrixPlan.faults().stream()
                    .filter(filter::fault)
                    .forEach(fault -> tries.submit(
                            cluster, part, fault, filter.everyCluster() ? part.applying() : part.first())));
            for (MatrixTries.Try one : tries.all()) {
                one.turns().forEach(this::note);
            }
        }
        lines.forEach(System.out::println);
        printSignatures();
        plan.wrongWithoutFault().forEach(wrong -> System.out.println("WITHOUT A FAULT: " + wrong));
        turning.keySet().stream()
                .filter(id -> !plan.clusters().containsKey(id))
                .forEach(id -> System.out.println("APPLIES NOWHERE: " + id));
    }

    private void note(Turn turn) {
        lines.add(turn.behavior() + " " + turn.fault() + " " + turn.verdict() + " " + turn.cluster());
        SortedSet<String> signature = turning.get(turn.behavior());
        if (signature != null && turn.verdict() != Verdict.INCONCLUSIVE) {
            signature.add(turn.fault() + " " + turn.verdict());
        }
    }

    private void printSignatures() {
        System.out.println();
        turning.forEach((id, signature) -> System.out.println(
                "SIGNATURE " + id + ": " + (signature.isEmpty() ? "TURNED BY NOTHING" : String.join(", ", signature))));
        FaultMatrix listed = FaultMatrix.load();
        SortedMap<String, SortedSet<String>> bySignature = new TreeMap<>();
        turning.forEach((id, signature) -> bySignature
                .computeIfAbsent(String.join(", ", signature), any -> new TreeSet<>())
                .add(id));
        for (CatalogueEntry entry : Catalogue.load().entries()) {
            SortedSet<String> same = bySignature.get(String.join(", ", listed.signature(entry.id())));
            if (same != null && !turning.containsKey(entry.id())) {
                same.add(entry.id() + " (as listed)");
            }
        }
        System.out.println();
        bySignature.forEach((signature, ids) -> {
            if (!signature.isEmpty() && ids.size() > 1) {
                System.out.println("SAME SIGNATURE: " + String.join(", ", ids));
            }
        });
    }
}
