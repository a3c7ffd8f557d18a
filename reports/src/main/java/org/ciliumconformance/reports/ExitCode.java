package org.ciliumconformance.reports;

import java.util.function.Predicate;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Summary;
import org.ciliumconformance.reports.model.Traffic;
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
     * stands even where something else went wrong; a standing deny that let traffic through is one. A run that could not start has no verdicts, yet says so as
     * {@link #UNPREPARED} instead of as verdicts missing.
     */
    public static ExitCode of(ResultsDocument document, Gate gate) {
        return of(document, gate, result -> false);
    }

    /**
     * Judges a run as {@link #of(ResultsDocument, Gate)} does, and leaves out what was accepted.
     *
     * @param accepted tells of a behavior that deviates, or was lifted, whether that is no failure: because a waiver
     *     covers it, or because it was so in the run that this one is held against
     */
    public static ExitCode of(ResultsDocument document, Gate gate, Predicate<BehaviorResult> accepted) {
        Summary summary = document.summary();
        if (!document.run().complete()) {
            return INTERRUPTED;
        }
        if (document.results().stream().anyMatch(result -> fails(result, gate) && !accepted.test(result))) {
            return DEVIATION;
        }
        Traffic traffic = document.traffic();
        if (traffic != null && traffic.leaks() > 0) {
            return DEVIATION;
        }
        if (!document.problems().isEmpty()) {
            return UNPREPARED;
        }
        // The allowance is for behaviors that were tried; one that was planned and never reported is a gap.
        if (document.missing() > 0 || summary.count(Verdict.INCONCLUSIVE) > gate.allowedInconclusive()) {
            return VERDICTS_MISSING;
        }
        return traffic == null || traffic.doubts().isEmpty() ? SUCCESS : VERDICTS_MISSING;
    }

    private static boolean fails(BehaviorResult result, Gate gate) {
        return result.verdict() == Verdict.DEVIATES || (gate.strict() && result.verdict() == Verdict.LIFTED);
    }
}
