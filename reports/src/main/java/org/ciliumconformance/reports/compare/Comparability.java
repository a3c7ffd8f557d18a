package org.ciliumconformance.reports.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.text.Printable;
import org.jspecify.annotations.Nullable;

/** Whether two documents say anything about each other. */
final class Comparability {

    private Comparability() {}

    static List<Caution> cautions(ResultsDocument before, ResultsDocument after) {
        List<Caution> cautions = new ArrayList<>();
        Environment then = before.environment();
        Environment now = after.environment();
        if (then.simulated() != now.simulated()) {
            cautions.add(new Caution(
                    Caution.Kind.TARGETS,
                    "One run was made on the simulated cluster and the other on a real one: the differences are"
                            + " those of two clusters.",
                    true));
        } else if (!then.target().equals(now.target())) {
            cautions.add(new Caution(
                    Caution.Kind.TARGETS,
                    "The targets differ (" + Printable.line(then.target(), 40) + " and "
                            + Printable.line(now.target(), 40) + "): these are two clusters.",
                    true));
        }
        if (then.profile() != null && now.profile() != null && !then.profile().equals(now.profile())) {
            cautions.add(new Caution(
                    Caution.Kind.PROFILES,
                    "The profiles differ (" + name(then.profile()) + " and " + name(now.profile())
                            + "): other behaviors are documented for each.",
                    true));
        }
        // The context of a simulated cluster is its description, which the changes of the environment show.
        if (!now.simulated()
                && !Objects.equals(then.contextName(), now.contextName())
                && then.target().equals(now.target())) {
            cautions.add(new Caution(
                    Caution.Kind.CONTEXTS,
                    "The contexts differ (" + name(then.contextName()) + " and " + name(now.contextName())
                            + "): make sure that this is the same cluster.",
                    false));
        }
        incomplete(cautions, before, "earlier");
        incomplete(cautions, after, "later");
        if (after.run().startedAt().isBefore(before.run().startedAt())) {
            cautions.add(new Caution(
                    Caution.Kind.RUNS, "The run that is compared began before the one it is compared with.", false));
        }
        options(cautions, before.run().options(), after.run().options());
        return cautions;
    }

    private static void incomplete(List<Caution> cautions, ResultsDocument document, String which) {
        if (!document.run().complete()) {
            cautions.add(new Caution(
                    Caution.Kind.RUNS,
                    "The " + which + " run was interrupted: " + document.missing() + " behaviors have no result.",
                    false));
        }
        if (!document.problems().isEmpty()) {
            cautions.add(new Caution(
                    Caution.Kind.RUNS,
                    "The " + which + " run could not be prepared: "
                            + Printable.line(document.problems().get(0).message(), 200),
                    false));
        }
    }

    /** A behavior that gets three attempts conforms more often than one that gets one. */
    private static void options(List<Caution> cautions, Map<String, String> before, Map<String, String> after) {
        String then = before.get("attempts");
        String now = after.get("attempts");
        if (then != null && now != null && !then.equals(now)) {
            cautions.add(new Caution(
                    Caution.Kind.RUNS,
                    "The numbers of attempts differ (" + Printable.line(then, 20) + " and " + Printable.line(now, 20)
                            + "): more attempts hide more.",
                    false));
        }
    }

    private static String name(@Nullable String text) {
        return text == null ? "none" : Printable.line(text, 80);
    }
}
