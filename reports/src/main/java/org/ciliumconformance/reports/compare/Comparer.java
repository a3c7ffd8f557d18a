package org.ciliumconformance.reports.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.SettleTime;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.waiver.Waivers;
import org.jspecify.annotations.Nullable;

/** Finds what became of each behavior from one run to another. Behaviors are matched by their ids and by nothing else. */
public final class Comparer {

    private final Waivers waivers;
    private final SettleNoise noise;

    /**
     * @param waivers deviations that were accepted
     * @param noise by how much a settle time has to differ to be told
     */
    public Comparer(Waivers waivers, SettleNoise noise) {
        this.waivers = waivers;
        this.noise = noise;
    }

    /**
     * Compares two runs.
     *
     * @param before the earlier one, which was accepted
     * @param after the one in question
     */
    public Comparison compare(ResultsDocument before, ResultsDocument after) {
        Map<String, BehaviorResult> then = byId(before);
        Map<String, BehaviorResult> now = byId(after);
        TreeSet<String> ids = new TreeSet<>(then.keySet());
        ids.addAll(now.keySet());
        List<BehaviorChange> changes = new ArrayList<>(ids.size());
        List<SettleChange> settling = new ArrayList<>();
        for (String id : ids) {
            BehaviorResult earlier = then.get(id);
            BehaviorResult later = now.get(id);
            changes.add(change(id, earlier, later, after));
            if (earlier != null && later != null) {
                settling(earlier, later, settling);
            }
        }
        changes.sort(Comparator.comparing(BehaviorChange::change).thenComparing(BehaviorChange::id));
        settling.sort(Comparator.comparing(SettleChange::slower)
                .thenComparing(SettleChange::difference)
                .reversed()
                .thenComparing(SettleChange::id));
        return new Comparison(
                before,
                after,
                Comparability.cautions(before, after),
                changes,
                settling,
                EnvironmentDifferences.of(before, after),
                waivers.review(after.results()));
    }

    private BehaviorChange change(
            String id, @Nullable BehaviorResult before, @Nullable BehaviorResult after, ResultsDocument document) {
        Change change = verdicts(before, after, document);
        List<String> observations = List.of();
        if (before != null && after != null && (change == Change.UNCHANGED || change == Change.STILL_DEVIATES)) {
            observations = ObservedDifferences.of(before, after);
            // A flaky result holds the probes of every attempt; those of the failed ones differ by nature.
            if (!observations.isEmpty() && change == Change.UNCHANGED && !before.flaky() && !after.flaky()) {
                change = Change.OBSERVATION_CHANGED;
            }
        }
        return new BehaviorChange(
                before,
                after,
                change,
                observations,
                waivers.validFor(id).orElse(null),
                waivers.expiredFor(id).orElse(null));
    }

    private static Change verdicts(
            @Nullable BehaviorResult before, @Nullable BehaviorResult after, ResultsDocument document) {
        if (after == null) {
            boolean hadVerdict = before != null && decided(before.verdict());
            boolean cutShort = !document.run().complete() || document.missing() > 0;
            return hadVerdict && cutShort ? Change.VERDICT_LOST : Change.REMOVED;
        }
        Verdict now = after.verdict();
        if (before == null) {
            return now == Verdict.DEVIATES ? Change.NEW_DEVIATION : Change.ADDED;
        }
        Verdict then = before.verdict();
        return switch (now) {
            case DEVIATES ->
                switch (then) {
                    case DEVIATES -> Change.STILL_DEVIATES;
                    case CONFORMS, LIFTED -> Change.REGRESSION;
                    case INCONCLUSIVE, NOT_APPLICABLE -> Change.NEW_DEVIATION;
                };
            case INCONCLUSIVE ->
                switch (then) {
                    case INCONCLUSIVE -> Change.STILL_INCONCLUSIVE;
                    case NOT_APPLICABLE -> Change.NOW_APPLICABLE;
                    case CONFORMS, LIFTED, DEVIATES -> Change.VERDICT_LOST;
                };
            case NOT_APPLICABLE -> then == Verdict.NOT_APPLICABLE ? Change.UNCHANGED : Change.NO_LONGER_APPLICABLE;
            case LIFTED -> then == Verdict.LIFTED ? Change.UNCHANGED : Change.LIFTED;
            case CONFORMS ->
                switch (then) {
                    case CONFORMS -> Change.UNCHANGED;
                    case LIFTED -> Change.LIMITATION_BACK;
                    case DEVIATES -> Change.RECOVERY;
                    case INCONCLUSIVE -> Change.VERDICT_GAINED;
                    case NOT_APPLICABLE -> Change.NOW_APPLICABLE;
                };
        };
    }

    private static boolean decided(Verdict verdict) {
        return verdict == Verdict.CONFORMS || verdict == Verdict.DEVIATES || verdict == Verdict.LIFTED;
    }

    /** Of equal names, the how many-th with the how many-th: a behavior applies the same policy in each attempt. */
    private void settling(BehaviorResult before, BehaviorResult after, List<SettleChange> changes) {
        Map<String, List<Duration>> then = new HashMap<>();
        for (SettleTime time : before.settleTimes()) {
            then.computeIfAbsent(time.what(), what -> new ArrayList<>()).add(time.duration());
        }
        Map<String, Integer> used = new HashMap<>();
        for (SettleTime time : after.settleTimes()) {
            List<Duration> earlier = then.getOrDefault(time.what(), List.of());
            int index = used.merge(time.what(), 1, Integer::sum) - 1;
            if (index < earlier.size() && noise.exceededBy(earlier.get(index), time.duration())) {
                changes.add(new SettleChange(after.id(), time.what(), earlier.get(index), time.duration()));
            }
        }
    }

    private static Map<String, BehaviorResult> byId(ResultsDocument document) {
        Map<String, BehaviorResult> results = new LinkedHashMap<>();
        document.results().forEach(result -> results.put(result.id(), result));
        return results;
    }
}
