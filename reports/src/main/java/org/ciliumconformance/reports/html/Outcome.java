package org.ciliumconformance.reports.html;

import java.util.List;
import java.util.stream.Collectors;
import org.ciliumconformance.reports.model.Cell;
import org.jspecify.annotations.Nullable;

/**
 * What one probe showed, in words.
 *
 * @param observed what came back
 * @param expected what should have, absent where it did, or where nothing was expected
 * @param tone class for the colour
 * @param detail what the prober said beyond that
 */
record Outcome(
        String observed,
        @Nullable String expected,
        String tone,
        @Nullable String detail) {

    private static final int NAMED_AT_MOST = 6;

    static Outcome of(Cell cell) {
        return new Outcome(
                Shown.name(cell.observed()),
                cell.asExpected() ? null : alternatives(cell.expected()),
                cell.asExpected() ? tone(cell) : "differs",
                Shown.optional(cell.detail()));
    }

    boolean differs() {
        return expected != null;
    }

    private static String alternatives(List<String> expected) {
        String named = expected.stream().limit(NAMED_AT_MOST).map(Shown::name).collect(Collectors.joining(" or "));
        int more = expected.size() - NAMED_AT_MOST;
        return more > 0 ? named + " or " + more + " more" : named;
    }

    private static String tone(Cell cell) {
        return switch (cell.observed()) {
            case "ALLOWED" -> "allowed";
            case "DROPPED" -> "dropped";
            case "REFUSED", "UNREACHABLE", "FORBIDDEN" -> "refused";
            case "DNS_FAILED", "PROBE_FAILED" -> "failed";
            default -> "value";
        };
    }
}
