package org.ciliumconformance.reports.html;

import java.nio.file.Path;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.history.History;

/** How runs went over time as {@code history.html}: verdicts, flake rate, settle times and versions by run. */
public final class HtmlHistory {

    private HtmlHistory() {}

    /**
     * Writes the page; it links to the reports of the runs, where they are.
     *
     * @throws ReportException when the file cannot be written
     */
    public static void write(Path file, History history) {
        Path folder = file.toAbsolutePath().getParent();
        Templates.write(file, "history.jte", HistoryView.of(history, folder == null ? file.toAbsolutePath() : folder));
    }
}
