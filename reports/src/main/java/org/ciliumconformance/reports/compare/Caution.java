package org.ciliumconformance.reports.compare;

/**
 * Why a comparison may mislead.
 *
 * @param kind what it is about
 * @param text what is the matter, in one sentence
 * @param forbids whether the pair should not be compared at all
 */
public record Caution(Kind kind, String text, boolean forbids) {

    /** What a caution is about. */
    public enum Kind {
        TARGETS,
        PROFILES,
        CONTEXTS,
        RUNS
    }
}
