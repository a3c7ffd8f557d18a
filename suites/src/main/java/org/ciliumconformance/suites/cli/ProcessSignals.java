package org.ciliumconformance.suites.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ciliumconformance.reports.ExitCode;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Signals of the process, as long as one command listens.
 *
 * <p>A shutdown hook would not do: a hook sees the first signal only, and someone who presses Ctrl-C twice wants to
 * leave at once.
 */
final class ProcessSignals implements Interrupts.Subscription {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();
    private final AtomicBoolean asked = new AtomicBoolean();

    ProcessSignals(Runnable action, Runnable last) {
        SignalHandler handler = signal -> {
            if (asked.getAndSet(true)) {
                last.run();
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
            }
            action.run();
        };
        for (String name : NAMES) {
            try {
                Signal signal = new Signal(name);
                before.put(signal, Signal.handle(signal, handler));
            } catch (IllegalArgumentException e) {
                // The system has no such signal, or the runtime keeps it to itself (-Xrs): the others do.
                continue;
            }
        }
    }

    @Override
    public void close() {
        new ArrayList<>(before.entrySet()).forEach(entry -> Signal.handle(entry.getKey(), entry.getValue()));
        before.clear();
    }
}
