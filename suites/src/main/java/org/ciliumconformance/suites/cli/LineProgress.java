package org.ciliumconformance.suites.cli;

import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Environment;

/** A line for each thing that happens: for logs, and terminals that can do no more. */
final class LineProgress implements RunProgress {
    private final Terminal terminal;
    private boolean closed;

    LineProgress(Terminal terminal, boolean simulated) {
        this.terminal = terminal;
        if (simulated) {
            say("SIMULATED: starting the simulated cluster");
        }
    }

    @Override
    public void planned(Environment environment, int toRun, int notApplicable) {
        say(VerdictLine.of(environment));
        say(toRun + " behaviors to run, " + notApplicable + " not applicable");
    }

    @Override
    public void begun() {}

    @Override
    public void progress(String what) {
        say("... " + what);
    }

    @Override
    public void started(String id) {}

    @Override
    public void finished(BehaviorResult result) {
        String matrices = VerdictLine.matrices(result).stripTrailing();
        say(VerdictLine.of(result) + (matrices.isEmpty() ? "" : "\n" + matrices));
    }

    private synchronized void say(String line) {
        if (!closed) {
            terminal.out().println(line);
            terminal.out().flush();
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            terminal.out().println();
        }
        closed = true;
    }
}
