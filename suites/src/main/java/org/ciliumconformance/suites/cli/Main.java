package org.ciliumconformance.suites.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.ciliumconformance.reports.ExitCode;

/** The entry of the executable jar. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        Terminal terminal = Terminal.ofProcess(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                Map.copyOf(System.getenv()),
                System.getProperties());
        int code = execute(terminal, args);
        terminal.out().flush();
        terminal.err().flush();
        System.exit(code);
    }

    /** What is no exception, such as memory that does not suffice, would end the process as a deviation does: with 1. */
    private static int execute(Terminal terminal, String[] args) {
        try {
            return CommandLines.create(terminal, Interrupts.ofProcess()).execute(args);
        } catch (OutOfMemoryError e) {
            new Failures(terminal.err())
                    .say(
                            "The memory does not suffice: "
                                    + Runtime.getRuntime().maxMemory() / (1024 * 1024) + " MiB.",
                            "Give Java more: CILIUM_CONFORMANCE_JAVA_OPTS=-Xmx2g.");
            return ExitCode.UNPREPARED.code();
        } catch (StackOverflowError e) {
            new Failures(terminal.err())
                    .say(Failures.unforeseen(e), "Please report it with the command that you used.");
            return ExitCode.UNPREPARED.code();
        }
    }
}
