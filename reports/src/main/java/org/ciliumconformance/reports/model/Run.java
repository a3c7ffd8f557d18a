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
 */
public record Run(
        String id,
        String suiteVersion,
        Instant startedAt,
        @Nullable Instant endedAt,
        boolean interrupted,
        Map<String, String> options,
        String command) {

    public Run {
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }

    /** A run that has just begun. */
    public static Run begun(
            String id, String suiteVersion, Instant startedAt, Map<String, String> options, String command) {
        return new Run(id, suiteVersion, startedAt, null, false, options, command);
    }

    /** This run, ended. */
    public Run ended(Instant at, boolean wasInterrupted) {
        return new Run(id, suiteVersion, startedAt, at, wasInterrupted, options, command);
    }

    /** Whether it ran to its own end. */
    public boolean complete() {
        return endedAt != null && !interrupted;
    }
}
