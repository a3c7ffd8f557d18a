package org.ciliumconformance.suites.faultmatrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.suites.catalogue.Catalogue;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.ciliumconformance.suites.catalogue.FaultMatrix;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * That each behavior can fail, and for what: every fault of the simulated network turns exactly the behaviors that
 * {@link FaultMatrix} lists, and no fault turns none.
 *
 * <p>After a change of behaviors or faults, {@code -Dconformance.fault-matrix.write=FILE} writes what was found, to be
 * read, understood, and only then taken over. To see a part of it at once, see {@link FaultMatrixPartIT}.
 */
@Execution(ExecutionMode.CONCURRENT)
class FaultMatrixIT {
    /** Turns nothing as long as it is less late than the run waits; that is a test of its own. */
    static final String LATE = "policy-realised-late";

    @TempDir
    static Path out;

    /** Faults of the platform are no faults of what behaviors assert; those have tests of their own. */
    static List<String> faults() {
        return SimulatedTarget.faultsOfBehaviors().stream()
                .filter(fault -> !fault.equals(LATE))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> everyFaultTurnsExactlyTheBehaviorsThatAreListed() {
        assumeFalse(new Filter().given(), "only a part of the matrix is wanted");
        FaultMatrix listed = FaultMatrix.load();
        List<CatalogueEntry> left = new ArrayList<>(Catalogue.load().entries());
        Stream<DynamicTest> tests = Stream.empty();
        for (MatrixCluster cluster : MatrixCluster.ALL) {
            SortedMap<String, BehaviorResult> without = ObservedCluster.observe(cluster.description(), "", left, out);
            List<CatalogueEntry> applying = ObservedCluster.applying(left, without);
            left.removeAll(applying);
            tests = Stream.concat(
                    tests,
                    faults().stream()
                            .map(fault -> DynamicTest.dynamicTest(fault + " on " + cluster.name(), () -> {
                                Set<String> turned = lines(Turned.between(
                                        without, ObservedCluster.observe(cluster.description(), fault, applying, out)));
                                write(cluster.name(), fault, turned);
                                assertThat(turned)
                                        .as("turned by %s on %s", fault, cluster.name())
                                        .isEqualTo(listed.turned(cluster.name(), fault));
                            })));
        }
        assertThat(left).as("behaviors that apply on none of the clusters").isEmpty();
        return tests;
    }

    @Test
    void policiesThatAreRealisedLateTurnNothing() {
        assumeFalse(new Filter().given(), "only a part of the matrix is wanted");
        assertNothingTurned(
                ObservedCluster.observe("", LATE + ":1", Catalogue.load().entries(), out, Duration.ofSeconds(5)));
    }

    @Test
    void everyBehaviorIsTurnedByAtLeastOneFault() {
        assumeFalse(new Filter().given(), "only a part of the matrix is wanted");
        FaultMatrix listed = FaultMatrix.load();
        assertThat(Catalogue.load().entries())
                .allSatisfy(entry ->
                        assertThat(listed.faults(entry.id())).as(entry.id()).isNotEmpty());
    }

    @TestFactory
    Stream<DynamicTest> withoutAFaultNoBehaviorTurns() {
        assumeFalse(new Filter().given(), "only a part of the matrix is wanted");
        List<String> descriptions = new ArrayList<>();
        for (String cilium : List.of(
                "1.12.10", "1.13.4", "1.14.9", "1.15.6", "1.16.4", "1.17.3", "1.18.1", "1.19.4", "1.19.5", "1.20.0")) {
            for (String profile : List.of("aks-managed", "aks-acns", "k3s", "self-managed")) {
                descriptions.add("profile=" + profile + ",cilium=" + cilium);
            }
        }
        descriptions.add("profile=not-cilium");
        descriptions.add("nodes=1");
        descriptions.add("nodes=5");
        return descriptions.stream()
                .map(description -> DynamicTest.dynamicTest(
                        description,
                        () -> assertNothingTurned(ObservedCluster.observe(
                                description, "", Catalogue.load().entries(), out))));
    }

    private static void assertNothingTurned(SortedMap<String, BehaviorResult> results) {
        assertThat(results.values()).allSatisfy(result -> assertThat(result.verdict())
                .as(result.id() + ": " + result.reason())
                .isIn(Verdict.CONFORMS, Verdict.NOT_APPLICABLE));
    }

    private static Set<String> lines(SortedMap<String, Verdict> turned) {
        return turned.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static synchronized void write(String cluster, String fault, Set<String> turned) throws IOException {
        String file = System.getProperty("conformance.fault-matrix.write");
        if (file != null && !turned.isEmpty()) {
            Files.writeString(
                    Path.of(file),
                    turned.stream()
                            .map(line -> cluster + " " + fault + " " + line + "\n")
                            .collect(Collectors.joining()),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
