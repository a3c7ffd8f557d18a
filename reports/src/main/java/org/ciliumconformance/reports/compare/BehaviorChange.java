package org.ciliumconformance.reports.compare;

import java.util.List;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.waiver.Waiver;
import org.jspecify.annotations.Nullable;

/**
 * One behavior in two runs; at least one of them has it.
 *
 * @param before what the earlier run found out, absent where it has no result
 * @param after what the later run found out, absent where it has no result
 * @param change what became of it
 * @param observations what was seen differently, one sentence each
 * @param waiver the waiver that covers it today, absent where none does
 * @param expiredWaiver the waiver that covered it and has expired, absent where none did
 */
public record BehaviorChange(
        @Nullable BehaviorResult before,
        @Nullable BehaviorResult after,
        Change change,
        List<String> observations,
        @Nullable Waiver waiver,
        @Nullable Waiver expiredWaiver) {

    public BehaviorChange {
        observations = List.copyOf(observations);
        if (before == null && after == null) {
            throw new IllegalArgumentException("A change needs a result in one of two runs");
        }
    }

    /** The later result, or the earlier where there is no later. */
    public BehaviorResult latest() {
        if (after != null) {
            return after;
        }
        if (before != null) {
            return before;
        }
        throw new IllegalStateException("refused by the constructor");
    }

    /** The stable id of the behavior. */
    public String id() {
        return latest().id();
    }

    /** The earlier verdict in words. */
    public String beforeInWords() {
        return inWords(before);
    }

    /** The later verdict in words. */
    public String afterInWords() {
        return inWords(after);
    }

    private static String inWords(@Nullable BehaviorResult result) {
        if (result == null) {
            return "no result";
        }
        return result.verdict() + (result.flaky() ? " (flaky)" : "");
    }

    /**
     * Whether it fails a comparison. A deviation does unless it was there before or is waived; one whose waiver has
     * expired does in any case.
     *
     * @param strict whether limitations that come or go fail it as well
     */
    public boolean fails(boolean strict) {
        if (waiver != null) {
            return false;
        }
        if (change.weight() == Change.Weight.FAILS) {
            return true;
        }
        if (change == Change.STILL_DEVIATES || deviates()) {
            return expiredWaiver != null;
        }
        return strict && (change == Change.LIFTED || change == Change.LIMITATION_BACK);
    }

    private boolean deviates() {
        return after != null && after.verdict() == Verdict.DEVIATES;
    }

    /** Whether it would fail a comparison without its waiver. */
    public boolean waived(boolean strict) {
        return waiver != null
                && new BehaviorChange(before, after, change, observations, null, expiredWaiver).fails(strict);
    }

    /** Whether it conforms only on a retry, and did not before. */
    public boolean becameFlaky() {
        return after != null && after.flaky() && (before == null || !before.flaky());
    }

    /** Whether it conforms only on a retry. */
    public boolean flaky() {
        return after != null && after.flaky();
    }
}
