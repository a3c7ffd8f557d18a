package org.ciliumconformance.reports.waiver;

import java.util.List;

/**
 * What each waiver of a file was good for.
 *
 * @param uses one for each waiver, in the order of the file
 */
public record WaiverReview(List<Use> uses) {

    /** What became of a waiver. */
    public enum State {
        /** It takes at least one deviation out of what fails the run. */
        APPLIED("applied"),
        /** Its last day has passed: what it covers counts again. */
        EXPIRED("EXPIRED, what it covers counts again"),
        /** No behavior of the run has such an id: it is misspelt, or the behavior was not selected. */
        UNMATCHED("UNMATCHED, no behavior of the run has such an id"),
        /** What it covers does not deviate: it can go. */
        IDLE("not needed, nothing that it covers deviates");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }

        /** Whether somebody should look at the file. */
        public boolean needsAttention() {
            return this == EXPIRED || this == UNMATCHED;
        }
    }

    /**
     * One waiver and what became of it.
     *
     * @param waiver as written
     * @param state what became of it
     * @param deviating ids of the behaviors that it covers and that deviate or were lifted, sorted
     */
    public record Use(Waiver waiver, State state, List<String> deviating) {
        public Use {
            deviating = List.copyOf(deviating);
        }
    }

    public WaiverReview {
        uses = List.copyOf(uses);
    }

    /** Those that expired or match nothing. */
    public List<Use> needingAttention() {
        return uses.stream().filter(use -> use.state().needsAttention()).toList();
    }
}
