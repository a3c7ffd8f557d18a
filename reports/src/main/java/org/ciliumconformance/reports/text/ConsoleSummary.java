package org.ciliumconformance.reports.text;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Citation;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.model.Problem;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Summary;
import org.ciliumconformance.reports.model.Traffic;
import org.ciliumconformance.reports.model.Verdict;

/**
 * What a run ends with on the screen: which cluster, how many of which verdict, then what needs attention, worst first,
 * with the probes that differ. Long lists are cut and say so; the document has everything.
 */
public final class ConsoleSummary {

    private static final int RESULTS_AT_MOST = 20;
    private static final int ROWS_AT_MOST = 12;
    private static final int REASON_LENGTH = 600;
    private static final int NAME_LENGTH = 120;

    private final boolean colour;

    /**
     * @param colour whether to mark verdicts with ANSI colours; meaning never rests on them alone
     */
    public ConsoleSummary(boolean colour) {
        this.colour = colour;
    }

    /**
     * Renders the end of a run.
     *
     * @param document what was found out
     * @param files outputs that were written, by what they are, for example {@code results}; in the order to show
     * @return lines that each end with a line feed
     */
    public String render(ResultsDocument document, Map<String, Path> files) {
        StringBuilder out = new StringBuilder();
        if (document.environment().simulated()) {
            out.append("SIMULATED cluster: this proves the suite and says nothing about a real cluster.\n");
        }
        out.append(cluster(document.environment())).append(run(document)).append('\n');
        problems(out, document.problems());
        counts(out, document);
        Traffic traffic = document.traffic();
        if (traffic != null) {
            out.append(TrafficText.headline(traffic))
                    .append(". ")
                    .append(TrafficText.scope(traffic))
                    .append("\n\n");
            traffic.doubts().forEach(doubt -> out.append("not certain: ")
                    .append(Printable.line(doubt))
                    .append('\n'));
            out.append(TrafficText.table(traffic))
                    .append('\n')
                    .append(TrafficText.timeline(traffic))
                    .append('\n');
        }
        List<BehaviorResult> results = document.results().stream()
                .sorted(Comparator.<BehaviorResult>comparingInt(
                                result -> result.verdict().urgency())
                        .thenComparing(BehaviorResult::id))
                .toList();
        for (Verdict verdict : List.of(Verdict.DEVIATES, Verdict.INCONCLUSIVE, Verdict.LIFTED)) {
            section(out, verdict, results);
        }
        flaky(out, results);
        notApplicable(out, results);
        files(out, files);
        return out.toString();
    }

    private static String cluster(Environment environment) {
        List<String> parts = new ArrayList<>();
        String cilium = environment.ciliumVersion();
        parts.add(cilium == null ? "Cilium version unknown" : "Cilium " + name(cilium));
        String kubernetes = environment.kubernetesVersion();
        parts.add(kubernetes == null ? "Kubernetes version unknown" : "Kubernetes " + name(kubernetes));
        String profile = environment.profile();
        if (profile != null) {
            parts.add("profile " + name(profile));
        }
        if (environment.nodeCount() > 0) {
            parts.add(environment.nodeCount() == 1 ? "1 node" : environment.nodeCount() + " nodes");
        }
        String context = environment.contextName();
        if (context != null) {
            parts.add("context " + name(context));
        }
        return String.join(", ", parts) + "\n";
    }

    private static String run(ResultsDocument document) {
        StringBuilder out = new StringBuilder("Run ").append(name(document.run().id()));
        Instant endedAt = document.run().endedAt();
        if (endedAt != null) {
            out.append(", ").append(inWords(Duration.between(document.run().startedAt(), endedAt)));
        }
        if (!document.run().complete()) {
            out.append(", INTERRUPTED: ").append(document.missing()).append(" behaviors have no result");
        }
        return out.append('\n').toString();
    }

    private void counts(StringBuilder out, ResultsDocument document) {
        Summary summary = document.summary();
        Table table = new Table();
        for (Verdict verdict : Verdict.values()) {
            int count = summary.count(verdict);
            if (count > 0 || verdict == Verdict.CONFORMS || verdict == Verdict.DEVIATES) {
                String flaky = verdict == Verdict.CONFORMS && summary.flaky() > 0
                        ? "of these " + summary.flaky() + " FLAKY"
                        : "";
                table.row(List.of(verdict.name(), Integer.toString(count), flaky));
            }
        }
        out.append(table.render("  "));
        if (document.run().complete() && document.missing() > 0) {
            out.append("  ").append(document.missing()).append(" planned behaviors have no result\n");
        }
    }

