package org.ciliumconformance.reports.compare;

import java.time.Duration;

/**
 * A change that takes longer, or less long, to show than it did.
 *
 * @param id the behavior
 * @param what the change, for example {@code policy default-deny applied}
 * @param before how long it took, kept to the millisecond
 * @param after how long it takes
 */
public record SettleChange(String id, String what, Duration before, Duration after) {

    /** Whether it takes longer now. */
    public boolean slower() {
        return after.compareTo(before) > 0;
    }

    /** By how much, without a sign. */
    public Duration difference() {
        return after.minus(before).abs();
    }
}
