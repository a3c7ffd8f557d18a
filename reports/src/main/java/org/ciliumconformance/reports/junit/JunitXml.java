package org.ciliumconformance.reports.junit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.io.AtomicFile;
import org.ciliumconformance.reports.model.Attempt;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.model.Problem;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.text.MatrixTable;
import org.jspecify.annotations.Nullable;

/**
 * A document as JUnit XML: an area is a {@code testsuite}, a behavior a {@code testcase}. A deviation is a failure with
 * its matrices, INCONCLUSIVE an error, NOT_APPLICABLE skipped with its reason, a flaky pass carries its failed attempts.
 * A run that could not start, or ended early, has an error too: a file without any failure would read as success.
 */
public final class JunitXml {

    private final boolean strict;

    /**
     * @param strict whether a lifted limitation is a failure
     */
    public JunitXml(boolean strict) {
        this.strict = strict;
    }

    /**
     * Writes the document.
     *
     * @throws ReportException when the file cannot be written
     */
    public void write(Path file, ResultsDocument document) {
        AtomicFile.write(file, stream -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
            try {
                render(writer, document);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            writer.flush();
        });
    }

    /** Renders the document as a string, for small ones. */
    public String render(ResultsDocument document) {
        StringBuilder out = new StringBuilder();
        render(out, document);
        return out.toString();
    }

