package org.ciliumconformance.reports.html;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ciliumconformance.reports.accept.Judgement;
import org.ciliumconformance.reports.compare.BehaviorChange;
import org.ciliumconformance.reports.compare.Change;
import org.ciliumconformance.reports.compare.Comparison;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Traffic;
import org.ciliumconformance.reports.model.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A judged run as a page.
 *
 * @param layout what is around it
 * @param headline is it fine
 * @param cluster on which cluster
 * @param ran when, and for how long
 * @param problems what kept the cluster from being reached or prepared
 * @param notes what a reader should know about the judgement
 * @param total all verdicts, counted
 * @param areas the same by area
 * @param causes what the broken behaviors have in common
 * @param changes what changed against the baseline, absent without one
 * @param traffic flows that were watched, absent where none were
 * @param groups the broken behaviors, and what else needs a look
 * @param notApplicable why behaviors do not apply
 * @param timeline what ran when
 * @param settling how long changes took to show
 * @param environment the cluster and the run
 */
record ReportView(
        Layout layout,
        Headline headline,
        String cluster,
        String ran,
        List<Trouble> problems,
        List<String> notes,
        Tally total,
        List<Tally> areas,
        List<Cause> causes,
        @Nullable ChangesView changes,
        @Nullable TrafficView traffic,
        List<Group> groups,
        List<Cause> notApplicable,
        Timeline timeline,
        SettleView settling,
        EnvironmentView environment) {

    /** What kept the cluster from being reached or prepared, and what to do. */
    record Trouble(String message, String remedy) {}

    /**
     * Behaviors that need a look for the same kind of reason.
     *
     * @param name of the group, in anchors
     * @param heading what they are
     * @param meaning what that means
     * @param verdict of each
     * @param whole those that are shown with everything
     * @param open how many of these are unfolded
     * @param brief those that are only named, with their reasons
     * @param more how many more there are
     */
    record Group(
            String name,
            String heading,
            String meaning,
            Verdict verdict,
            List<ResultView> whole,
            int open,
            List<ResultView> brief,
            int more) {
        int count() {
            return whole.size() + brief.size() + more;
        }
    }

    private static final int WHOLE_AT_MOST = 100;
    private static final int BRIEF_AT_MOST = 1_000;
    private static final int OPEN_AT_MOST = 10;
    private static final int CAUSES_AT_MOST = 8;
    private static final int CHANGES_AT_MOST = 20;

    /**
     * @param links the ways to evidence
     */
    static ReportView of(Judgement judgement, EvidenceLinks links) {
        return new Making(judgement, links).view();
    }

    private static final class Making {
        private final Judgement judgement;
        private final ResultsDocument document;
        private final EvidenceLinks links;
        private final Map<Matrix, MatrixView> matrices = new HashMap<>();
        private final Map<String, BehaviorChange> changes = new HashMap<>();
        private final Set<String> whole = new HashSet<>();

        Making(Judgement judgement, EvidenceLinks links) {
            this.judgement = judgement;
            this.document = judgement.document();
            this.links = links;
            Comparison comparison = judgement.comparison();
            if (comparison != null) {
                comparison.changes().forEach(change -> changes.put(change.id(), change));
            }
        }

        ReportView view() {
            List<BehaviorResult> sorted = document.results().stream()
                    .sorted(Comparator.<BehaviorResult>comparingInt(
                                    result -> result.verdict().urgency())
                            .thenComparing(BehaviorResult::id))
                    .toList();
            Map<String, ResultView> views = new HashMap<>();
            List<ResultView> inOrder = new ArrayList<>(sorted.size());
            for (BehaviorResult result : sorted) {
                ResultView view = result(result);
                views.put(result.id(), view);
                inOrder.add(view);
            }
            List<Group> groups = groups(sorted, views);
            List<Cause> causes = new ArrayList<>();
            causes.addAll(first(Cause.of(Verdict.DEVIATES, counting(sorted))));
            causes.addAll(first(Cause.of(Verdict.INCONCLUSIVE, sorted)));
            Comparison comparison = judgement.comparison();
            Traffic traffic = document.traffic();
            List<String> notes = new ArrayList<>();
            judgement.notes().forEach(note -> notes.add(Shown.text(note)));
            notes.addAll(Waived.needingAttention(judgement.review()));
            accepted(notes);
            return new ReportView(
                    layout(ReportData.of(inOrder, whole), comparison != null, !groups.isEmpty()),
                    Headline.of(judgement),
                    ClusterLine.of(document.environment()),
                    ran(),
                    document.problems().stream()
                            .map(problem -> new Trouble(Shown.text(problem.message()), Shown.text(problem.remedy())))
                            .toList(),
                    notes,
                    Tally.of("all", sorted),
                    Tally.byArea(sorted),
                    causes,
                    comparison == null ? null : ChangesView.of(comparison, judgement.gate(), CHANGES_AT_MOST),
                    traffic == null ? null : TrafficView.of(traffic),
                    groups,
                    Cause.of(Verdict.NOT_APPLICABLE, sorted),
                    Timeline.of(document),
                    SettleView.of(document.results()),
                    EnvironmentView.of(document.environment(), document.run()));
        }

        private Layout layout(String data, boolean compared, boolean broken) {
            List<Layout.Section> sections = new ArrayList<>();
            sections.add(new Layout.Section("summary", "Summary"));
            if (compared) {
                sections.add(new Layout.Section("changes", "Changes"));
            }
            if (document.traffic() != null) {
                sections.add(new Layout.Section("traffic", "Traffic"));
            }
            if (broken) {
                sections.add(new Layout.Section("broken", "Needs a look"));
            }
            sections.add(new Layout.Section("all", "All behaviors"));
            sections.add(new Layout.Section("timeline", "Timeline"));
            sections.add(new Layout.Section("settling", "Settle times"));
            sections.add(new Layout.Section("environment", "Environment"));
            Headline headline = Headline.of(judgement);
            return new Layout(
                    headline.sign() + " " + headline.text() + " · "
                            + Shown.name(document.run().id()),
                    "report",
                    document.environment().simulated(),
                    sections,
                    data,
                    Shown.name(document.run().suiteVersion()));
        }

        /** The document says how the run was judged; this page may have been made without its baseline and waivers. */
        private void accepted(List<String> notes) {
            Boolean said = document.run().accepted();
            if (said != null && said != judgement.accepted()) {
                notes.add(
                        said
                                ? "The run itself was accepted, against the baseline and the waivers that it was given;"
                                        + " this page was made without them."
                                : "The run itself was not accepted, by what it was held against; this page holds it"
                                        + " against something else.");
            }
        }

        private String ran() {
            Instant endedAt = document.run().endedAt();
            return "Run " + Shown.name(document.run().id()) + ", "
                    + Shown.time(document.run().startedAt())
                    + (endedAt == null
                            ? ", no end"
                            : ", took "
                                    + Shown.duration(
                                            Duration.between(document.run().startedAt(), endedAt)))
                    + " · exit code " + judgement.exitCode().code();
        }

        private List<BehaviorResult> counting(List<BehaviorResult> sorted) {
            return sorted.stream()
                    .filter(result -> judgement.waiverOf(result).isEmpty())
                    .toList();
        }

        private ResultView result(BehaviorResult result) {
            return ResultView.of(
                    result,
                    document.run().startedAt(),
                    matrix -> matrices.computeIfAbsent(matrix, MatrixView::of),
                    links,
                    marks(result));
        }

        private List<String> marks(BehaviorResult result) {
            List<String> marks = new ArrayList<>();
            BehaviorChange change = changes.get(result.id());
            if (change != null
                    && change.change().weight() != Change.Weight.QUIET
                    && change.change() != Change.OBSERVATION_CHANGED) {
                marks.add("changed: " + change.beforeInWords() + " in the baseline");
            } else if (change != null && change.change() == Change.OBSERVATION_CHANGED) {
                marks.add("changed: something else was seen in the baseline");
            } else if (change != null && change.change() == Change.STILL_DEVIATES) {
                marks.add("as in the baseline");
            }
            if (change != null) {
                marks.addAll(ChangesView.marks(change, judgement.gate()));
            } else {
                judgement.waiverOf(result).ifPresent(waiver -> marks.add(Waived.inWords(waiver)));
            }
            return marks;
        }

        private List<Group> groups(List<BehaviorResult> sorted, Map<String, ResultView> views) {
            List<Group> groups = new ArrayList<>();
            List<BehaviorResult> failing = new ArrayList<>();
            List<BehaviorResult> known = new ArrayList<>();
            List<BehaviorResult> waived = new ArrayList<>();
            for (BehaviorResult result : sorted) {
                if (result.verdict() == Verdict.DEVIATES) {
                    BehaviorChange change = changes.get(result.id());
                    if (judgement.waiverOf(result).isPresent()) {
                        waived.add(result);
                    } else if (change != null && !change.fails(judgement.gate().strict())) {
                        known.add(result);
                    } else {
                        failing.add(result);
                    }
                }
            }
            add(groups, "deviates", "Deviates", "documented behavior is absent", failing, views, OPEN_AT_MOST);
            add(groups, "known", "Deviates as in the baseline", "no regression, no recovery", known, views, 0);
            add(
                    groups,
                    "inconclusive",
                    "Inconclusive",
                    "a control failed or the environment got in the way: neither yes nor no",
                    of(sorted, Verdict.INCONCLUSIVE),
                    views,
                    0);
            add(
                    groups,
                    "lifted",
                    "Lifted",
                    "a documented limitation is not there",
                    of(sorted, Verdict.LIFTED),
                    views,
                    0);
            add(groups, "waived", "Waived", "deviates, and somebody has accepted that", waived, views, 0);
            add(
                    groups,
                    "flaky",
                    "Flaky",
                    "conforms only on a retry",
                    sorted.stream().filter(BehaviorResult::flaky).toList(),
                    views,
                    0);
            return groups;
        }

        private static List<BehaviorResult> of(List<BehaviorResult> results, Verdict verdict) {
            return results.stream()
                    .filter(result -> result.verdict() == verdict)
                    .toList();
        }

        private void add(
                List<Group> groups,
                String name,
                String heading,
                String meaning,
                List<BehaviorResult> results,
                Map<String, ResultView> views,
                int open) {
            if (results.isEmpty()) {
                return;
            }
            List<ResultView> mine = results.stream()
                    .map(result -> Objects.requireNonNull(views.get(result.id())))
                    .toList();
            int shown = Math.min(mine.size(), WHOLE_AT_MOST);
            int named = Math.min(mine.size() - shown, BRIEF_AT_MOST);
            mine.subList(0, shown).forEach(view -> whole.add(view.anchor()));
            groups.add(new Group(
                    name,
                    heading,
                    meaning,
                    results.get(0).verdict(),
                    mine.subList(0, shown),
                    open,
                    mine.subList(shown, shown + named),
                    mine.size() - shown - named));
        }

        private static List<Cause> first(List<Cause> causes) {
            return causes.subList(0, Math.min(causes.size(), CAUSES_AT_MOST));
        }
    }
}
