package org.ciliumconformance.reports.markdown;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ciliumconformance.reports.accept.Judgement;
import org.ciliumconformance.reports.compare.Comparison;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Summary;
import org.ciliumconformance.reports.model.Traffic;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.text.TrafficText;
import org.jspecify.annotations.Nullable;

/**
 * A judged run in Markdown: whether it is fine and on which cluster, then what is broken, the worst first. Regressions
 * lead where the run was compared. What does not fit is counted; the results document has it all.
 */
public final class RunMarkdown {

    /** In bytes of UTF-8. GitHub cuts comments at 65,536 characters; some systems take a kilobyte for 1,000 bytes. */
    public static final int LARGEST = 60_000;

    static final String SIMULATED =
            "> **SIMULATED cluster**: this proves the suite and says nothing about a real cluster.\n\n";

    private static final int AT_LENGTH = 30;

    private final Judgement judgement;
    private final ResultsDocument document;
    private final List<BehaviorResult> failing;
    private final Limited out = new Limited();

    private RunMarkdown(Judgement judgement) {
        this.judgement = judgement;
        this.document = judgement.document();
        this.failing = sorted(judgement.failing());
    }

    /**
     * Renders a run.
     *
     * @return at most {@value #LARGEST} bytes of UTF-8
     */
    public static String of(Judgement judgement) {
        return new RunMarkdown(judgement).render();
    }

    private String render() {
        Comparison comparison = judgement.comparison();
        out.grant(7_000);
        if (document.environment().simulated()) {
            out.add(SIMULATED);
        }
        out.add("# " + headline() + "\n\n").add(cluster() + "\n\n").add(counts());
        for (String note :
                judgement.notes().subList(0, Math.min(judgement.notes().size(), 5))) {
            out.offer("\n> " + Markdown.prose(note, 300) + "\n");
        }
        traffic();
        out.grant(5_000).list("## What kept the run from being done", document.problems(), Entries::problem);
        if (comparison != null) {
            ComparisonMarkdown.worse(out, comparison, judgement.gate(), 18_000);
        }
        deviations(comparison, comparison == null ? 28_000 : 10_000);
        out.grant(6_000);
        verdict(Verdict.INCONCLUSIVE, "without a verdict: a control failed or the environment got in the way");
        out.grant(3_000);
        verdict(Verdict.LIFTED, "documented limitations that are not there");
        if (comparison != null) {
            ComparisonMarkdown.differences(out, comparison, judgement.gate(), 5_000);
        } else {
            flaky(3_000);
        }
        notApplicable(3_000);
        out.grant(1_500)
                .list("## Waivers that need attention", judgement.review().needingAttention(), Entries::waiver);
        foot(1_500);
        return out.toString();
    }

    private void traffic() {
        Traffic traffic = document.traffic();
        if (traffic == null) {
            return;
        }
        out.grant(20_000)
                .offer("\n## Traffic\n\n" + Markdown.prose(TrafficText.headline(traffic), 300) + ". "
                        + Markdown.prose(TrafficText.scope(traffic), 300) + "\n");
        traffic.doubts().forEach(doubt -> out.offer("\n> " + Markdown.prose(doubt, 300) + "\n"));
        out.offer("\n" + Markdown.block(TrafficText.table(traffic)));
        String timeline = TrafficText.timeline(traffic);
        if (!timeline.isEmpty()) {
            out.offer("\n" + Markdown.block(timeline));
        }
    }

    private String headline() {
        Traffic traffic = document.traffic();
        if (traffic != null
                && (document.results().isEmpty() || traffic.leaks() > 0)
                && document.problems().isEmpty()) {
            return Markdown.prose(TrafficText.headline(traffic), 300);
        }
        int deviating = document.summary().count(Verdict.DEVIATES);
        return switch (judgement.exitCode()) {
            case SUCCESS ->
                deviating == 0 ? "Nothing deviates" : "Nothing deviates but what is accepted (" + deviating + ")";
            case DEVIATION -> counted(failing.size(), "behavior fails", "behaviors fail");
            case VERDICTS_MISSING -> "Cannot say: verdicts are missing";
            case UNPREPARED, USAGE -> "The run could not be prepared";
            case INTERRUPTED ->
                "Interrupted: " + document.missing() + " behaviors have no result"
                        + (failing.isEmpty() ? "" : ", " + counted(failing.size(), "fails", "fail"));
        };
    }

