package org.ciliumconformance.reports.html;

import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.reports.model.Verdict;

/** How verdicts and kinds are marked: always a word, a sign beside it, and a class for the colour. */
final class Marks {

    private Marks() {}

    static String css(Verdict verdict) {
        return switch (verdict) {
            case DEVIATES -> "bad";
            case INCONCLUSIVE -> "unsure";
            case LIFTED -> "news";
            case CONFORMS -> "good";
            case NOT_APPLICABLE -> "none";
        };
    }

    /** One character, for those who see no colours. */
    static String sign(Verdict verdict) {
        return switch (verdict) {
            case DEVIATES -> "✗";
            case INCONCLUSIVE -> "?";
            case LIFTED -> "↑";
            case CONFORMS -> "✓";
            case NOT_APPLICABLE -> "–";
        };
    }

    /** As a column of a table is headed. */
    static String words(Verdict verdict) {
        return switch (verdict) {
            case DEVIATES -> "deviates";
            case INCONCLUSIVE -> "inconclusive";
            case LIFTED -> "lifted";
            case CONFORMS -> "conforms";
            case NOT_APPLICABLE -> "not applicable";
        };
    }

    static String meaning(Kind kind) {
        return switch (kind) {
            case REQUIRED -> "required: a conformant cluster shows it";
            case LIMITATION -> "limitation: a documented shortcoming";
            case PERMITTED -> "permitted: the document says \"may\"";
        };
    }
}
