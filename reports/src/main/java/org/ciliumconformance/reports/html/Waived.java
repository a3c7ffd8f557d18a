package org.ciliumconformance.reports.html;

import java.util.List;
import org.ciliumconformance.reports.waiver.Waiver;
import org.ciliumconformance.reports.waiver.WaiverReview;

/** Waivers in words. */
final class Waived {

    private static final int LINES_AT_MOST = 50;

    private Waived() {}

    static String inWords(Waiver waiver) {
        return "waived until " + waiver.expires() + " by " + Shown.name(waiver.owner()) + ": "
                + Shown.name(waiver.reason());
    }

    /** Those that somebody should look at. */
    static List<String> needingAttention(WaiverReview review) {
        return review.needingAttention().stream()
                .limit(LINES_AT_MOST)
                .map(use -> "Waiver " + Shown.name(use.waiver().id()) + " ("
                        + Shown.name(use.waiver().owner()) + ", expires "
                        + use.waiver().expires() + "): " + use.state().words() + ".")
                .toList();
    }
}
