package org.ciliumconformance.reports.history;

import java.util.List;
import java.util.Optional;
import org.ciliumconformance.reports.model.Verdict;

/**
 * One behavior over the runs of a cluster.
 *
 * @param id its id
 * @param marks what each run said, in the order of the runs; empty where a run has no result
 */
public record Track(String id, List<Optional<Mark>> marks) {

    /** What one run said. */
    public record Mark(Verdict verdict, boolean flaky) {}

    public Track {
        marks = List.copyOf(marks);
    }

    /** How often the verdict was another than the time before; runs without a result are passed over. */
    public int flips() {
        int flips = 0;
        Verdict last = null;
        for (Optional<Mark> mark : marks) {
            if (mark.isPresent()) {
                Verdict verdict = mark.get().verdict();
                flips += last != null && last != verdict ? 1 : 0;
                last = verdict;
            }
        }
        return flips;
    }

    /** In how many runs it conformed only on a retry. */
    public int flaky() {
        return (int) marks.stream()
                .filter(mark -> mark.isPresent() && mark.get().flaky())
                .count();
    }

    /** In how many runs it had this verdict. */
    public int count(Verdict verdict) {
        return (int) marks.stream()
                .filter(mark -> mark.isPresent() && mark.get().verdict() == verdict)
                .count();
    }

    /** What the latest run said that has a result of it. */
    public Optional<Mark> latest() {
        for (int run = marks.size() - 1; run >= 0; run--) {
            if (marks.get(run).isPresent()) {
                return marks.get(run);
            }
        }
        return Optional.empty();
    }

    /** Whether there is anything to tell: it was not always fine, or not always the same. */
    public boolean eventful() {
        return flips() > 0
                || flaky() > 0
                || count(Verdict.DEVIATES) > 0
                || count(Verdict.INCONCLUSIVE) > 0
                || count(Verdict.LIFTED) > 0;
    }
}