    private static String counted(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    private String cluster() {
        Environment environment = document.environment();
        StringBuilder out = new StringBuilder("Cilium ")
                .append(known(environment.ciliumVersion()))
                .append(", Kubernetes ")
                .append(known(environment.kubernetesVersion()))
                .append(", profile ")
                .append(known(environment.profile()));
        if (environment.nodeCount() > 0) {
            out.append(", ").append(counted(environment.nodeCount(), "node", "nodes"));
        }
        String context = environment.contextName();
        if (context != null) {
            out.append(", context ").append(Markdown.code(context, 100));
        }
        return out.toString();
    }

    private static String known(@Nullable String text) {
        return text == null ? "unknown" : Markdown.code(text, 60);
    }

    private String counts() {
        Summary summary = document.summary();
        StringBuilder names = new StringBuilder("|");
        StringBuilder rule = new StringBuilder("|");
        StringBuilder numbers = new StringBuilder("|");
        for (Verdict verdict : Verdict.values()) {
            names.append(' ').append(verdict.name().replace("_", "\\_")).append(" |");
            rule.append("---:|");
            numbers.append(' ').append(summary.count(verdict));
            if (verdict == Verdict.CONFORMS && summary.flaky() > 0) {
                numbers.append(" (").append(summary.flaky()).append(" flaky)");
            }
            numbers.append(" |");
        }
        if (document.missing() > 0) {
            names.append(" no result |");
            rule.append("---:|");
            numbers.append(' ').append(document.missing()).append(" |");
        }
        return names + "\n" + rule + "\n" + numbers + "\n";
    }

    /** Those that fail at length, where no comparison has told them already; then those that are accepted. */
    private void deviations(@Nullable Comparison comparison, int room) {
        List<BehaviorResult> told = comparison == null ? failing : List.of();
        out.grant(room).list("## What fails (" + told.size() + ")", told, AT_LENGTH, Entries::atLength, Entries::brief);
        Set<String> failingIds = failing.stream().map(BehaviorResult::id).collect(Collectors.toSet());
        List<BehaviorResult> accepted = with(Verdict.DEVIATES).stream()
                .filter(result -> !failingIds.contains(result.id()))
                .toList();
        out.list("## Deviates, and is accepted (" + accepted.size() + ")", accepted, result -> judgement
                .waiverOf(result)
                .map(waiver -> Entries.waived(result, waiver))
                .orElseGet(() -> Entries.brief(result)));
    }

    private void verdict(Verdict verdict, String meaning) {
        List<BehaviorResult> results = with(verdict);
        out.list(
                "## " + verdict.name().replace("_", "\\_") + " (" + results.size() + "): " + meaning,
                results,
                Entries::brief);
    }

    private void flaky(int room) {
        List<BehaviorResult> flaky =
                sorted(document.results().stream().filter(BehaviorResult::flaky).toList());
        out.grant(room).list("## Flaky (" + flaky.size() + "): conform only on a retry", flaky, Entries::flaky);
    }

    /** By reason: a cluster that lacks one feature makes dozens not applicable for the same one. */
    private void notApplicable(int room) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        with(Verdict.NOT_APPLICABLE).forEach(result -> reasons.merge(result.reasonText(), 1, Integer::sum));
        List<Map.Entry<String, Integer>> often = reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .toList();
        out.grant(room)
                .list(
                        "## Not applicable, by reason",
                        often,
                        reason -> "- " + reason.getValue() + ": " + Markdown.prose(reason.getKey(), 200) + "\n");
    }

    private void foot(int room) {
        out.grant(room);
        Instant endedAt = document.run().endedAt();
        out.offer("\nRun " + Markdown.code(document.run().id(), 60) + " of suite version "
                + Markdown.code(document.run().suiteVersion(), 60) + ", "
                + document.run().startedAt() + (endedAt == null ? "" : " to " + endedAt)
                + ". Everything is in `results.json`.\n");
    }

    private List<BehaviorResult> with(Verdict verdict) {
        return sorted(document.results().stream()
                .filter(result -> result.verdict() == verdict)
                .toList());
    }

    private static List<BehaviorResult> sorted(List<BehaviorResult> results) {
        return results.stream().sorted(Comparator.comparing(BehaviorResult::id)).toList();
    }
}
