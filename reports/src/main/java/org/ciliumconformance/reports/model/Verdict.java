package org.ciliumconformance.reports.model;

/** What a run concluded about one behavior. */
public enum Verdict {
    /** The cluster shows what the document says. */
    CONFORMS,
    /** Documented behavior is absent: a failure. */
    DEVIATES,
    /** A documented limitation is not there: news, and a failure only for a strict run. */
    LIFTED,
    /** A control failed or the environment got in the way, so neither yes nor no can be said. */
    INCONCLUSIVE,
    /** The behavior does not apply to this cluster or these options; the reason says why. */
    NOT_APPLICABLE;

    /** Whether a reader needs to be told why: every verdict but {@link #CONFORMS} carries a reason. */
    public boolean needsReason() {
        return this != CONFORMS;
    }

    /** The place in a list that shows what needs attention first, 0 being the most urgent. */
    public int urgency() {
        return switch (this) {
            case DEVIATES -> 0;
            case INCONCLUSIVE -> 1;
            case LIFTED -> 2;
            case CONFORMS -> 3;
            case NOT_APPLICABLE -> 4;
        };
    }
}
