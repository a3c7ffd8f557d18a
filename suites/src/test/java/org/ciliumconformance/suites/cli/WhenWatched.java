package org.ciliumconformance.suites.cli;

import java.time.Duration;
import org.awaitility.Awaitility;

/** Does something as soon as a command in a session watches traffic. */
final class WhenWatched {
    private WhenWatched() {}

    /** @return the thread that waits, to be joined after the command */
    static Thread in(CommandSession session, Runnable action) {
        int before = session.out().split("watching 26 flows", -1).length;
        Thread waits = new Thread(() -> {
            Awaitility.await("a watch over traffic")
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> session.out().split("watching 26 flows", -1).length > before);
            action.run();
        });
        waits.setDaemon(true);
        waits.start();
        return waits;
    }
}
