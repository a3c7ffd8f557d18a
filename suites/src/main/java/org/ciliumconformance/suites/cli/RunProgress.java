package org.ciliumconformance.suites.cli;

import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.suites.run.RunObserver;

/** Shows a run to whoever looks on. Safe for use by several threads; closing it twice does nothing. */
interface RunProgress extends RunObserver, AutoCloseable {
    /** A bar where somebody looks on, plain lines otherwise. */
    static RunProgress on(Terminal terminal, boolean simulated) {
        return terminal.interactive() ? new BarProgress(terminal, simulated) : new LineProgress(terminal, simulated);
    }

    /** Says which cluster it is, and how much is to be done. */
    void planned(Environment environment, int toRun, int notApplicable);

    /** The cluster is prepared: behaviors start now. */
    void begun();

    @Override
    void started(String id);

    @Override
    void finished(BehaviorResult result);

    @Override
    void close();
}
