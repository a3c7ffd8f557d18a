package org.ciliumconformance.reports.compare;

import java.util.List;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.text.Printable;
import org.ciliumconformance.reports.waiver.WaiverReview;
import org.jspecify.annotations.Nullable;

/** A comparison in lines for a terminal, worst first. Long lists are cut and say so. */
public final class ComparisonText {

    private static final int ENTRIES_AT_MOST = 20;
    private static final int TEXT_LENGTH = 300;

    private final Gate gate;
    private final StringBuilder out = new StringBuilder();

    private ComparisonText(Gate gate) {
        this.gate = gate;
    }

    /**
     * Renders a comparison.
     *
     * @param gate what counts as good
     * @return lines that each end with a line feed
     */
    public static String of(Comparison comparison, Gate gate) {
        return new ComparisonText(gate).render(comparison);
    }

    private String render(Comparison comparison) {
        line("before  " + run(comparison.before()));
        line("after   " + run(comparison.after()));
        for (Caution caution : comparison.cautions()) {
            line((caution.forbids() ? "SHOULD NOT BE COMPARED: " : "caution: ") + caution.text());
        }
        line("");
        line(headline(comparison, gate));
        for (Change change : Change.values()) {
            if (change.weight() != Change.Weight.QUIET) {
                section(change, comparison.of(change));
            }
        }
        quiet(comparison);
        flaky(comparison);
        settling(comparison.settling());
        environment(comparison.environment());
        waivers(comparison.waivers());
        return out.toString();
    }

    /** What the comparison comes to, in one line. */
    public static String headline(Comparison comparison, Gate gate) {
        int failing = comparison.failing(gate.strict()).size();
        int lost = comparison.of(Change.VERDICT_LOST).size();
        int waived = comparison.waived(gate.strict()).size();
        String also = waived == 0 ? "" : ", " + counted(waived, "waived deviation", "waived deviations");
        if (failing > 0) {
            return "WORSE: " + counted(failing, "regression", "regressions")
                    + (lost > 0 ? ", " + counted(lost, "verdict lost", "verdicts lost") : "") + also;
        }
        if (lost > gate.allowedInconclusive()) {
            return "CANNOT SAY: " + counted(lost, "verdict lost", "verdicts lost") + also;
        }
        int recovered = comparison.of(Change.RECOVERY).size();
        return "NO REGRESSION" + (recovered > 0 ? ", " + counted(recovered, "recovery", "recoveries") : "")
                + (lost > 0 ? ", " + counted(lost, "verdict lost", "verdicts lost") : "") + also;
    }

    private static String counted(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    private void section(Change change, List<BehaviorChange> entries) {
        if (entries.isEmpty()) {
            return;
        }
        line("");
        line(change.heading() + " (" + entries.size() + "): " + change.meaning());
        for (BehaviorChange entry : first(entries)) {
            line("  " + Printable.line(entry.id(), TEXT_LENGTH) + "  " + entry.beforeInWords() + " -> "
                    + entry.afterInWords() + mark(entry));
            String reason = entry.after() == null ? "" : entry.after().reasonText();
            if (!reason.isEmpty()) {
                line("    " + Printable.line(reason, TEXT_LENGTH));
            }
            for (String observation : first(entry.observations())) {
                line("    " + observation);
            }
        }
        more(entries);
    }

    private String mark(BehaviorChange entry) {
        var waiver = entry.waiver();
        if (waiver != null && entry.waived(gate.strict())) {
            return "  [waived until " + waiver.expires() + ": " + Printable.line(waiver.reason(), TEXT_LENGTH) + "]";
        }
        var expired = entry.expiredWaiver();
        if (expired != null && entry.latest().verdict() == Verdict.DEVIATES) {
            return "  [waiver expired on " + expired.expires() + "]";
        }
        return "";
    }

    /** Only the numbers of what stayed, and what fails all the same. */
    private void quiet(Comparison comparison) {
        line("");
        for (Change change : Change.values()) {
            List<BehaviorChange> entries = comparison.of(change);
            if (change.weight() == Change.Weight.QUIET && !entries.isEmpty()) {
                line(change.heading() + ": " + entries.size());
                for (BehaviorChange entry : first(
                        entries.stream().filter(one -> one.fails(gate.strict())).toList())) {
                    line("  " + Printable.line(entry.id(), TEXT_LENGTH) + mark(entry));
                }
            }
        }
    }

    private void flaky(Comparison comparison) {
        List<BehaviorChange> flaky = comparison.flaky();
        if (flaky.isEmpty()) {
            return;
        }
        line("");
        line("Flaky (" + flaky.size() + "): conform only on a retry");
        for (BehaviorChange entry : first(flaky)) {
            line("  " + Printable.line(entry.id(), TEXT_LENGTH) + (entry.becameFlaky() ? "  (was not before)" : ""));
        }
        more(flaky);
    }

    private void settling(List<SettleChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        long slower = changes.stream().filter(SettleChange::slower).count();
        line("");
        line("Settle times: " + slower + " slower, " + (changes.size() - slower) + " faster");
        for (SettleChange change : first(changes)) {
            line("  " + Printable.line(change.id(), TEXT_LENGTH) + "  " + Printable.line(change.what(), TEXT_LENGTH)
                    + ": " + change.before().toMillis() + " ms -> "
                    + change.after().toMillis() + " ms");
        }
        more(changes);
    }

    private void environment(List<EnvironmentChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        line("");
        line("Environment");
        for (EnvironmentChange change : first(changes)) {
            line("  " + Printable.line(change.what(), TEXT_LENGTH) + ": "
                    + Printable.line(change.beforeInWords(), TEXT_LENGTH) + " -> "
                    + Printable.line(change.afterInWords(), TEXT_LENGTH));
        }
        more(changes);
    }

    private void waivers(WaiverReview review) {
        for (WaiverReview.Use use : review.needingAttention()) {
            line("waiver " + use.waiver().id() + " ("
                    + Printable.line(use.waiver().owner(), 80) + ", expires "
                    + use.waiver().expires() + "): " + use.state().words());
        }
    }

    private static <T> List<T> first(List<T> entries) {
        return entries.subList(0, Math.min(entries.size(), ENTRIES_AT_MOST));
    }

    private void more(List<?> entries) {
        if (entries.size() > ENTRIES_AT_MOST) {
            line("  ... and " + (entries.size() - ENTRIES_AT_MOST) + " more");
        }
    }

    private static String run(ResultsDocument document) {
        Environment environment = document.environment();
        return Printable.line(document.run().id(), 80) + "  "
                + document.run().startedAt() + "  " + (environment.simulated() ? "SIMULATED, " : "")
                + "Cilium " + known(environment.ciliumVersion())
                + ", Kubernetes " + known(environment.kubernetesVersion())
                + ", " + known(environment.profile())
                + ", " + document.results().size() + " behaviors";
    }

    private static String known(@Nullable String text) {
        return text == null ? "unknown" : Printable.line(text, 80);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
