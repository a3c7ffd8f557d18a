package org.ciliumconformance.reports;

import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Summary;
import org.ciliumconformance.reports.model.Verdict;

/** What the process tells its caller. The numbers are part of the command line's contract. */
public enum ExitCode {
    /** Nothing deviates. */
    SUCCESS(0),
    /** A documented behavior is absent, or, for a strict run, a limitation was lifted. */
    DEVIATION(1),
    /** The command line or an input file is wrong. */
    USAGE(2),
    /** More behaviors than allowed have no verdict. */
    VERDICTS_MISSING(3),
    /** The cluster could not be reached or prepared. */
    UNPREPARED(4),
    /** The run was told to stop, or was killed, before it was done. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number for the operating system. */
    public int code() {
        return code;
    }

    /**
     * Judges a run.
     *
     * <p>An interrupted run is that first, because what is missing could have been anything. A deviation that was seen
     * stands even where something else went wrong. A run that could not start has no verdicts, yet says so as
     * {@link #UNPREPARED} instead of as verdicts missing.
     */
    public static ExitCode of(ResultsDocument document, Gate gate) {
        Summary summary = document.summary();
        if (!document.run().complete()) {
            return INTERRUPTED;
        }
        if (summary.count(Verdict.DEVIATES) > 0 || (gate.strict() && summary.count(Verdict.LIFTED) > 0)) {
            return DEVIATION;
        }
        if (!document.problems().isEmpty()) {
            return UNPREPARED;
        }
        // The allowance is for behaviors that were tried; one that was planned and never reported is a gap.
        if (document.missing() > 0 || summary.count(Verdict.INCONCLUSIVE) > gate.allowedInconclusive()) {
            return VERDICTS_MISSING;
        }
        return SUCCESS;
    }
}
