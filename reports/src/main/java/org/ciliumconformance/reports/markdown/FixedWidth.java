package org.ciliumconformance.reports.markdown;

import java.util.ArrayList;
import java.util.List;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.text.MatrixTable;
import org.ciliumconformance.reports.text.Printable;

/** Why a behavior did not conform, as lines of fixed width: the reason, then the probes that differ. */
final class FixedWidth {

    private static final int WIDTH = 110;
    private static final int REASON_LENGTH = 1_200;
    private static final int LINES_AT_MOST = 60;
    private static final int ROWS_AT_MOST = 12;
    private static final int MATRICES_AT_MOST = 6;
    private static final int LONGEST_LINE = 300;

    private FixedWidth() {}

    static String of(BehaviorResult result) {
        List<String> lines = new ArrayList<>(reason(result.reasonText()));
        List<Matrix> differing = result.matrices().stream()
                .filter(matrix -> !matrix.asExpected())
                .toList();
        for (Matrix matrix : differing.subList(0, Math.min(differing.size(), MATRICES_AT_MOST))) {
            lines.add("");
            MatrixTable.differing(matrix, ROWS_AT_MOST).lines().forEach(lines::add);
        }
        if (differing.size() > MATRICES_AT_MOST) {
            lines.add("");
            lines.add("... and " + (differing.size() - MATRICES_AT_MOST) + " more matrices that differ");
        }
        StringBuilder out = new StringBuilder();
        for (String line : lines.subList(0, Math.min(lines.size(), LINES_AT_MOST))) {
            out.append(line.length() > LONGEST_LINE ? Printable.line(line, LONGEST_LINE) : line)
                    .append('\n');
        }
        if (lines.size() > LINES_AT_MOST) {
            out.append("... and ").append(lines.size() - LINES_AT_MOST).append(" more lines\n");
        }
        return out.toString();
    }

    /** Wrapped at blanks, because a viewer does not wrap code. */
    private static List<String> reason(String text) {
        String cut = text.length() > REASON_LENGTH
                ? text.substring(0, REASON_LENGTH) + "... (" + (text.length() - REASON_LENGTH) + " more characters)"
                : text;
        List<String> lines = new ArrayList<>();
        for (String line : Printable.block(cut).split("\n", -1)) {
            String rest = line;
            while (rest.length() > WIDTH) {
                int blank = rest.lastIndexOf(' ', WIDTH);
                int end = blank > WIDTH / 2 ? blank : WIDTH;
                end -= Character.isHighSurrogate(rest.charAt(end - 1)) ? 1 : 0;
                lines.add(rest.substring(0, end));
                rest = rest.substring(end).stripLeading();
            }
            lines.add(rest);
        }
        return lines;
    }
}
