package org.ciliumconformance.reports.allure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ciliumconformance.reports.text.Printable;

/** Other programs that are run to their end. */
@FunctionalInterface
interface Programs {

    /** In characters. */
    int LONGEST = 500;

    /**
     * What came of one.
     *
     * @param code its exit code
     * @param said everything that it printed
     */
    record Ended(int code, String said) {

        /** Escape sequences for colours; Maven writes some also where it was told not to. */
        private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

        String lastLine() {
            List<String> lines = plain().filter(line -> !line.isBlank()).toList();
            return lines.isEmpty() ? "it said nothing" : Printable.line(lines.get(lines.size() - 1), LONGEST);
        }

        /** Maven ends with advice about itself; what was wrong stands first. */
        String firstError() {
            return plain().filter(line -> line.startsWith("[ERROR]"))
                    .map(line -> line.substring("[ERROR]".length()).strip())
                    .filter(line -> !line.isEmpty())
                    .map(line -> Printable.line(line, LONGEST))
                    .findFirst()
                    .orElseGet(this::lastLine);
        }

        private Stream<String> plain() {
            return COLOUR.matcher(said).replaceAll("").lines();
        }
    }

    /**
     * Runs a program.
     *
     * @param in the folder to run it in
     * @param variables beside those of this process
     * @param atMost after which it is killed, and ends with a code other than 0
     * @throws IOException when it cannot be started
     */
    Ended run(List<String> command, Path in, Map<String, String> variables, Duration atMost)
            throws IOException, InterruptedException;

    /** Real ones. */
    static Programs ofSystem() {
        return (command, in, variables, atMost) -> {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
            builder.environment().putAll(variables);
            Process process = builder.start();
            try {
                process.getOutputStream().close();
                CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> all(process.getInputStream()));
                if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    return new Ended(-1, "it did not end within " + atMost.toMinutes() + " min");
                }
                return new Ended(process.exitValue(), said.join());
            } finally {
                process.destroyForcibly();
            }
        };
    }

    private static String all(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