    private void problems(StringBuilder out, List<Problem> problems) {
        for (Problem problem : problems) {
            out.append(painted(Verdict.DEVIATES, "PROBLEM"))
                    .append(": ")
                    .append(Printable.line(problem.message(), REASON_LENGTH))
                    .append("\n  ")
                    .append(Printable.line(problem.remedy(), REASON_LENGTH))
                    .append("\n\n");
        }
    }

    private void section(StringBuilder out, Verdict verdict, List<BehaviorResult> results) {
        List<BehaviorResult> mine =
                results.stream().filter(result -> result.verdict() == verdict).toList();
        for (BehaviorResult result : mine.subList(0, Math.min(mine.size(), RESULTS_AT_MOST))) {
            out.append('\n')
                    .append(painted(verdict, verdict.name()))
                    .append("  ")
                    .append(name(result.id()))
                    .append('\n');
            out.append("  ")
                    .append(Printable.line(result.declaration().statement(), REASON_LENGTH))
                    .append('\n');
            out.append("  why: ")
                    .append(Printable.line(result.reasonText(), REASON_LENGTH))
                    .append('\n');
            Citation citation = result.declaration().citation();
            out.append("  source: ")
                    .append(Printable.line(citation.inWords(), REASON_LENGTH))
                    .append('\n');
            for (Matrix matrix : result.matrices()) {
                if (!matrix.asExpected()) {
                    out.append(MatrixTable.differing(matrix, ROWS_AT_MOST).indent(2));
                }
            }
        }
        if (mine.size() > RESULTS_AT_MOST) {
            out.append("\n... and ")
                    .append(mine.size() - RESULTS_AT_MOST)
                    .append(" more with ")
                    .append(verdict.name())
                    .append('\n');
        }
    }

    private static void flaky(StringBuilder out, List<BehaviorResult> results) {
        List<BehaviorResult> flaky =
                results.stream().filter(BehaviorResult::flaky).toList();
        if (flaky.isEmpty()) {
            return;
        }
        out.append("\nFLAKY (conforms after a retry)\n");
        for (BehaviorResult result : flaky.subList(0, Math.min(flaky.size(), RESULTS_AT_MOST))) {
            out.append("  ")
                    .append(name(result.id()))
                    .append(", attempts: ")
                    .append(result.attempts().size())
                    .append('\n');
        }
        if (flaky.size() > RESULTS_AT_MOST) {
            out.append("  ... and ").append(flaky.size() - RESULTS_AT_MOST).append(" more\n");
        }
    }

    /** By reason: a cluster that lacks one feature makes dozens not applicable for the same one. */
    private static void notApplicable(StringBuilder out, List<BehaviorResult> results) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        results.stream()
                .filter(result -> result.verdict() == Verdict.NOT_APPLICABLE)
                .forEach(result -> reasons.merge(result.reasonText(), 1, Integer::sum));
        if (reasons.isEmpty()) {
            return;
        }
        out.append("\nNOT_APPLICABLE, by reason\n");
        Table table = new Table();
        reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(RESULTS_AT_MOST)
                .forEach(reason -> table.row(
                        List.of(Integer.toString(reason.getValue()), Printable.line(reason.getKey(), REASON_LENGTH))));
        out.append(table.render("  "));
        if (reasons.size() > RESULTS_AT_MOST) {
            out.append("  ... and ").append(reasons.size() - RESULTS_AT_MOST).append(" more reasons\n");
        }
    }

    private static void files(StringBuilder out, Map<String, Path> files) {
        if (files.isEmpty()) {
            return;
        }
        Table table = new Table();
        files.forEach((what, path) -> table.row(List.of(what, path.toString())));
        out.append("\nFiles\n").append(table.render("  "));
    }

    private String painted(Verdict verdict, String text) {
        if (!colour) {
            return text;
        }
        String code =
                switch (verdict) {
                    case DEVIATES -> "1;31";
                    case INCONCLUSIVE -> "1;33";
                    case LIFTED -> "1;36";
                    case CONFORMS -> "1;32";
                    case NOT_APPLICABLE -> "2";
                };
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }

    private static String name(String text) {
        return Printable.line(text, NAME_LENGTH);
    }

    private static String inWords(Duration duration) {
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
