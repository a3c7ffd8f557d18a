package org.ciliumconformance.reports.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.compare.Comparer;
import org.ciliumconformance.reports.compare.ComparisonJson;
import org.ciliumconformance.reports.compare.SettleNoise;
import org.ciliumconformance.reports.waiver.Waivers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    /** A disk with room for some bytes. */
    private static final class FullDisk extends OutputStream {
        private final OutputStream out;
        private int left;

        FullDisk(OutputStream out, int room) {
            this.out = out;
            this.left = room;
        }

        @Override
        public void write(int b) throws IOException {
            if (left-- <= 0) {
                throw new IOException("No space left on device");
            }
            out.write(b);
        }
    }

    @TempDir
    Path folder;

    private Path old() throws IOException {
        return Files.writeString(folder.resolve("report.md"), "old");
    }

    private void assertOnlyTheOldIsThere(Path file) throws IOException {
        assertThat(file).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFullDiskLeavesTheOldContentAndSaysSo() throws IOException {
        Path file = old();

        ReportException refusal = catchThrowableOfType(
                ReportException.class,
                () -> AtomicFile.write(
                        file, out -> new FullDisk(out, 3).write("new content".getBytes(StandardCharsets.UTF_8))));

        assertThat(refusal).hasMessage("Cannot write " + file + ": No space left on device");
        assertThat(refusal.remedy()).contains("space");
        assertOnlyTheOldIsThere(file);
    }

    @Test
    void aFullDiskIsToldAlsoWhereItComesOutOfAGenerator() throws IOException {
        Path file = old();
        var comparison = new Comparer(Waivers.none(), SettleNoise.usual()).compare(Samples.of(), Samples.large(50));

        assertThat(catchThrowable(() -> AtomicFile.write(
                        file, out -> new ComparisonJson(Gate.standard()).write(new FullDisk(out, 100), comparison))))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("No space left on device");
        assertThat(catchThrowable(() -> AtomicFile.write(file, out -> {
                    throw new UncheckedIOException(new IOException("No space left on device"));
                })))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("No space left on device");
        assertOnlyTheOldIsThere(file);
    }

    @Test
    void aContentThatCannotBeMadeLeavesTheOld() throws IOException {
        Path file = old();

        assertThat(catchThrowable(() -> AtomicFile.write(file, out -> {
                    out.write('n');
                    throw new IllegalStateException("a fault of ours");
                })))
                .isInstanceOf(IllegalStateException.class);
        assertOnlyTheOldIsThere(file);
    }

    /** Writes for ever, until it is killed. */
    static final class Endless {
        private Endless() {}

        public static void main(String[] arguments) {
            Path file = Path.of(arguments[0]);
            for (int round = 0; ; round++) {
                String line = "round " + round + "\n";
                AtomicFile.write(file, out -> {
                    for (int i = 0; i < 2_000; i++) {
                        out.write(line.getBytes(StandardCharsets.UTF_8));
                    }
                });
            }
        }
    }

    @Test
    void aProcessThatIsKilledLeavesAWholeFile() throws Exception {
        Path file = folder.resolve("killed.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        Endless.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
        try {
            while (!Files.exists(file) && process.isAlive()) {
                process.waitFor(10, TimeUnit.MILLISECONDS);
            }
            process.waitFor(200, TimeUnit.MILLISECONDS);
        } finally {
            process.destroyForcibly().waitFor();
        }

        assertThat(file).as(Files.readString(folder.resolve("said.txt"))).exists();
        assertThat(Files.readAllLines(file))
                .hasSize(2_000)
                .containsOnly(Files.readAllLines(file).get(0));
    }

    private static String classPath() throws Exception {
        Path tests = Path.of(AtomicFileTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path main = Path.of(AtomicFile.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path json = Path.of(tools.jackson.core.JsonGenerator.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return String.join(File.pathSeparator, tests.toString(), main.toString(), json.toString());
    }
}
