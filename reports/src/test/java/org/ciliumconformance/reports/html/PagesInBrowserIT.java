package org.ciliumconformance.reports.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.TrafficSamples;
import org.ciliumconformance.reports.accept.Acceptance;
import org.ciliumconformance.reports.compare.Comparer;
import org.ciliumconformance.reports.compare.Comparison;
import org.ciliumconformance.reports.compare.SettleNoise;
import org.ciliumconformance.reports.history.Baseline;
import org.ciliumconformance.reports.history.History;
import org.ciliumconformance.reports.io.ResultsWriter;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.waiver.Waivers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pages in a real browser: {@code src/test/browser/pages.mjs} opens them and tells of each check.
 *
 * <p>Needs node, chromium and two npm packages, which {@code .ci/run} installs. Where they are missing, the tests say so
 * and are skipped; with the environment variable {@code CONFORMANCE_BROWSER=required} that is a failure.
 */
class PagesInBrowserIT {

    private static final Path FOLDER = Path.of("target", "browser").toAbsolutePath();
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What was missing, or where everything is. */
    private record Tools(Path node, Path chromium, Path modules) {}

    @TestFactory
    Stream<DynamicTest> pagesInABrowser() throws Exception {
        List<String> missing = new ArrayList<>();
        Tools tools = tools(missing);
        if (tools == null) {
            String why =
                    "The pages are not tested in a browser: " + String.join(", ", missing) + ". .ci/run installs it.";
            assertThat(System.getenv("CONFORMANCE_BROWSER")).as(why).isNotEqualTo("required");
            System.out.println("SKIPPED: " + why);
            // As a test of its own: a factory that gives up is not counted as skipped.
            return Stream.of(dynamicTest("browser", () -> Assumptions.abort(why)));
        }
        makePages();
        return checks(tools);
    }

    private static @Nullable Tools tools(List<String> missing) {
        Optional<Path> node = onPath("node");
        Optional<Path> chromium = Optional.ofNullable(System.getenv("CHROMIUM"))
                .map(Path::of)
                .or(() -> onPath("chromium"))
                .or(() -> onPath("chromium-browser"));
        String named = System.getenv("CONFORMANCE_BROWSER_MODULES");
        Path modules = named != null
                ? Path.of(named)
                : Path.of("..", "target", "browser-modules").toAbsolutePath().normalize();
        if (node.isEmpty()) {
            missing.add("there is no node on the PATH");
        }
        if (chromium.isEmpty()) {
            missing.add("there is no chromium on the PATH");
        }
        for (String name : new String[] {"playwright-core", "@axe-core/playwright"}) {
            if (!Files.isDirectory(modules.resolve("node_modules").resolve(name))) {
                missing.add("npm package " + name + " is not in " + modules);
            }
        }
        return missing.isEmpty() ? new Tools(node.orElseThrow(), chromium.orElseThrow(), modules) : null;
    }

