package org.ciliumconformance.reports.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One execution of the suite.
 *
 * @param id id of the run, as it labels the objects in the cluster
 * @param suiteVersion version of this suite
 * @param startedAt when it began
 * @param endedAt when it ended; absent while it runs, and for ever if it was killed
 * @param interrupted whether it was told to stop before it was done
 * @param options the options it ran with, sorted by name
 * @param command the command line, as typed
 * @param accepted whether it ended well, against the baseline and the waivers that it was given; absent while it runs, and
 *     in documents that do not say
 * @param shard which part of a run this is; absent where it is all of it
 */
public record Run(
        String id,
        String suiteVersion,
        Instant startedAt,
        @Nullable Instant endedAt,
        boolean interrupted,
        Map<String, String> options,
        String command,
        @Nullable Boolean accepted,
        @Nullable Shard shard) {

    public Run {
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }

    /** A run that has just begun. */
    public static Run begun(
            String id, String suiteVersion, Instant startedAt, Map<String, String> options, String command) {
        return begun(id, suiteVersion, startedAt, options, command, null);
    }

    /** A part of a run that has just begun, or all of it. */
    public static Run begun(
            String id,
            String suiteVersion,
            Instant startedAt,
            Map<String, String> options,
            String command,
            @Nullable Shard shard) {
        return new Run(id, suiteVersion, startedAt, null, false, options, command, null, shard);
    }

    /** This run, ended. */
    public Run ended(Instant at, boolean wasInterrupted) {
        return new Run(id, suiteVersion, startedAt, at, wasInterrupted, options, command, accepted, shard);
    }

    /** This run, judged. */
    public Run judged(boolean good) {
        return new Run(id, suiteVersion, startedAt, endedAt, interrupted, options, command, good, shard);
    }

    /** Whether it ran to its own end. */
    public boolean complete() {
        return endedAt != null && !interrupted;
    }
}
