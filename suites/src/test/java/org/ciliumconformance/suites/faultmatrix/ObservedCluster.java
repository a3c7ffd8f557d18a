package org.ciliumconformance.suites.faultmatrix;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.facts.ClusterFacts;
import org.ciliumconformance.cluster.facts.FactsCollector;
import org.ciliumconformance.cluster.lane.TestBedOptions;
import org.ciliumconformance.cluster.lane.WorkloadOptions;
import org.ciliumconformance.cluster.settle.Timing;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.ciliumconformance.cluster.target.Target;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.run.PlatformRunner;
import org.ciliumconformance.suites.run.RunId;
import org.ciliumconformance.suites.run.RunObserver;
import org.ciliumconformance.suites.run.RunOptions;
import org.ciliumconformance.suites.run.SuiteRun;

/** What behaviors say of a simulated cluster, with every need met. */
final class ObservedCluster {
    /**
     * The simulated network shows a change with the next look: it is the rounds that decide when something is given up,
     * so that a slow machine changes no verdict. Two looks confirm; that a state stays is for the settling's own tests.
     */
    private static final Timing SHORT = new Timing(
            Duration.ofMillis(300), Duration.ofMillis(150), Duration.ofMillis(40), 2, Duration.ofMillis(5), 6);

    private ObservedCluster() {}

    /**
     * Runs the behaviors one after the other on a cluster that has a fault: several clusters at a time use a machine
     * better than several lanes on one.
     *
     * @param description as {@link SimulatedTarget#start} takes it
     * @param fault an id, or with its argument; empty for none
     * @param out for evidence
     * @return results by the behaviors' ids
     */
    static SortedMap<String, BehaviorResult> withFault(
            String description, String fault, List<CatalogueEntry> behaviors, Path out) {
        String described = fault.isEmpty() ? description : description + ",fault=" + fault;
        return observe(described, description, behaviors, out, 1, SHORT);
    }

    /** Runs the behaviors as a user would, several at a time on a cluster of its own. */
    static SortedMap<String, BehaviorResult> asItIs(String description, List<CatalogueEntry> behaviors, Path out) {
        return observe(description, description, behaviors, out, 4, Timing.simulated());
    }

    private static SortedMap<String, BehaviorResult> observe(
            String description, String expected, List<CatalogueEntry> behaviors, Path out, int lanes, Timing timing) {
        SortedMap<String, BehaviorResult> results = new TreeMap<>();
        try (Target target = SimulatedTarget.start(description)) {
            ClusterFacts facts = new FactsCollector(target.client(), null).collect();
            // The cluster goes with the target: nothing in it needs to be removed.
            TestBedOptions bed = new TestBedOptions(
                    lanes, Duration.ofMinutes(2), WorkloadOptions.standard(), timing, true, false, true);
            RunOptions options = new RunOptions(
                    bed,
                    EnumSet.allOf(Need.class),
                    List.of(),
                    null,
                    1,
                    out,
                    false,
                    FormerClusters.expectations(expected));
            try (SuiteRun run = new SuiteRun(RunId.next(), target, facts, options, behaviors, new RunObserver() {
                @Override
                public void progress(String what) {}

                @Override
                public void started(String id) {}

                @Override
                public void finished(BehaviorResult result) {
                    synchronized (results) {
                        results.put(result.id(), result);
                    }
                }
            })) {
                new PlatformRunner(run).execute();
            }
        }
        return results;
    }

    /** Those behaviors that a cluster's results are about: the others are not applicable there. */
    static List<CatalogueEntry> applying(List<CatalogueEntry> behaviors, Map<String, BehaviorResult> results) {
        Set<String> tried = results.values().stream()
                .filter(result -> result.verdict() != Verdict.NOT_APPLICABLE)
                .map(BehaviorResult::id)
                .collect(Collectors.toSet());
        return behaviors.stream().filter(entry -> tried.contains(entry.id())).toList();
    }
}
