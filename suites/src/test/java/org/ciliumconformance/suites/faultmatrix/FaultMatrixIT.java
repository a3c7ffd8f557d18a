package org.ciliumconformance.suites.faultmatrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.suites.catalogue.Catalogue;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.ciliumconformance.suites.catalogue.FaultMatrix;
import org.ciliumconformance.suites.catalogue.FaultMatrix.Turn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * That each behavior can fail, and for what: every fault of the simulated cluster turns exactly the behaviors that
 * {@link FaultMatrix} lists.
 *
 * <p>A commit tries on the first cluster of the matrix on which a behavior applies every fault that is listed for it and
 * a sample of the others, and on the other clusters a sample of all. With {@code -Dconformance.fault-matrix=listed} each
 * behavior is tried under every fault on its first cluster, and on the others under those that turn it there; with
 * {@code -Dconformance.fault-matrix=full} everything is tried everywhere: a night's work.
 *
 * <p>After a change of behaviors or faults, {@code -Dconformance.fault-matrix.write=FILE} writes what was found, as
 * {@code listed} tries it unless {@code full} is given, too; to be read, understood, and only then taken over:
 *
 * <pre>mvn -q -B -o -Dquick -pl suites -am verify -Dtest=None -Dit.test=FaultMatrixIT
 *   -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 *   -Dconformance.fault-matrix.write=/tmp/fault-matrix.txt</pre>
 *
 * <p>To see a part of it at once, see {@link FaultMatrixPartIT}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultMatrixIT {
    private static final String WRITE = Extent.PROPERTY + ".write";

    /** One fault in so many is tried on a cluster on which nothing applies for the first time. */
    private static final int SAMPLED = 100;

    /** One behavior in so many is tried under a fault that is not listed for it. */
    private static final int UNTURNED = 40;

    @TempDir
    Path out;

    private MatrixPlan plan;
    private MatrixTries tries;

    @BeforeAll
    void tryFaults() {
        assumeFalse(new Filter().given(), "only a part of the matrix is wanted");
        Extent extent = Extent.wanted(System.getProperty(WRITE) == null ? Extent.SAMPLE : Extent.LISTED);
        plan = MatrixPlan.of(MatrixCluster.ALL, Catalogue.load().entries(), out);
        tries = new MatrixTries(out);
        List<String> faults = MatrixPlan.faults();
        FaultMatrix listed = FaultMatrix.load();
        plan.parts().forEach((cluster, part) -> {
            for (int i = 0; i < faults.size(); i++) {
                List<CatalogueEntry> tried = extent == Extent.SAMPLE
                        ? sample(part.first(), listed.behaviors(faults.get(i)), i)
                        : part.first();
                tries.submit(cluster, part, faults.get(i), tried);
            }
        });
        int number = 0;
        for (Map.Entry<MatrixCluster, MatrixPlan.Part> part : plan.parts().entrySet()) {
            List<CatalogueEntry> others = part.getValue().others();
            for (int i = 0; i < faults.size(); i++) {
                String fault = faults.get(i);
                List<CatalogueEntry> tried = List.of();
                if (extent == Extent.FULL || i % SAMPLED == number % SAMPLED) {
                    tried = others;
                } else if (extent == Extent.LISTED) {
                    Set<String> turned = tries.turnedBy(fault);
                    tried = others.stream()
                            .filter(entry -> turned.contains(entry.id()))
                            .toList();
                }
                tries.submit(part.getKey(), part.getValue(), fault, tried);
            }
            number++;
        }
    }

    /** Those that the fault is said to turn, and some of those that it is said to leave alone: others for each fault. */
    private static List<CatalogueEntry> sample(List<CatalogueEntry> behaviors, Set<String> turned, int number) {
        List<CatalogueEntry> sample = new ArrayList<>();
        for (int i = 0; i < behaviors.size(); i++) {
            if (turned.contains(behaviors.get(i).id()) || i % UNTURNED == number % UNTURNED) {
                sample.add(behaviors.get(i));
            }
        }
        return sample;
    }

    @AfterAll
    void stop() {
        if (tries != null) {
            tries.close();
        }
    }

    @Test
    void everyBehaviorAppliesOnOneOfTheClusters() {
        assertThat(Catalogue.load().entries())
                .allSatisfy(entry -> assertThat(plan.clusters()).containsKey(entry.id()));
    }

    @Test
    void noBehaviorIsTurnedWithoutAFault() {
        assertThat(plan.wrongWithoutFault()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyFaultTurnsExactlyTheBehaviorsThatAreListed() {
        FaultMatrix listed = FaultMatrix.load();
        return tries.all().stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.fault() + " on " + one.cluster().name(), () -> assertThat(one.await())
                                .as(
                                        "turned by %s on %s",
                                        one.fault(), one.cluster().name())
                                .isEqualTo(listed.turned(one.cluster().name(), one.fault(), one.tried()))));
    }

    @Test
    void everyBehaviorIsTriedUnderAFaultForWhichItFails() {
        FaultMatrix listed = FaultMatrix.load();
        Set<String> seen = new TreeSet<>();
        for (MatrixTries.Try one : tries.all()) {
            listed.turned(one.cluster().name(), one.fault(), one.tried()).forEach((id, verdict) -> {
                if (verdict != Verdict.INCONCLUSIVE) {
                    seen.add(id);
                }
            });
        }
        assertThat(plan.clusters().keySet()).allSatisfy(id -> assertThat(seen).contains(id));
    }

    @Test
    void everyLineIsOfTheCatalogueAndTheFaults() {
        assertThat(FaultMatrix.load().entries()).allSatisfy(line -> {
            assertThat(MatrixPlan.faults()).contains(line.fault());
            assertThat(plan.clusters()).containsKey(line.behavior());
            assertThat(plan.clusters().get(line.behavior())).containsAll(line.clusters());
        });
    }

    @Test
    void whatWasFoundIsWrittenWhereThatIsAskedFor() throws Exception {
        String file = System.getProperty(WRITE);
        if (file == null) {
            return;
        }
        List<Turn> found = new ArrayList<>();
        for (MatrixTries.Try one : tries.all()) {
            found.addAll(one.turns());
        }
        Files.writeString(Path.of(file), FaultMatrix.of(found, plan.clusters()).text());
    }
}
