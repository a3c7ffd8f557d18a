package org.ciliumconformance.reports.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything one run found out. The file {@code results.json} is this, and every other output derives from it.
 *
 * @param schemaVersion version of the document's form; a reader refuses newer ones than it knows
 * @param run the execution
 * @param environment the cluster
 * @param plan how much was meant to be done
 * @param results what was found out, in the order in which behaviors finished; each id once
 * @param problems what kept the cluster from being reached or prepared; empty for a run that could start
 * @param traffic flows that were watched; null where none were
 */
public record ResultsDocument(
        int schemaVersion,
        Run run,
        Environment environment,
        PlanCounts plan,
        List<BehaviorResult> results,
        List<Problem> problems,
        @Nullable Traffic traffic) {

    /** The version that this suite writes. */
    public static final int CURRENT_SCHEMA_VERSION = 1;

    public ResultsDocument {
        results = List.copyOf(results);
        problems = List.copyOf(problems);
    }

    /** Without traffic. */
    public ResultsDocument(
            int schemaVersion,
            Run run,
            Environment environment,
            PlanCounts plan,
            List<BehaviorResult> results,
            List<Problem> problems) {
        this(schemaVersion, run, environment, plan, results, problems, null);
    }

    /** The results, counted. */
    public Summary summary() {
        return Summary.of(results);
    }

    /** How many planned behaviors have no result, because the run ended before they did. */
    public int missing() {
        return Math.max(0, plan.selected() - results.size());
    }
}
