package org.ciliumconformance.suites.cli;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * A bar with counts and time left at the foot of the terminal, and above it what somebody should see at once. Verdicts
 * that conform only count.
 */
final class BarProgress implements RunProgress {
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final int REFRESH_MILLIS = 200;

    private final Terminal terminal;
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    private @Nullable ProgressBar bar;
    private int toRun;
    private boolean closed;

    BarProgress(Terminal terminal, boolean simulated) {
        this.terminal = terminal;
        foot(simulated ? "SIMULATED: starting the simulated cluster" : "connecting");
    }

    @Override
    public synchronized void planned(Environment environment, int behaviors, int notApplicable) {
        toRun = behaviors;
        above(VerdictLine.of(environment) + "\n" + behaviors + " behaviors to run, " + notApplicable
                + " not applicable");
        foot("preparing");
    }

    @Override
    public synchronized void begun() {
        if (toRun == 0 || closed) {
            return;
        }
        bar = new ProgressBarBuilder()
                .setTaskName("")
                .setInitialMax(toRun)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setConsumer(new Foot())
                .build();
    }

    @Override
    public synchronized void progress(String what) {
        ProgressBar present = bar;
        if (present == null) {
            foot(Printable.line(what));
        } else {
            above("... " + Printable.line(what));
        }
    }

    @Override
    public void started(String id) {}

    @Override
    public synchronized void finished(BehaviorResult result) {
        counts.merge(result.verdict(), 1, Integer::sum);
        if (result.verdict() == Verdict.NOT_APPLICABLE) {
            return;
        }
        if (result.verdict() != Verdict.CONFORMS || result.flaky()) {
            above(VerdictLine.of(result));
        }
        ProgressBar present = bar;
        if (present != null) {
            present.setExtraMessage(" " + countsInWords());
            present.step();
        }
    }

    private String countsInWords() {
        return counts.entrySet().stream()
                .filter(count -> count.getKey() != Verdict.NOT_APPLICABLE)
                .map(count -> count.getValue() + " " + count.getKey().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private void above(String lines) {
        if (!closed) {
            terminal.out().print(CLEAR_LINE + lines + "\n");
            terminal.out().flush();
        }
    }

    private synchronized void foot(String line) {
        if (!closed) {
            int width = terminal.columns() - 1;
            terminal.out().print(CLEAR_LINE + (line.length() > width ? line.substring(0, width) : line));
            terminal.out().flush();
        }
    }

    @Override
    public void close() {
        ProgressBar present;
        synchronized (this) {
            present = bar;
            bar = null;
        }
        if (present != null) {
            present.close(); // draws once more, from this thread or its own: not under the lock
        }
        synchronized (this) {
            foot("");
            closed = true;
        }
    }

    /** Where the bar is drawn. The library's own would load a terminal library for it. */
    private final class Foot implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return terminal.columns() - 1;
        }

        @Override
        public void accept(String rendered) {
            foot(rendered.strip());
        }

        @Override
        public void close() {}
    }
}
