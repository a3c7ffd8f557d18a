package org.ciliumconformance.reports.compare;

import java.time.Duration;

/**
 * What differs between two runs of the same cluster for no reason. A settle time counts as changed only if it differs
 * by more than both.
 *
 * @param least by how much it must differ at least, zero or more
 * @param ratio how many times as long the longer one must be, 1 or more
 */
public record SettleNoise(Duration least, double ratio) {

    /** The difference that is taken for noise unless told otherwise, in milliseconds. */
    public static final long USUAL_MILLIS = 250;

    public SettleNoise {
        if (least.isNegative() || ratio < 1) {
            throw new IllegalArgumentException("noise must be 0 or more and a ratio of 1 or more");
        }
    }

    /** {@value #USUAL_MILLIS} milliseconds, and half as long again. */
    public static SettleNoise usual() {
        return ofAtLeast(Duration.ofMillis(USUAL_MILLIS));
    }

    /** At least this much, and half as long again. */
    public static SettleNoise ofAtLeast(Duration least) {
        return new SettleNoise(least, 1.5);
    }

    /** Whether two settle times differ by more than noise. */
    public boolean exceededBy(Duration before, Duration after) {
        long shorter = Math.min(before.toMillis(), after.toMillis());
        long longer = Math.max(before.toMillis(), after.toMillis());
        return longer - shorter > least.toMillis() && longer > shorter * ratio;
    }
}
