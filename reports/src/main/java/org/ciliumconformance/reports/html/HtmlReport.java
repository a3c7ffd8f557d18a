package org.ciliumconformance.reports.html;

import java.nio.file.Path;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.accept.Judgement;
import org.jspecify.annotations.Nullable;

/** A judged run as {@code report.html}: is it fine, what changed, what is broken and why, on which cluster. */
public final class HtmlReport {

    private final @Nullable Path evidence;

    /**
     * @param evidence the folder of the results document, which paths of evidence are relative to; absent to name
     *     evidence without links, as is done with what is not there
     */
    public HtmlReport(@Nullable Path evidence) {
        this.evidence = evidence;
    }

    /**
     * Writes the page.
     *
     * @throws ReportException when the file cannot be written
     */
    public void write(Path file, Judgement judgement) {
        Path folder = file.toAbsolutePath().getParent();
        EvidenceLinks links =
                evidence == null || folder == null ? EvidenceLinks.none() : EvidenceLinks.between(folder, evidence);
        Templates.write(file, "report.jte", ReportView.of(judgement, links));
    }
}
