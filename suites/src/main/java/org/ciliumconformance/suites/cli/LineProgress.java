package org.ciliumconformance.suites.cli;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.text.Printable;

/** A line for each thing that happens: for logs, and terminals that can do no more. */
final class LineProgress implements RunProgress {
    private static final Duration REPEAT = Duration.ofSeconds(5);

    private final Terminal terminal;
    private final Map<String, Long> lastSaid = new HashMap<>();
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
    public synchronized void progress(String what) {
        // Of pods that become ready, a log needs a line now and then: what is before the colon is what is counted.
        int colon = what.indexOf(':');
        if (colon >= 0) {
            long now = System.nanoTime();
            Long last = lastSaid.get(what.substring(0, colon));
            if (last != null && now - last < REPEAT.toNanos()) {
                return;
            }
            lastSaid.put(what.substring(0, colon), now);
        }
        say("... " + Printable.line(what));
    }

    @Override
    public void started(String id) {}

    @Override
    public void finished(BehaviorResult result) {
        say(VerdictLine.of(result));
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
