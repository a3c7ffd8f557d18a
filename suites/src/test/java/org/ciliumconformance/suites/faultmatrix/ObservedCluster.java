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

/** What behaviors say of a simulated cluster. */
final class ObservedCluster {
    /** How long an expected state may take to show before it is given up. */
    private static final Duration CAP = Duration.ofSeconds(2);

    private ObservedCluster() {}

    /**
     * Runs the behaviors on a cluster of its own, with every need met.
     *
     * @param description as {@link SimulatedTarget#start} takes it
     * @param fault an id, or with its argument; empty for none
     * @param out for evidence
     * @return results by the behaviors' ids
     */
    static SortedMap<String, BehaviorResult> observe(
            String description, String fault, List<CatalogueEntry> behaviors, Path out) {
        return observe(description, fault, behaviors, out, CAP);
    }

    /** @param cap how long an expected state may take to show */
    static SortedMap<String, BehaviorResult> observe(
            String description, String fault, List<CatalogueEntry> behaviors, Path out, Duration cap) {
        String described =
                fault.isEmpty() ? description : (description.isEmpty() ? "" : description + ",") + "fault=" + fault;
        SortedMap<String, BehaviorResult> results = new TreeMap<>();
        try (Target target = SimulatedTarget.start(described)) {
            ClusterFacts facts = new FactsCollector(target.client(), null).collect();
            Timing timing = new Timing(Duration.ofMillis(300), cap, Duration.ofMillis(150), 3, Duration.ofMillis(2));
            RunOptions options = new RunOptions(
                    new TestBedOptions(
                            4, Duration.ofMinutes(2), WorkloadOptions.standard(), timing, true, false, false),
                    EnumSet.allOf(Need.class),
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
