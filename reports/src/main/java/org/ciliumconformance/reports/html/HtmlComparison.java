package org.ciliumconformance.reports.html;

import java.nio.file.Path;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.compare.Comparison;
import org.jspecify.annotations.Nullable;

/** A comparison as {@code comparison.html}: what became worse, what better, what else is different. */
public final class HtmlComparison {

    private final Gate gate;
    private final @Nullable String report;

    /**
     * @param gate what counts as good
     * @param report name of the report of the later run, where it lies in the same folder; absent where it does not
     */
    public HtmlComparison(Gate gate, @Nullable String report) {
        this.gate = gate;
        this.report = report;
    }

    /**
     * Writes the page.
     *
     * @throws ReportException when the file cannot be written
     */
    public void write(Path file, Comparison comparison) {
        Templates.write(file, "comparison.jte", ComparisonView.of(comparison, gate, report == null ? "" : report));
    }
}
