package org.ciliumconformance.reports.html;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.compare.BehaviorChange;
import org.ciliumconformance.reports.compare.Change;
import org.ciliumconformance.reports.compare.Comparison;
import org.ciliumconformance.reports.compare.ComparisonText;
import org.ciliumconformance.reports.compare.EnvironmentChange;
import org.ciliumconformance.reports.compare.SettleChange;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two runs.
 *
 * @param headline what it comes to, in one line
 * @param tone class for the colour
 * @param sign one character, for those who see no colours
 * @param before the earlier run
 * @param after the later run
 * @param cautions why the comparison may mislead
 * @param groups the changes, the most urgent first
 * @param quiet what stayed as it was, counted
 * @param settling settle times that changed
 * @param moreSettling how many more there are
 * @param environment what differs about the cluster and the run
 * @param moreEnvironment how many more there are
 */
record ChangesView(
        String headline,
        String tone,
        String sign,
        RunLine before,
        RunLine after,
        List<String> cautions,
        List<Group> groups,
        List<Counted> quiet,
        List<Settle> settling,
        int moreSettling,
        List<Differing> environment,
        int moreEnvironment) {

    /** A run, on a line. */
    record RunLine(String id, String when, String cluster) {
        static RunLine of(ResultsDocument document) {
            return new RunLine(
                    Shown.name(document.run().id()),
                    Shown.time(document.run().startedAt()),
                    ClusterLine.of(document.environment()));
        }
    }

    /** What was counted, and how often. */
    record Counted(String what, int count) {}

    /**
     * Changes of one kind.
     *
     * @param heading what they are called
     * @param meaning what that is
     * @param tone class for the colour
     * @param entries the first of them
     * @param more how many more there are
     */
    record Group(String heading, String meaning, String tone, List<Entry> entries, int more) {
        int count() {
            return entries.size() + more;
        }
    }

    /**
     * One behavior.
     *
     * @param named whether this is where its anchor leads; it can be told of twice
     * @param differing what the later run saw that was not expected, where the change is for the worse
     */
    record Entry(
            String id,
            String anchor,
            boolean named,
            String statement,
            @Nullable Verdict before,
            boolean flakyBefore,
            @Nullable Verdict after,
            boolean flakyAfter,
            @Nullable String reason,
            List<String> observations,
            List<MatrixView> differing,
            List<String> marks) {}

    /** A settle time that changed. */
    record Settle(String id, String anchor, String what, boolean slower, long before, long after) {
        /** How many times as long the longer one is. */
        String factor() {
            long shorter = Math.max(1, Math.min(before, after));
            return String.format(Locale.ROOT, "%.1f times", (double) Math.max(before, after) / shorter);
        }
    }

    /** A fact that differs. */
    record Differing(String what, String before, String after) {}

    private static final int OBSERVATIONS_AT_MOST = 12;
    private static final int MATRICES_AT_MOST = 6;

    /**
     * @param atMost how many entries of each list to show
     */
    static ChangesView of(Comparison comparison, Gate gate, int atMost) {
        String tone =
                switch (comparison.exitCode(gate)) {
                    case SUCCESS -> "good";
                    case DEVIATION -> "bad";
                    default -> "unsure";
                };
        Set<String> named = new HashSet<>();
        List<Group> groups = new ArrayList<>();
        List<Counted> quiet = new ArrayList<>();
        for (Change change : Change.values()) {
            List<BehaviorChange> entries = comparison.of(change);
            if (entries.isEmpty()) {
                continue;
            }
            if (change.weight() == Change.Weight.QUIET && entries.stream().noneMatch(one -> one.fails(gate.strict()))) {
                quiet.add(new Counted(change.heading(), entries.size()));
                continue;
            }
            groups.add(group(change, entries, gate, atMost, named));
        }
        List<BehaviorChange> flaky = comparison.flaky();
        if (!flaky.isEmpty()) {
            groups.add(new Group(
                    "Flaky",
                    "conform only on a retry",
                    "unsure",
                    flaky.stream()
                            .limit(atMost)
                            .map(one -> entry(one, gate, named.add(one.id())))
                            .toList(),
                    Math.max(0, flaky.size() - atMost)));
        }
        List<SettleChange> settling = comparison.settling();
        List<EnvironmentChange> environment = comparison.environment();
        return new ChangesView(
                ComparisonText.headline(comparison, gate),
                tone,
                tone.equals("good") ? "✓" : tone.equals("bad") ? "✗" : "?",
                RunLine.of(comparison.before()),
                RunLine.of(comparison.after()),
                comparison.cautions().stream()
                        .map(caution -> (caution.forbids() ? "Should not be compared: " : "Caution: ")
                                + Shown.text(caution.text()))
                        .toList(),
                groups,
                quiet,
                settling.stream().limit(atMost).map(ChangesView::settle).toList(),
                Math.max(0, settling.size() - atMost),
                environment.stream().limit(atMost).map(ChangesView::differing).toList(),
                Math.max(0, environment.size() - atMost));
    }

    private static Group group(Change change, List<BehaviorChange> entries, Gate gate, int atMost, Set<String> named) {
        return new Group(
                change.heading(),
                change.meaning(),
                tone(change),
                entries.stream()
                        .limit(atMost)
                        .map(one -> entry(one, gate, named.add(one.id())))
                        .toList(),
                Math.max(0, entries.size() - atMost));
    }

    private static String tone(Change change) {
        return switch (change) {
            case REGRESSION, NEW_DEVIATION, STILL_DEVIATES -> "bad";
            case VERDICT_LOST, STILL_INCONCLUSIVE -> "unsure";
            case RECOVERY, VERDICT_GAINED -> "good";
            case LIFTED, LIMITATION_BACK, OBSERVATION_CHANGED -> "news";
            case NO_LONGER_APPLICABLE, NOW_APPLICABLE, ADDED, REMOVED, UNCHANGED -> "none";
        };
    }

    private static Entry entry(BehaviorChange change, Gate gate, boolean named) {
        BehaviorResult before = change.before();
        BehaviorResult after = change.after();
        List<String> observations = new ArrayList<>(change.observations().stream()
                .limit(OBSERVATIONS_AT_MOST)
                .map(Shown::text)
                .toList());
        int more = change.observations().size() - observations.size();
        if (more > 0) {
            observations.add("and " + more + " more");
        }
        return new Entry(
                Shown.name(change.id()),
                Anchor.of(change.id()),
                named,
                Shown.text(change.latest().declaration().statement()),
                before == null ? null : before.verdict(),
                before != null && before.flaky(),
                after == null ? null : after.verdict(),
                after != null && after.flaky(),
                after == null ? null : Shown.optional(after.reason()),
                observations,
                after == null || change.change().weight() == Change.Weight.NEWS
                        ? List.of()
                        : after.matrices().stream()
                                .filter(matrix -> !matrix.asExpected())
                                .limit(MATRICES_AT_MOST)
                                .map(MatrixView::of)
                                .toList(),
                marks(change, gate));
    }

    /** What a waiver has to do with a change. */
    static List<String> marks(BehaviorChange change, Gate gate) {
        var waiver = change.waiver();
        if (waiver != null && change.waived(gate.strict())) {
            return List.of(Waived.inWords(waiver));
        }
        var expired = change.expiredWaiver();
        if (expired != null && change.latest().verdict() == Verdict.DEVIATES) {
            return List.of("waiver expired on " + expired.expires() + ", counts again");
        }
        return List.of();
    }

    private static Settle settle(SettleChange change) {
        return new Settle(
                Shown.name(change.id()),
                Anchor.of(change.id()),
                Shown.name(change.what()),
                change.slower(),
                change.before().toMillis(),
                change.after().toMillis());
    }

    private static Differing differing(EnvironmentChange change) {
        return new Differing(
                Shown.name(change.what()), Shown.text(change.beforeInWords()), Shown.text(change.afterInWords()));
    }
}
