package org.ciliumconformance.suites.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ciliumconformance.cluster.facts.ClusterFacts;
import org.ciliumconformance.cluster.facts.FactsCollector;
import org.ciliumconformance.cluster.lane.TestBedOptions;
import org.ciliumconformance.cluster.lane.WorkloadOptions;
import org.ciliumconformance.cluster.settle.Timing;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.ciliumconformance.cluster.target.Target;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.suites.catalogue.Catalogue;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.ciliumconformance.suites.catalogue.FaultMatrix;
import org.ciliumconformance.suites.catalogue.Need;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * That each behavior can fail, and for what: every fault of the simulated network turns exactly the behaviors that
 * {@link FaultMatrix} lists, and no fault turns none. A behavior that is only observed is turned when its observation
 * changes.
 *
 * <p>After a change of behaviors or faults, {@code -Dconformance.fault-matrix.write=FILE} writes what was found, to be
 * read, understood, and only then taken over.
 */
@Execution(ExecutionMode.CONCURRENT)
class FaultMatrixIT {
    /** Clusters on which, together, all behaviors apply; each behavior is held on the first on which it does. */
    private static final Map<String, String> CLUSTERS = clusters();

    /** Turns nothing as long as it is less late than the run waits; that is a test of its own. */
    private static final String LATE = "policy-realised-late";

    private static final Duration CAP = Duration.ofSeconds(2);

    @TempDir
    static Path out;

    private static Map<String, String> clusters() {
        Map<String, String> clusters = new LinkedHashMap<>();
        clusters.put("cilium-1.19.5", "");
        clusters.put("aks-1.12.10", "profile=aks-managed,cilium=1.12.10,kubernetes=1.27.3");
        clusters.put("k3s-1.19.4", "profile=k3s,cilium=1.19.4");
        clusters.put("cilium-1.18.1", "cilium=1.18.1");
        return clusters;
    }

    /** Faults of the platform are no faults of what behaviors assert; those have tests of their own. */
    private static List<String> faults() {
        return SimulatedTarget.faultsOfBehaviors().stream()
                .filter(fault -> !fault.equals(LATE))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> everyFaultTurnsExactlyTheBehaviorsThatAreListed() {
        FaultMatrix listed = FaultMatrix.load();
        List<CatalogueEntry> left = new ArrayList<>(Catalogue.load().entries());
        Stream<DynamicTest> tests = Stream.empty();
        for (Map.Entry<String, String> cluster : CLUSTERS.entrySet()) {
            SortedMap<String, String> without = observe(cluster.getValue(), "", left);
            List<CatalogueEntry> applying = left.stream()
                    .filter(entry -> !"NOT_APPLICABLE".equals(without.get(entry.id())))
                    .toList();
            left.removeAll(applying);
            tests = Stream.concat(
                    tests,
                    faults().stream()
                            .map(fault -> DynamicTest.dynamicTest(fault + " on " + cluster.getKey(), () -> {
                                SortedMap<String, String> with = observe(cluster.getValue(), fault, applying);
                                Set<String> turned = turned(without, with);
                                write(cluster.getKey(), fault, turned);
                                assertThat(turned)
                                        .as("turned by %s on %s", fault, cluster.getKey())
                                        .isEqualTo(listed.turned(cluster.getKey(), fault));
                            })));
        }
        assertThat(left).as("behaviors that apply on none of the clusters").isEmpty();
        return tests;
    }

    @Test
    void policiesThatAreRealisedLateTurnNothing() {
        assertThat(observe("", LATE + ":1", Catalogue.load().entries(), Duration.ofSeconds(5)))
                .allSatisfy((id, verdict) -> assertThat(verdict).as(id).matches("(CONFORMS|NOT_APPLICABLE).*"));
    }

    @Test
    void everyBehaviorIsTurnedByAtLeastOneFault() {
        FaultMatrix listed = FaultMatrix.load();
        assertThat(Catalogue.load().entries())
                .allSatisfy(entry ->
                        assertThat(listed.faults(entry.id())).as(entry.id()).isNotEmpty());
    }

    @TestFactory
    Stream<DynamicTest> withoutAFaultNoBehaviorTurns() {
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
                .map(description -> DynamicTest.dynamicTest(description, () -> assertThat(
                                observe(description, "", Catalogue.load().entries()))
                        .allSatisfy(
                                (id, verdict) -> assertThat(verdict).as(id).matches("(CONFORMS|NOT_APPLICABLE).*"))));
    }

    /** The difference that a fault makes, as {@code behavior VERDICT}. */
    private static Set<String> turned(SortedMap<String, String> without, SortedMap<String, String> with) {
        Set<String> turned = new TreeSet<>();
        with.forEach((id, verdict) -> {
            if (!verdict.equals(without.get(id))) {
                turned.add(id + " " + verdict.split(":", 2)[0].strip());
            }
        });
        return turned;
    }

    /** Verdict by behavior, with the observation where there is nothing else to tell. */
    private static SortedMap<String, String> observe(String cluster, String fault, List<CatalogueEntry> behaviors) {
        return observe(cluster, fault, behaviors, CAP);
    }

    private static SortedMap<String, String> observe(
            String cluster, String fault, List<CatalogueEntry> behaviors, Duration cap) {
        String description = fault.isEmpty() ? cluster : (cluster.isEmpty() ? "" : cluster + ",") + "fault=" + fault;
        SortedMap<String, String> verdicts = new TreeMap<>();
        try (Target target = SimulatedTarget.start(description)) {
            ClusterFacts facts = new FactsCollector(target.client(), null).collect();
            Timing timing = new Timing(Duration.ofMillis(300), cap, Duration.ofMillis(150), 3, Duration.ofMillis(2));
            RunOptions options = new RunOptions(
                    new TestBedOptions(
                            4, Duration.ofMinutes(2), WorkloadOptions.standard(), timing, true, false, false),
                    EnumSet.of(Need.HOST_NETWORK),
                    List.of(),
                    1,
                    out);
            try (SuiteRun run = new SuiteRun(RunId.next(), target, facts, options, behaviors, new RunObserver() {
                @Override
                public void progress(String what) {}

                @Override
                public void started(String id) {}

                @Override
                public void finished(BehaviorResult result) {
                    synchronized (verdicts) {
                        verdicts.put(result.id(), text(result));
                    }
                }
            })) {
                new PlatformRunner(run).execute();
            }
        }
        return verdicts;
    }

    private static String text(BehaviorResult result) {
        if (result.verdict() == Verdict.CONFORMS && result.declaration().kind() == Kind.PERMITTED) {
            return Verdict.CONFORMS + ": " + result.observation();
        }
        return result.verdict().name();
    }

    private static synchronized void write(String cluster, String fault, Set<String> turned) throws IOException {
        String file = System.getProperty("conformance.fault-matrix.write");
        if (file != null && !turned.isEmpty()) {
            Files.writeString(
                    Path.of(file),
                    turned.stream()
                            .map(line -> cluster + " " + fault + " " + line + "\n")
                            .collect(Collectors.joining()),
                    java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND);
        }
    }
}
