package org.ciliumconformance.suites.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

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
        int code = CommandLines.create(terminal, Interrupts.ofProcess()).execute(args);
        terminal.out().flush();
        terminal.err().flush();
        System.exit(code);
    }
}
