package org.ciliumconformance.suites.cli;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ends a run early enough for all of it to be over, removal and documents included, when its time is. */
final class Deadline implements AutoCloseable {
    /** What it takes to break off, to remove what is in the cluster and to write what was found. */
    private static final Duration END = Duration.ofSeconds(30);

    private final ScheduledExecutorService clock;

    private Deadline(ScheduledExecutorService clock) {
        this.clock = clock;
    }

    /**
     * @param limit of the whole run; null for none
     * @param near called once, from another thread
     */
    static Deadline in(@Nullable Duration limit, Runnable near) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "deadline");
            thread.setDaemon(true);
            return thread;
        });
        if (limit != null) {
            // Of a short time most is for the behaviors all the same.
            Duration end = END.compareTo(limit.dividedBy(2)) < 0 ? END : limit.dividedBy(2);
            var unused = clock.schedule(near, limit.minus(end).toMillis(), TimeUnit.MILLISECONDS);
        }
        return new Deadline(clock);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
