package org.ciliumconformance.suites.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The suite in a process of its own, which can be sent signals. */
final class SuiteProcess implements AutoCloseable {
    private final Process process;
    private final Path console;

    private SuiteProcess(Process process, Path console) {
        this.process = process;
        this.console = console;
    }

    /**
     * Starts it.
     *
     * @param console where its words go
     */
    static SuiteProcess start(Path console, String... words) throws IOException {
        return start(console, List.of(), Map.of(), words);
    }

    /**
     * Starts it.
     *
     * @param console where its words go
     * @param before words that start the runtime, such as a command that takes rights away
     * @param environment what differs from this process's
     */
    static SuiteProcess start(Path console, List<String> before, Map<String, String> environment, String... words)
            throws IOException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(hearingInterrupts());
        command.addAll(before);
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                classes,
                Main.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(console.toFile());
        builder.environment().putAll(environment);
        return new SuiteProcess(builder.start(), console);
    }

    /**
     * Words that start a process which Ctrl-C interrupts, also where this one was started to go on regardless: what is
     * ignored is ignored by children, too.
     */
    private static List<String> hearingInterrupts() {
        return "Linux".equals(System.getProperty("os.name")) ? List.of("env", "--default-signal=INT") : List.of();
    }

    /** Sends a signal by its name, {@code INT} for Ctrl-C. */
    void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill -" + name + " ended with " + code);
        }
    }

    /** Ends it at once, as SIGKILL does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    boolean ended() {
        return !process.isAlive();
    }

    /** Waits for its end, and gives its exit code. */
    int end(Duration within) throws InterruptedException, IOException {
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("it has not ended after " + within.toSeconds() + " s: " + said());
        }
        return process.exitValue();
    }

    String said() throws IOException {
        return Files.readString(console, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
