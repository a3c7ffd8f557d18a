package org.ciliumconformance.reports.model;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Results, counted.
 *
 * @param counts how many results have each verdict; every verdict is present
 * @param flaky how many of those that conform did so only on a later attempt
 */
public record Summary(Map<Verdict, Integer> counts, int flaky) {

    public Summary {
        Map<Verdict, Integer> all = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            all.put(verdict, counts.getOrDefault(verdict, 0));
        }
        counts = Collections.unmodifiableMap(all);
    }

    /** Counts results. */
    public static Summary of(Collection<BehaviorResult> results) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        int flaky = 0;
        for (BehaviorResult result : results) {
            counts.merge(result.verdict(), 1, Integer::sum);
            if (result.flaky()) {
                flaky++;
            }
        }
        return new Summary(counts, flaky);
    }

    /** How many results have the verdict. */
    public int count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }

    /** How many results there are. */
    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
