package org.ciliumconformance.reports.output;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.accept.Judgement;
import org.ciliumconformance.reports.allure.AllureResults;
import org.ciliumconformance.reports.html.HtmlReport;
import org.ciliumconformance.reports.io.AtomicFile;
import org.ciliumconformance.reports.junit.JunitXml;
import org.ciliumconformance.reports.markdown.RunMarkdown;
import org.jspecify.annotations.Nullable;

/** Writes everything that is derived from a run into a folder. Each file appears whole or not at all. */
public final class ReportFiles {

    private final @Nullable Path evidence;
    private final Set<ReportFormat> formats;

    /**
     * @param evidence the folder of the results document, against which paths of evidence are resolved; absent to leave
     *     evidence out
     */
    public ReportFiles(@Nullable Path evidence) {
        this(evidence, EnumSet.allOf(ReportFormat.class));
    }

    /**
     * @param evidence the folder of the results document, against which paths of evidence are resolved; absent to leave
     *     evidence out
     * @param formats what to write
     */
    public ReportFiles(@Nullable Path evidence, Set<ReportFormat> formats) {
        this.evidence = evidence;
        this.formats = Set.copyOf(formats);
    }

    /**
     * Writes the files, and those of the comparison with the baseline, if there was one.
     *
     * @return what was written, by what it is, in the order to show
     * @throws ReportException when one cannot be written
     */
    public Map<String, Path> write(Path folder, Judgement judgement) {
        Map<String, Path> files = new LinkedHashMap<>();
        if (formats.contains(ReportFormat.HTML)) {
            Path html = folder.resolve("report.html");
            new HtmlReport(evidence).write(html, judgement);
            files.put("report", html);
        }
        if (formats.contains(ReportFormat.MARKDOWN)) {
            Path markdown = folder.resolve("report.md");
            AtomicFile.write(markdown, RunMarkdown.of(judgement).getBytes(StandardCharsets.UTF_8));
            files.put("Markdown", markdown);
        }
        if (formats.contains(ReportFormat.JUNIT)) {
            Path junit = folder.resolve("junit.xml");
            new JunitXml(judgement.gate().strict()).write(junit, judgement.document());
            files.put("JUnit", junit);
        }
        if (formats.contains(ReportFormat.ALLURE)) {
            Path allure = folder.resolve("allure-results");
            new AllureResults(evidence, judgement.gate().strict()).write(allure, judgement.document());
            files.put("Allure", allure);
        }
        var comparison = judgement.comparison();
        if (comparison != null) {
            String report = formats.contains(ReportFormat.HTML) ? "report.html" : null;
            files.putAll(new ComparisonFiles(judgement.gate(), report).write(folder, comparison));
        }
        return files;
    }
}
