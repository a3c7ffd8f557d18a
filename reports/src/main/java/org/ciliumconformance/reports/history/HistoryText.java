package org.ciliumconformance.reports.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.text.Printable;
import org.jspecify.annotations.Nullable;

/** A history in lines for a terminal: a line for each run, the earliest first, then what could not be read. */
public final class HistoryText {

    private static final int NAME_LENGTH = 80;
    private static final int MESSAGE_LENGTH = 500;

    private HistoryText() {}

    /** The lines, each with a line feed at its end. */
    public static String of(History history) {
        StringBuilder out = new StringBuilder();
        for (Series series : history.series()) {
            out.append(series.simulated() ? "SIMULATED" : name(series.target()))
                    .append(series.context() == null ? "" : ", context " + name(series.context()))
                    .append(", profile ")
                    .append(name(series.profile()))
                    .append(": ")
                    .append(series.runs().size())
                    .append(series.runs().size() == 1 ? " run, " : " runs, ")
                    .append(series.accepted())
                    .append(" accepted\n");
            series.runs().forEach(run -> out.append("  ").append(line(run)).append('\n'));
        }
        history.unreadable().forEach(message -> out.append("note: ")
                .append(Printable.line(message, MESSAGE_LENGTH))
                .append('\n'));
        return out.toString();
    }

    private static String line(PastRun run) {
        List<String> parts = new ArrayList<>();
        parts.add(run.startedAt().toString());
        parts.add(name(run.id()));
        parts.add(run.accepted() ? "accepted" : run.complete() ? "not accepted" : "interrupted");
        parts.add("Cilium " + name(run.ciliumVersion()));
        parts.add("Kubernetes " + name(run.kubernetesVersion()));
        for (Verdict verdict : Verdict.values()) {
            if (run.summary().count(verdict) > 0) {
                parts.add(run.summary().count(verdict) + " " + verdict);
            }
        }
        parts.add(String.format(Locale.ROOT, "flaky %.1f %%", 100 * run.flakeRate()));
        if (run.settling().count() > 0) {
            parts.add("settle " + run.settling().median().toMillis() + " ms, 90 % "
                    + run.settling().p90().toMillis() + " ms");
        }
        return String.join("  ", parts);
    }

    private static String name(@Nullable String text) {
        return text == null ? "unknown" : Printable.line(text, NAME_LENGTH);
    }
}
