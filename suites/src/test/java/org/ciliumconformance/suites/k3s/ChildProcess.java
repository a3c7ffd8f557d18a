package org.ciliumconformance.suites.k3s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command line of the suite in a process of its own: which engine it uses, and how it ends, is the process's. */
public final class ChildProcess implements AutoCloseable {
    private static final long LONGEST_SECONDS = 300;

    private final Process process;
    private final Path output;

    private ChildProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * @param before words that start the runtime, such as a command that takes rights away; often none
     * @param environment what differs from this process's
     */
    public static ChildProcess start(Path folder, List<String> before, Map<String, String> environment, String... args)
            throws IOException {
        List<String> words = new ArrayList<>(hearingInterrupts());
        words.addAll(before);
        words.addAll(List.of(
                Path.of(String.valueOf(System.getProperty("java.home")), "bin", "java")
                        .toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                String.valueOf(System.getProperty("java.class.path")),
                "org.ciliumconformance.suites.cli.Main"));
        words.addAll(Arrays.asList(args));
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start(), output);
    }

    /**
     * Words that start a process which Ctrl-C interrupts, also where this one was started to go on regardless: what is
     * ignored is ignored by children, too.
     */
    public static List<String> hearingInterrupts() {
        return "Linux".equals(System.getProperty("os.name")) ? List.of("env", "--default-signal=INT") : List.of();
    }

    /** Its exit code. */
    public int end() throws InterruptedException, IOException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end; it said: " + output());
        }
        return process.exitValue();
    }

    /** What it said so far, errors among the rest. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    /** Ctrl-C. */
    public void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
