package org.ciliumconformance.reports.output;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.compare.Comparison;
import org.ciliumconformance.reports.compare.ComparisonJson;
import org.ciliumconformance.reports.html.HtmlComparison;
import org.ciliumconformance.reports.io.AtomicFile;
import org.ciliumconformance.reports.markdown.ComparisonMarkdown;
import org.jspecify.annotations.Nullable;

/** Writes a comparison into a folder. Each file appears whole or not at all. */
public final class ComparisonFiles {

    private final Gate gate;
    private final @Nullable String report;

    /**
     * @param gate what counts as good
     */
    public ComparisonFiles(Gate gate) {
        this(gate, null);
    }

    /**
     * @param gate what counts as good
     * @param report name of the report of the later run in the same folder, absent where there is none
     */
    ComparisonFiles(Gate gate, @Nullable String report) {
        this.gate = gate;
        this.report = report;
    }

    /**
     * Writes the files.
     *
     * @return what was written, by what it is, in the order to show
     * @throws ReportException when one cannot be written
     */
    public Map<String, Path> write(Path folder, Comparison comparison) {
        Map<String, Path> files = new LinkedHashMap<>();
        Path html = folder.resolve("comparison.html");
        new HtmlComparison(gate, report).write(html, comparison);
        files.put("comparison", html);
        Path markdown = folder.resolve("comparison.md");
        AtomicFile.write(markdown, ComparisonMarkdown.of(comparison, gate).getBytes(StandardCharsets.UTF_8));
        files.put("comparison for pull requests", markdown);
        Path json = folder.resolve("comparison.json");
        AtomicFile.write(json, out -> new ComparisonJson(gate).write(out, comparison));
        files.put("comparison for programs", json);
        return files;
    }
}
