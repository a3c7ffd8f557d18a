package org.ciliumconformance.reports.history;

import java.time.Duration;
import java.util.Collection;
import org.ciliumconformance.reports.model.BehaviorResult;

/**
 * How long changes took to show in a run.
 *
 * @param count how many changes
 * @param median half of them took no longer
 * @param p90 nine of ten took no longer
 * @param longest none took longer
 */
public record SettleQuantiles(int count, Duration median, Duration p90, Duration longest) {

    static SettleQuantiles of(Collection<BehaviorResult> results) {
        long[] millis = results.stream()
                .flatMap(result -> result.settleTimes().stream())
                .mapToLong(time -> time.duration().toMillis())
                .sorted()
                .toArray();
        if (millis.length == 0) {
            return new SettleQuantiles(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        }
        return new SettleQuantiles(millis.length, quantile(millis, 0.5), quantile(millis, 0.9), quantile(millis, 1));
    }

    /** The smallest value that at least the share of all does not exceed. */
    private static Duration quantile(long[] sorted, double share) {
        return Duration.ofMillis(sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)]);
    }
}
