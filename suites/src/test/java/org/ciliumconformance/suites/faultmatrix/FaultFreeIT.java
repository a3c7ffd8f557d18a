package org.ciliumconformance.suites.faultmatrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.suites.catalogue.Catalogue;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * That on no cluster without a fault a behavior turns, and that none is believed there without a control.
 *
 * <p>A commit tries on each cluster some of the behaviors, others on each; with {@code
 * -Dconformance.fault-matrix=listed} or {@code full} all of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultFreeIT {
    /** One behavior in so many is tried on a cluster. */
    private static final int SAMPLED = 4;

    @TempDir
    Path out;

    /** Few: each runs four behaviors at a time. */
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterAll
    void stop() {
        threads.shutdownNow();
    }

    @BeforeEach
    void onlyForTheWhole() {
        assumeFalse(new Filter().given(), "only a part of the matrix is wanted");
    }

    private static List<String> descriptions() {
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
        MatrixCluster.ALL.stream()
                .filter(MatrixCluster::special)
                .map(MatrixCluster::description)
                .filter(description -> !descriptions.contains(description))
                .forEach(descriptions::add);
        return descriptions;
    }

    @TestFactory
    Stream<DynamicTest> nothingTurnsAndEveryNegativeHasItsControl() {
        List<String> descriptions = descriptions();
        return IntStream.range(0, descriptions.size())
                .mapToObj(i -> Map.entry(
                        descriptions.get(i),
                        threads.submit(() -> ObservedCluster.asItIs(descriptions.get(i), sample(i), out))))
                .toList()
                .stream()
                .map(run -> DynamicTest.dynamicTest(run.getKey(), () -> {
                    Collection<BehaviorResult> results = run.getValue().get().values();
                    assertNothingTurned(results);
                    SortedMap<String, Set<String>> uncontrolled = new TreeMap<>();
                    results.forEach(result -> uncontrolled.put(result.id(), NegativeControls.missing(result)));
                    uncontrolled.values().removeIf(Set::isEmpty);
                    assertThat(uncontrolled).as("cells without a control").isEmpty();
                }));
    }

    private static List<CatalogueEntry> sample(int number) {
        List<CatalogueEntry> all = Catalogue.load().entries();
        if (Extent.wanted() != Extent.SAMPLE) {
            return all;
        }
        return IntStream.range(0, all.size())
                .filter(i -> i % SAMPLED == number % SAMPLED)
                .mapToObj(all::get)
                .toList();
    }

    @Test
    void whatNeverAnswersIsInTheCatalogue() {
        assertThat(Catalogue.load().entries())
                .extracting(CatalogueEntry::id)
                .containsAll(NegativeControls.NEVER_ANSWERS);
    }

    @Test
    void policiesThatAreRealisedLateTurnNothing() {
        assertNothingTurned(ObservedCluster.asItIs(
                        "fault=" + MatrixPlan.LATE + ":0.4", Catalogue.load().entries(), out)
                .values());
    }

    private static void assertNothingTurned(Collection<BehaviorResult> results) {
        assertThat(results.stream()
                        .filter(result ->
                                result.verdict() != Verdict.CONFORMS && result.verdict() != Verdict.NOT_APPLICABLE)
                        .map(result -> result.id() + " " + result.verdict() + ": " + result.reason()))
                .isEmpty();
    }
}
