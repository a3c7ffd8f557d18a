package org.ciliumconformance.suites.faultmatrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.suites.catalogue.Catalogue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** That on no cluster without a fault a behavior turns, and that none is believed there without a control. */
class FaultFreeIT {
    @TempDir
    static Path out;

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
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> nothingTurnsAndEveryNegativeHasItsControl() {
        return descriptions().stream()
                .map(description -> DynamicTest.dynamicTest(description, () -> {
                    SortedMap<String, BehaviorResult> results =
                            ObservedCluster.asItIs(description, Catalogue.load().entries(), out);
                    assertNothingTurned(results.values());
                    assertThat(results.values()).allSatisfy(result -> assertThat(NegativeControls.missing(result))
                            .as("cells of %s without a control", result.id())
                            .isEmpty());
                }));
    }

    @Test
    void policiesThatAreRealisedLateTurnNothing() {
        assertNothingTurned(ObservedCluster.asItIs(
                        "fault=" + MatrixPlan.LATE + ":0.4", Catalogue.load().entries(), out)
                .values());
    }

    private static void assertNothingTurned(Collection<BehaviorResult> results) {
        assertThat(results).allSatisfy(result -> assertThat(result.verdict())
                .as(result.id() + ": " + result.reason())
                .isIn(Verdict.CONFORMS, Verdict.NOT_APPLICABLE));
    }
}
