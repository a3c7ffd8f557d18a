package org.ciliumconformance.reports.github;

import java.util.ArrayList;
import java.util.List;
import org.ciliumconformance.reports.accept.Judgement;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Problem;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.text.Printable;

/**
 * A judged run as workflow commands of GitHub Actions: an error for what fails the run, a warning for what has no verdict,
 * a notice for a limitation that was lifted. A step that prints them gets annotations.
 */
public final class Annotations {

    /** GitHub shows ten of a kind for each step: one is left for the rest. */
    private static final int SHOWN = 9;

    private static final int LONGEST = 1_000;

    private Annotations() {}

    /** The commands, each a line; none for a run in which all is fine. */
    public static List<String> of(Judgement judgement) {
        List<String> lines = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (Problem problem : judgement.document().problems()) {
            errors.add(command("error", "The run could not be made", problem.message() + " " + problem.remedy()));
        }
        List<BehaviorResult> failing = judgement.failing();
        failing.forEach(result -> errors.add(command("error", result)));
        add(lines, errors, "error");
        add(
                lines,
                judgement.document().results().stream()
                        .filter(result -> result.verdict() == Verdict.INCONCLUSIVE)
                        .map(result -> command("warning", result))
                        .toList(),
                "warning");
        add(
                lines,
                judgement.document().results().stream()
                        .filter(result -> result.verdict() == Verdict.LIFTED && !failing.contains(result))
                        .map(result -> command("notice", result))
                        .toList(),
                "notice");
        return lines;
    }

    private static void add(List<String> lines, List<String> commands, String kind) {
        lines.addAll(commands.subList(0, Math.min(SHOWN, commands.size())));
        if (commands.size() > SHOWN) {
            lines.add(command(kind, "And " + (commands.size() - SHOWN) + " more", "The report has all of them."));
        }
    }

    private static String command(String kind, BehaviorResult result) {
        return command(kind, result.verdict() + " " + result.id(), result.reasonText());
    }

    private static String command(String kind, String title, String message) {
        return "::" + kind + " title=" + escaped(title).replace(":", "%3A").replace(",", "%2C") + "::"
                + escaped(message);
    }

    /** What a cluster provides must not become a command of its own. */
    private static String escaped(String text) {
        return Printable.line(text, LONGEST)
                .replace("%", "%25")
                .replace("\r", "%0D")
                .replace("\n", "%0A");
    }
}
