package org.ciliumconformance.suites;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeps the arrows between the rooms: who may know whom. */
class ArchitectureTest {
    private static final String BASE = "org.ciliumconformance.";

    private static JavaClasses ours;

    @BeforeAll
    static void importClasses() {
        ours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.ciliumconformance");
    }

    @Test
    void everyRoomIsLookedAt() {
        for (String room : new String[] {"simulator", "cluster", "reports", "suites"}) {
            if (ours.stream().noneMatch(type -> type.getPackageName().startsWith(BASE + room))) {
                throw new AssertionError("no class of " + room + " was found");
            }
        }
    }

    @Test
    void theSimulatorKnowsNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage(BASE + "simulator..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BASE + "cluster..", BASE + "suites..", BASE + "reports..")
                .because("simulator and probes must agree through the Kubernetes API alone")
                .check(ours);
    }

    @Test
    void reportsKnowNothingOfOursNorKubernetesNorJUnit() {
        noClasses()
                .that()
                .resideInAPackage(BASE + "reports..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        BASE + "cluster..", BASE + "suites..", BASE + "simulator..", "io.fabric8..", "org.junit..")
                .check(ours);
    }

    @Test
    void onlyTheTargetPackageKnowsTheSimulator() {
        classes()
                .that()
                .resideInAPackage(BASE + "simulator..")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage(BASE + "simulator..", BASE + "cluster.target..")
                .check(ours);
    }

    @Test
    void theClusterFixtureKnowsNeitherSuitesNorReports() {
        noClasses()
                .that()
                .resideInAPackage(BASE + "cluster..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BASE + "suites..", BASE + "reports..")
                .check(ours);
    }

    @Test
    void nobodyKnowsTheCommandLine() {
        classes()
                .that()
                .resideInAPackage(BASE + "suites.cli..")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAPackage(BASE + "suites.cli..")
                .check(ours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"simulator", "cluster", "reports", "suites"})
    void packagesOfARoomHaveNoCycles(String room) {
        slices().matching(BASE + room + ".(*)..").should().beFreeOfCycles().check(ours);
    }

    /** Waiting a fixed time is too long on a fast cluster, too short on a slow one, and proves nothing on either. */
    @Test
    void onlyWhoWatchesForSomethingPauses() {
        noClasses()
                .that()
                .resideInAnyPackage(BASE + "cluster..", BASE + "suites..", BASE + "reports..")
                .and()
                .doNotHaveFullyQualifiedName(BASE + "cluster.settle.Settling")
                .should()
                .callMethodWhere(target(owner(assignableTo(Thread.class))).and(target(name("sleep"))))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(TimeUnit.class))).and(target(name("sleep"))))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(LockSupport.class))).and(target(nameMatching("park.+"))))
                .check(ours);
    }
}
