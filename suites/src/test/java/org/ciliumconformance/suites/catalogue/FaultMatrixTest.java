package org.ciliumconformance.suites.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.suites.catalogue.FaultMatrix.Turn;
import org.junit.jupiter.api.Test;

class FaultMatrixTest {

    @Test
    void everyBehaviorIsTurnedByAtLeastOneFault() {
        FaultMatrix matrix = FaultMatrix.load();
        List<String> neverTurned = Catalogue.load().entries().stream()
                .map(CatalogueEntry::id)
                .filter(id -> matrix.turning(id).isEmpty())
                .toList();
        assertThat(neverTurned)
                .as("behaviors that no fault turns: each needs a fault that breaks what it asserts")
                .isEmpty();
    }

    /** A list of verdicts under all faults is what a behavior is good for: with the same one, two are one. */
    @Test
    void noTwoBehaviorsAreTurnedByTheSameFaultsTheSameWay() {
        FaultMatrix matrix = FaultMatrix.load();
        Map<Set<String>, String> bySignature = new HashMap<>();
        List<String> repeated = new ArrayList<>();
        for (CatalogueEntry entry : Catalogue.load().entries()) {
            boolean turned = !matrix.turning(entry.id()).isEmpty(); // else it is named by the test above
            String other = turned ? bySignature.putIfAbsent(matrix.wholeSignature(entry.id()), entry.id()) : null;
            if (other != null) {
                repeated.add(entry.id() + " repeats " + other + ": " + matrix.signature(entry.id()));
            }
        }
        assertThat(repeated)
                .as("behaviors that the same faults turn the same way: merge them, sharpen what one of them looks at,"
                        + " or add the fault that breaks one and not the other")
                .isEmpty();
    }

    @Test
    void whatHoldsOnAllClustersIsSaidOnce() {
        Map<String, Set<String>> applying = Map.of("a.one", Set.of("c1", "c2"), "a.two", Set.of("c1", "c2"));
        FaultMatrix matrix = FaultMatrix.of(
                List.of(
                        new Turn("c1", "f", "a.one", Verdict.DEVIATES),
                        new Turn("c2", "f", "a.one", Verdict.DEVIATES),
                        new Turn("c1", "f", "a.two", Verdict.DEVIATES),
                        new Turn("c2", "f", "a.two", Verdict.INCONCLUSIVE),
                        new Turn("c2", "g", "a.two", Verdict.LIFTED)),
                new TreeMap<>(applying));
        assertThat(matrix.text().lines().filter(line -> !line.startsWith("#")))
                .containsExactly(
                        "",
                        "f a.one DEVIATES",
                        "f a.two DEVIATES c1",
                        "f a.two INCONCLUSIVE c2",
                        "",
                        "g a.two LIFTED c2");
        assertThat(FaultMatrix.parse(matrix.text()).entries()).isEqualTo(matrix.entries());
    }

    @Test
    void whatAFaultTurnsIsToldForTheClusterAndTheBehaviorsThatWereTried() {
        FaultMatrix matrix = FaultMatrix.parse("f a.one DEVIATES\nf a.two LIFTED c1,c2\nf a.three LIFTED\n");
        assertThat(matrix.turned("c1", "f", List.of("a.one", "a.two")))
                .containsExactly(Map.entry("a.one", Verdict.DEVIATES), Map.entry("a.two", Verdict.LIFTED));
        assertThat(matrix.turned("c3", "f", List.of("a.one", "a.two")))
                .containsExactly(Map.entry("a.one", Verdict.DEVIATES));
    }

    @Test
    void aSignatureLeavesOutWhatIsWithoutAVerdict() {
        FaultMatrix matrix = FaultMatrix.parse("f a.one DEVIATES\ng a.one INCONCLUSIVE\n");
        assertThat(matrix.signature("a.one")).containsExactly("f DEVIATES");
        assertThat(matrix.wholeSignature("a.one")).containsExactly("f DEVIATES", "g INCONCLUSIVE");
    }

    @Test
    void aLineThatIsNoneIsAMistake() {
        assertThatThrownBy(() -> FaultMatrix.parse("only two")).hasMessageContaining("only two");
    }
}
