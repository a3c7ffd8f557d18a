package org.ciliumconformance.reports.model;

/**
 * How much was meant to be done.
 *
 * @param selected behaviors that the options selected
 * @param toRun of these, how many apply to the cluster and were to be run
 * @param notApplicable of these, how many do not apply
 */
public record PlanCounts(int selected, int toRun, int notApplicable) {

    /** Before there is a plan. */
    public static PlanCounts none() {
        return new PlanCounts(0, 0, 0);
    }
}
