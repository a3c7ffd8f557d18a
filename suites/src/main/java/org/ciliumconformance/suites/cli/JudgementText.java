package org.ciliumconformance.suites.cli;

import java.io.PrintWriter;
import org.ciliumconformance.reports.accept.Judgement;
import org.ciliumconformance.reports.compare.ComparisonText;
import org.ciliumconformance.reports.text.Printable;
import org.ciliumconformance.reports.waiver.WaiverReview;

/** What a run was held against, and what came of it, in lines after its summary. */
final class JudgementText {
    private final PrintWriter out;

    JudgementText(PrintWriter out) {
        this.out = out;
    }

    void print(Judgement judgement) {
        judgement.notes().forEach(note -> out.println("note: " + Printable.line(note, 500)));
        var comparison = judgement.comparison();
        if (comparison != null) {
            out.println();
            out.println("Compared with the baseline");
            out.print(ComparisonText.of(comparison, judgement.gate()));
            return;
        }
        judgement.document().results().forEach(result -> judgement
                .waiverOf(result)
                .ifPresent(waiver -> out.println("waived until " + waiver.expires() + ": " + result.id() + "  "
                        + Printable.line(waiver.reason(), 200))));
        for (WaiverReview.Use use : judgement.review().needingAttention()) {
            out.println("waiver " + use.waiver().id() + " ("
                    + Printable.line(use.waiver().owner(), 80) + ", expires "
                    + use.waiver().expires() + "): " + use.state().words());
        }
    }
}