    private static Optional<Path> onPath(String program) {
        String path = System.getenv("PATH");
        return Stream.of((path == null ? "" : path).split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void makePages() throws IOException {
        Files.createDirectories(FOLDER);
        List<String> all = new ArrayList<>();
        List<Map<String, String>> reports = new ArrayList<>();
        ResultsDocument before = PageSamples.realistic(60, Samples.START, "1.19.3");
        ResultsDocument after = worse(PageSamples.realistic(60, Samples.START.plus(Duration.ofDays(1)), "1.19.4"));

        Map<String, ResultsDocument> documents = Map.of(
                "conformant",
                Samples.of(Samples.conforming("one.two"), Samples.conforming("one.three")),
                "varied",
                Samples.everyVerdict(),
                "traffic",
                TrafficSamples.with(
                        Samples.everyVerdict(),
                        TrafficSamples.of(
                                TrafficSamples.out("new-connection", ".cluster-ip", Duration.ofMillis(300)),
                                TrafficSamples.leaking())),
                "large",
                PageSamples.realistic(5_000));
        documents.forEach((name, document) -> {
            ResultsWriter.write(FOLDER.resolve(name + ".json"), document);
            new HtmlReport(FOLDER).write(FOLDER.resolve(name + ".html"), PageSamples.judged(document));
            // What is true of pages of any size is tried on the small ones.
            if (!name.equals("large")) {
                all.add(name + ".html");
            }
            reports.add(Map.of("page", name + ".html", "results", name + ".json"));
        });
        ResultsWriter.write(FOLDER.resolve("runs/1/results.json"), before);
        ResultsWriter.write(FOLDER.resolve("runs/2/results.json"), after);
        ResultsWriter.write(FOLDER.resolve("runs/3/results.json"), before);
        Acceptance held = new Acceptance(
                Baseline.at(FOLDER.resolve("runs/1")), Waivers.none(), SettleNoise.usual(), Gate.standard());
        ResultsWriter.write(FOLDER.resolve("against-baseline.json"), after);
        new HtmlReport(null).write(FOLDER.resolve("against-baseline.html"), held.judge(after));
        all.add("against-baseline.html");
        reports.add(Map.of("page", "against-baseline.html", "results", "against-baseline.json"));
        new HtmlReport(FOLDER).write(FOLDER.resolve("unprepared.html"), PageSamples.judged(Samples.unprepared()));
        all.add("unprepared.html");

        comparison("comparison.html", before, after);
        all.add("comparison.html");
        HtmlHistory.write(FOLDER.resolve("history.html"), History.of(FOLDER.resolve("runs")));
        all.add("history.html");

        ResultsDocument hostile = PageSamples.hostile();
        new HtmlReport(FOLDER).write(FOLDER.resolve("hostile.html"), PageSamples.judged(hostile));
        comparison("hostile-comparison.html", PageSamples.realistic(3), hostile);
        ResultsWriter.write(FOLDER.resolve("hostile-runs/1/results.json"), hostile);
        Files.createDirectories(FOLDER.resolve("hostile-runs/2"));
        Files.writeString(FOLDER.resolve("hostile-runs/2/results.json"), "{\"format\":\"<script>\"");
        HtmlHistory.write(FOLDER.resolve("hostile-history.html"), History.of(FOLDER.resolve("hostile-runs")));
        List<String> bad = List.of("hostile.html", "hostile-comparison.html", "hostile-history.html");
        all.addAll(bad);

        Files.writeString(
                FOLDER.resolve("pages.json"),
                JSON.writeValueAsString(Map.of("all", all, "reports", reports, "hostile", bad, "large", "large.html")));
    }

    /** The same run, in which every third behavior that conformed deviates. */
    private static ResultsDocument worse(ResultsDocument document) {
        var results = new ArrayList<>(document.results());
        for (int i = 0; i < results.size(); i += 3) {
            var result = results.get(i);
            if (result.verdict() == Verdict.CONFORMS) {
                results.set(
                        i,
                        BehaviorResult.of(result.declaration(), result.startedAt())
                                .verdict(Verdict.DEVIATES, "x/a to y/b TCP expected DROPPED, was ALLOWED.")
                                .matrix(Samples.deviating("any").matrices().get(0))
                                .build());
            }
        }
        return new ResultsDocument(
                document.schemaVersion(),
                document.run(),
                document.environment(),
                document.plan(),
                results,
                document.problems());
    }

    private static void comparison(String file, ResultsDocument before, ResultsDocument after) {
        Comparison comparison = new Comparer(Waivers.none(), SettleNoise.usual()).compare(before, after);
        new HtmlComparison(Gate.standard(), null).write(FOLDER.resolve(file), comparison);
    }

    private static Stream<DynamicTest> checks(Tools tools) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                        tools.node().toString(),
                        Path.of("src", "test", "browser", "pages.mjs")
                                .toAbsolutePath()
                                .toString(),
                        FOLDER.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        command.environment().put("CONFORMANCE_BROWSER_MODULES", tools.modules().toString());
        command.environment().put("CHROMIUM", tools.chromium().toString());
        Process node = command.start();
        List<DynamicTest> tests = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> test(line).ifPresent(tests::add));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        int code = node.waitFor();
        tests.add(dynamicTest(
                "node ended well",
                () -> assertThat(code).as("exit code of node").isZero()));
        assertThat(tests).as("checks that the script told of").hasSizeGreaterThan(50);
        return tests.stream();
    }

    private static Optional<DynamicTest> test(String line) {
        JsonNode told;
        try {
            told = JSON.readTree(line);
        } catch (RuntimeException e) {
            System.out.println(line);
            return Optional.empty();
        }
        if (told.has("note")) {
            System.out.println("browser: " + told.get("note").stringValue());
            return Optional.empty();
        }
        String problem =
                told.get("problem").isNull() ? null : told.get("problem").stringValue();
        return Optional.of(dynamicTest(
                told.get("name").stringValue(), () -> assertThat(problem).isNull()));
    }
}
