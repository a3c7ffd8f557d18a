package org.ciliumconformance.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.ciliumconformance.reports.allure.AllureResults;
import org.ciliumconformance.reports.compare.Comparer;
import org.ciliumconformance.reports.compare.Comparison;
import org.ciliumconformance.reports.compare.ComparisonText;
import org.ciliumconformance.reports.compare.SettleNoise;
import org.ciliumconformance.reports.io.ResultsReader;
import org.ciliumconformance.reports.io.ResultsWriter;
import org.ciliumconformance.reports.junit.JunitXml;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.output.ComparisonFiles;
import org.ciliumconformance.reports.text.ConsoleSummary;
import org.ciliumconformance.reports.waiver.Waivers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints what 5,000 behaviors cost; a figure for people, because a machine's load is no reason to fail a build. */
class OutputSpeedTest {

    private static final int BEHAVIORS = 5_000;

    @Test
    void outputsOfAFullSizedRun(@TempDir Path folder) throws Exception {
        ResultsDocument document = Samples.large(BEHAVIORS);
        Path results = folder.resolve("results.json");
        Path junit = folder.resolve("junit.xml");

        measure("results.json", () -> ResultsWriter.write(results, document));
        measure("results.json read", () -> assertThat(new ResultsReader().read(results))
                .isEqualTo(document));
        measure("junit.xml", () -> new JunitXml(false).write(junit, document));
        measure("allure-results", () -> new AllureResults(null, false).write(folder.resolve("allure"), document));
        measure("console", () -> assertThat(new ConsoleSummary(false).render(document, Map.of()))
                .isNotEmpty());

        System.out.printf(
                "reports benchmark: results.json %d KB, junit.xml %d KB%n",
                Files.size(results) / 1024, Files.size(junit) / 1024);
    }

    /** What {@code compare} does, from two files to its outputs. */
    @Test
    void aComparisonOfFullSizedRuns(@TempDir Path folder) {
        Path before = folder.resolve("before.json");
        Path after = folder.resolve("after.json");
        ResultsWriter.write(before, Samples.large(BEHAVIORS));
        ResultsWriter.write(after, Samples.largeChanged(BEHAVIORS));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();

        long begun = threads.getCurrentThreadCpuTime();
        measure("comparison", () -> {
            Comparison comparison = new Comparer(Waivers.none(), SettleNoise.usual())
                    .compare(new ResultsReader().read(before), new ResultsReader().read(after));
            assertThat(comparison.failing(false)).hasSize(BEHAVIORS / 20);
            assertThat(ComparisonText.of(comparison, Gate.standard())).contains("WORSE: 250 regressions");
            new ComparisonFiles(Gate.standard()).write(folder.resolve("out"), comparison);
        });

        // Of this thread alone: other work on the machine does not count, and the limit is what was asked for.
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - begun)).isLessThan(Duration.ofSeconds(2));
    }

    private static void measure(String what, Runnable output) {
        long begun = System.nanoTime();
        output.run();
        System.out.printf(
                "reports benchmark: %s of %d behaviors in %d ms%n",
                what, BEHAVIORS, Duration.ofNanos(System.nanoTime() - begun).toMillis());
    }
}