    private void render(Appendable out, ResultsDocument document) {
        List<Suite> suites = suites(document);
        XmlWriter xml = new XmlWriter(out);
        xml.start("testsuites")
                .attribute("name", "Cilium conformance")
                .attribute("tests", total(suites, Suite::tests))
                .attribute("failures", total(suites, Suite::failures))
                .attribute("errors", total(suites, Suite::errors))
                .attribute("skipped", total(suites, Suite::skipped))
                .attribute("time", seconds(elapsed(document)));
        for (Suite suite : suites) {
            suite(xml, suite, document);
        }
        xml.end();
        try {
            out.append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private enum Outcome {
        PASSED,
        FAILURE,
        ERROR,
        SKIPPED
    }

    private record Case(
            String name,
            Outcome outcome,
            String message,
            String type,
            @Nullable BehaviorResult result) {}

    private record Suite(String name, List<Case> cases) {
        int tests() {
            return cases.size();
        }

        int failures() {
            return count(Outcome.FAILURE);
        }

        int errors() {
            return count(Outcome.ERROR);
        }

        int skipped() {
            return count(Outcome.SKIPPED);
        }

        private int count(Outcome outcome) {
            return (int) cases.stream().filter(one -> one.outcome() == outcome).count();
        }
    }

    private List<Suite> suites(ResultsDocument document) {
        Map<String, List<Case>> areas = new TreeMap<>();
        for (BehaviorResult result : document.results()) {
            areas.computeIfAbsent(result.declaration().area(), area -> new ArrayList<>())
                    .add(new Case(
                            result.id(),
                            outcome(result),
                            result.reasonText(),
                            result.verdict().name(),
                            result));
        }
        List<Suite> suites = new ArrayList<>();
        List<Case> troubles = new ArrayList<>();
        int number = 1;
        for (Problem problem : document.problems()) {
            troubles.add(new Case(
                    "preparation-" + number++,
                    Outcome.ERROR,
                    problem.message() + "\n" + problem.remedy(),
                    "PROBLEM",
                    null));
        }
        if (!document.run().complete()) {
            troubles.add(new Case(
                    "completeness",
                    Outcome.ERROR,
                    "The run was interrupted; " + document.missing() + " behaviors have no result",
                    "INTERRUPTED",
                    null));
        } else if (document.missing() > 0) {
            troubles.add(new Case(
                    "completeness",
                    Outcome.ERROR,
                    document.missing() + " planned behaviors have no result",
                    "MISSING",
                    null));
        }
        if (!troubles.isEmpty()) {
            suites.add(new Suite("run", troubles));
        }
        areas.forEach((area, cases) -> {
            // Behaviors finish in another order each time; two files are easier to compare in this one.
            cases.sort(Comparator.comparing(Case::name));
            suites.add(new Suite(area, cases));
        });
        return suites;
    }

    private Outcome outcome(BehaviorResult result) {
        return switch (result.verdict()) {
            case CONFORMS -> Outcome.PASSED;
            case LIFTED -> strict ? Outcome.FAILURE : Outcome.PASSED;
            case DEVIATES -> Outcome.FAILURE;
            case INCONCLUSIVE -> Outcome.ERROR;
            case NOT_APPLICABLE -> Outcome.SKIPPED;
        };
    }

    private static void suite(XmlWriter xml, Suite suite, ResultsDocument document) {
        Duration time = suite.cases().stream()
                .map(one -> one.result() == null ? Duration.ZERO : one.result().duration())
                .reduce(Duration.ZERO, Duration::plus);
        xml.start("testsuite")
                .attribute("name", suite.name())
                .attribute("time", seconds(time))
                .attribute("tests", Integer.toString(suite.tests()))
                .attribute("errors", Integer.toString(suite.errors()))
                .attribute("skipped", Integer.toString(suite.skipped()))
                .attribute("failures", Integer.toString(suite.failures()));
        xml.start("properties");
        properties(document).forEach((name, value) -> xml.start("property")
                .attribute("name", name)
                .attribute("value", value)
                .end());
        xml.end();
        for (Case one : suite.cases()) {
            testcase(xml, suite.name(), one);
        }
        xml.end();
    }

    private static void testcase(XmlWriter xml, String area, Case one) {
        BehaviorResult result = one.result();
        xml.start("testcase")
                .attribute("name", one.name())
                .attribute("classname", area)
                .attribute("time", seconds(result == null ? Duration.ZERO : result.duration()));
        switch (one.outcome()) {
            case PASSED -> {
                if (result != null && result.flaky()) {
                    flakyFailures(xml, result);
                }
            }
            case FAILURE ->
                xml.start("failure")
                        .attribute("message", one.message())
                        .attribute("type", one.type())
                        .text(body(one))
                        .end();
            case ERROR ->
                xml.start("error")
                        .attribute("message", one.message())
                        .attribute("type", one.type())
                        .text(body(one))
                        .end();
            case SKIPPED ->
                xml.start("skipped").attribute("message", one.message()).end();
        }
        String said = result == null ? "" : said(result);
        if (!said.isEmpty()) {
            xml.start("system-out").text(said).end();
        }
        xml.end();
    }

    private static void flakyFailures(XmlWriter xml, BehaviorResult result) {
        for (Attempt attempt : result.attempts()) {
            if (attempt.verdict() != Verdict.CONFORMS) {
                String reason = attempt.reason() == null ? "" : attempt.reason();
                xml.start("flakyFailure")
                        .attribute("message", reason)
                        .attribute("type", attempt.verdict().name())
                        .start("stackTrace")
                        .text("attempt " + attempt.number() + ": " + reason)
                        .end()
                        .end();
            }
        }
    }

    /** What a person needs to see in the build server: the claim, where it is from, and the probes. */
    private static String body(Case one) {
        BehaviorResult result = one.result();
        if (result == null) {
            return one.message();
        }
        StringBuilder body = new StringBuilder(one.message())
                .append("\n\n")
                .append(result.declaration().statement())
                .append('\n')
                .append(result.declaration().citation().inWords())
                .append('\n');
        String url = result.declaration().citation().url();
        if (url != null) {
            body.append(url).append('\n');
        }
        for (Matrix matrix : result.matrices()) {
            body.append('\n').append(MatrixTable.of(matrix));
        }
        return body.toString();
    }

    private static String said(BehaviorResult result) {
        StringBuilder said = new StringBuilder();
        if (result.verdict() == Verdict.LIFTED) {
            said.append("LIFTED, a documented limitation is not there: ")
                    .append(result.reasonText())
                    .append('\n');
        }
        if (result.observation() != null) {
            said.append("Observed: ").append(result.observation()).append('\n');
        }
        return said.toString();
    }

    private static Map<String, String> properties(ResultsDocument document) {
        Environment environment = document.environment();
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("run.id", document.run().id());
        properties.put("suite.version", document.run().suiteVersion());
        properties.put("target", environment.target());
        properties.put("simulated", Boolean.toString(environment.simulated()));
        put(properties, "context", environment.contextName());
        put(properties, "kubernetes.version", environment.kubernetesVersion());
        put(properties, "cilium.version", environment.ciliumVersion());
        put(properties, "profile", environment.profile());
        properties.put("nodes", Integer.toString(environment.nodeCount()));
        properties.put("cilium-config.sha256", environment.configSha256());
        return properties;
    }

    private static void put(Map<String, String> properties, String name, @Nullable String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    private static Duration elapsed(ResultsDocument document) {
        Instant endedAt = document.run().endedAt();
        return endedAt == null ? Duration.ZERO : Duration.between(document.run().startedAt(), endedAt);
    }

    private static String total(List<Suite> suites, ToIntFunction<Suite> count) {
        return Integer.toString(suites.stream().mapToInt(count).sum());
    }

    /** With three decimals and without grouping, as the schema wants it. */
    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(Math.max(0, duration.toMillis()), 3).toPlainString();
    }
}
