package org.ciliumconformance.reports.compare;

/** What became of a behavior between two runs, the most urgent first. Each behavior has exactly one. */
public enum Change {
    /** It had the documented behavior, and has not any more. */
    REGRESSION("Regressions", "conformed before, deviates now", Weight.FAILS),
    /** It deviates, and the earlier run said nothing about it. */
    NEW_DEVIATION("New deviations", "deviates now, had no verdict before", Weight.FAILS),
    /** It had a verdict, and now a control failed or the run ended early. */
    VERDICT_LOST("Verdicts lost", "had a verdict before, has none now", Weight.MISSING),
    /** A documented limitation that had been lifted is there again. */
    LIMITATION_BACK("Limitations that are back", "had been lifted, is there again", Weight.NEWS),
    /** A documented limitation is not there any more. */
    LIFTED("Lifted limitations", "the documented limitation is not there any more", Weight.NEWS),
    /** It deviated, and does not any more. */
    RECOVERY("Recoveries", "deviated before, conforms now", Weight.NEWS),
    /** The verdict is the same, what was seen is not. */
    OBSERVATION_CHANGED("Changed observations", "same verdict, something else was seen", Weight.NEWS),
    /** It has a verdict, where the earlier run had none. */
    VERDICT_GAINED("Verdicts gained", "had no verdict before", Weight.NEWS),
    /** It applied, and does not any more. */
    NO_LONGER_APPLICABLE("No longer applicable", "applied before", Weight.NEWS),
    /** It did not apply, and does now. */
    NOW_APPLICABLE("Applicable now", "did not apply before", Weight.NEWS),
    /** The earlier run did not know it, or did not select it. */
    ADDED("Added", "not in the earlier run", Weight.NEWS),
    /** The later run does not know it, or did not select it. */
    REMOVED("Removed", "not in the later run", Weight.NEWS),
    /** It deviates as it did. */
    STILL_DEVIATES("Still deviating", "deviated before and now", Weight.QUIET),
    /** It has no verdict, as before. */
    STILL_INCONCLUSIVE("Still without a verdict", "inconclusive before and now", Weight.QUIET),
    /** Nothing to tell. */
    UNCHANGED("Unchanged", "the same before and now", Weight.QUIET);

    /** What a change means for a gate. */
    public enum Weight {
        /** It fails the comparison, unless it is waived. */
        FAILS,
        /** What cannot be said any more must not read as good. */
        MISSING,
        /** Worth reading. */
        NEWS,
        /** As it was. */
        QUIET
    }

    private final String heading;
    private final String meaning;
    private final Weight weight;

    Change(String heading, String meaning, Weight weight) {
        this.heading = heading;
        this.meaning = meaning;
        this.weight = weight;
    }

    /** Heading of a list of them. */
    public String heading() {
        return heading;
    }

    /** What it is, as half a sentence. */
    public String meaning() {
        return meaning;
    }

    /** What it means for a gate. */
    public Weight weight() {
        return weight;
    }
}
