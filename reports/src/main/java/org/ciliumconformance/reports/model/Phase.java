package org.ciliumconformance.reports.model;

/** When, around the policy of a behavior, a matrix was measured. */
public enum Phase {
    /** Before anything was applied: the control that the tuple answers at all. */
    BASELINE,
    /** While the policy, or whatever the behavior applies, was in effect. */
    POLICY,
    /** After it was gone: the control that it was the policy and nothing else. */
    AFTER
}
