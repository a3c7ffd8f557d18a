package org.ciliumconformance.suites.cli;

/** Tells a command that it should stop, as by Ctrl-C. */
@FunctionalInterface
interface Interrupts {
    /**
     * Calls the action at the first request to stop, from another thread. A second request ends the process at once.
     *
     * @param last what is still to be said before the process ends, in no time
     * @return ends the subscription when closed
     */
    Subscription subscribe(Runnable action, Runnable last);

    /** Ends a subscription. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** The process's signals: INT, TERM and HUP. */
    static Interrupts ofProcess() {
        return ProcessSignals::new;
    }
}
