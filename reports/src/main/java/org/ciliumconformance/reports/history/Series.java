package org.ciliumconformance.reports.history;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one cluster.
 *
 * @param simulated whether it is the simulated cluster
 * @param target how it was reached
 * @param profile its profile, where known
 * @param context its context; absent for the simulated cluster, whose context is only its description
 * @param runs the runs, the earliest first; at least one
 * @param tracks the behaviors that have anything to tell, those that need a look first
 */
public record Series(
        boolean simulated,
        String target,
        @Nullable String profile,
        @Nullable String context,
        List<PastRun> runs,
        List<Track> tracks) {

    public Series {
        runs = List.copyOf(runs);
        tracks = List.copyOf(tracks);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("A series needs a run");
        }
    }

    /** The last run. */
    public PastRun latest() {
        return runs.get(runs.size() - 1);
    }

    /** The last run that ended well. */
    public Optional<PastRun> lastAccepted() {
        for (int run = runs.size() - 1; run >= 0; run--) {
            if (runs.get(run).accepted()) {
                return Optional.of(runs.get(run));
            }
        }
        return Optional.empty();
    }

    /** How many runs ended well. */
    public int accepted() {
        return (int) runs.stream().filter(PastRun::accepted).count();
    }
}
