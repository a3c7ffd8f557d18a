package org.ciliumconformance.reports.markdown;

import java.util.List;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.compare.BehaviorChange;
import org.ciliumconformance.reports.compare.Caution;
import org.ciliumconformance.reports.compare.Change;
import org.ciliumconformance.reports.compare.Comparison;
import org.ciliumconformance.reports.compare.ComparisonText;
import org.ciliumconformance.reports.compare.SettleChange;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.jspecify.annotations.Nullable;

/**
 * A comparison in Markdown: what it comes to, what became worse at length, then everything else that differs in short
 * lists. What does not fit is counted; the JSON form has it all.
 */
public final class ComparisonMarkdown {

    private static final int AT_LENGTH = 30;

    private final Comparison comparison;
    private final boolean strict;
    private final Limited out;

    private ComparisonMarkdown(Comparison comparison, boolean strict, Limited out) {
        this.comparison = comparison;
        this.strict = strict;
        this.out = out;
    }

    /**
     * Renders a comparison.
     *
     * @param gate what counts as good
     * @return at most {@value RunMarkdown#LARGEST} bytes of UTF-8
     */
    public static String of(Comparison comparison, Gate gate) {
        Limited out = new Limited();
        out.grant(9_000);
        if (comparison.before().environment().simulated()
                || comparison.after().environment().simulated()) {
            out.add(RunMarkdown.SIMULATED);
        }
        out.add("# " + ComparisonText.headline(comparison, gate) + "\n\n");
        out.add("- before: " + run(comparison.before()) + "\n");
        out.add("- after: " + run(comparison.after()) + "\n");
        ComparisonMarkdown part = new ComparisonMarkdown(comparison, gate.strict(), out);
        part.cautions();
        part.failing(27_000);
        part.lostVerdicts(6_000);
        part.others(12_000);
        part.quiet(2_000);
        part.waivers(2_000);
        return out.toString();
    }

    /** What became worse, inside the report of the later run. */
    static void worse(Limited out, Comparison comparison, Gate gate, int room) {
        out.grant(4_000);
        out.add("\nCompared with " + run(comparison.before()) + ": **" + ComparisonText.headline(comparison, gate)
                + "**\n");
        ComparisonMarkdown part = new ComparisonMarkdown(comparison, gate.strict(), out);
        part.cautions();
        part.failing(room - 4_000);
    }

    /** What else differs, inside the report of the later run. */
    static void differences(Limited out, Comparison comparison, Gate gate, int room) {
        new ComparisonMarkdown(comparison, gate.strict(), out).others(room);
    }

    private void cautions() {
        List<Caution> cautions = comparison.cautions();
        for (Caution caution : cautions.subList(0, Math.min(cautions.size(), 6))) {
            out.offer("\n> " + (caution.forbids() ? "**Should not be compared**: " : "Caution: ")
                    + Markdown.prose(caution.text(), 300) + "\n");
        }
    }

    private void failing(int room) {
        List<BehaviorChange> failing = comparison.failing(strict);
        out.grant(room)
                .list(
                        "## What became worse (" + failing.size() + ")",
                        failing,
                        AT_LENGTH,
                        Entries::atLength,
                        change -> Entries.brief(change, strict));
    }

    private void lostVerdicts(int room) {
        out.grant(room);
        section(Change.VERDICT_LOST);
    }

    /** Everything that is news, in the order of urgency, then the cluster, then how long things took. */
    private void others(int room) {
        out.grant(room / 2);
        for (Change change : Change.values()) {
            if (change.weight() == Change.Weight.NEWS || change.weight() == Change.Weight.FAILS) {
                section(change);
            }
        }
        out.grant(room / 6)
                .list(
                        "## Cluster and run (" + comparison.environment().size() + " differences)",
                        comparison.environment(),
                        Entries::environment);
        long slower =
                comparison.settling().stream().filter(SettleChange::slower).count();
        out.grant(room / 6)
                .list(
                        "## Settle times (" + slower + " slower, "
                                + (comparison.settling().size() - slower) + " faster)",
                        comparison.settling(),
                        Entries::settling);
        List<BehaviorChange> flaky = comparison.flaky();
        out.grant(room / 6)
                .list(
                        "## Flaky (" + flaky.size() + "): conform only on a retry",
                        flaky,
                        change -> "- " + Entries.id(change.id()) + (change.becameFlaky() ? " (was not before)" : "")
                                + "\n");
    }

    private void section(Change change) {
        List<BehaviorChange> entries =
                comparison.of(change).stream().filter(one -> !one.fails(strict)).toList();
        // Of what would fail, only what is waived is left here.
        String heading = change.weight() == Change.Weight.FAILS ? "Waived" : change.heading();
        out.list(
                "## " + heading + " (" + entries.size() + "): " + change.meaning(),
                entries,
                one -> Entries.brief(one, strict));
    }

    private void quiet(int room) {
        out.grant(room);
        StringBuilder counts = new StringBuilder();
        for (Change change : Change.values()) {
            int count = comparison.of(change).size();
            if (change.weight() == Change.Weight.QUIET && count > 0) {
                counts.append(counts.isEmpty() ? "" : ", ")
                        .append(change.heading())
                        .append(": ")
                        .append(count);
            }
        }
        if (!counts.isEmpty()) {
            out.add("\n" + counts + "\n");
        }
    }

    private void waivers(int room) {
        out.grant(room)
                .list("## Waivers that need attention", comparison.waivers().needingAttention(), Entries::waiver);
    }

    private static String run(ResultsDocument document) {
        Environment environment = document.environment();
        return "run " + Markdown.code(document.run().id(), 60) + " of "
                + document.run().startedAt() + ", "
                + (environment.simulated() ? "SIMULATED, " : "")
                + "Cilium " + known(environment.ciliumVersion())
                + ", Kubernetes " + known(environment.kubernetesVersion())
                + ", profile " + known(environment.profile())
                + ", " + document.results().size() + " behaviors";
    }

    private static String known(@Nullable String text) {
        return text == null ? "unknown" : Markdown.code(text, 60);
    }
}
