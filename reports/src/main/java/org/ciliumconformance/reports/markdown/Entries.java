package org.ciliumconformance.reports.markdown;

import java.util.List;
import org.ciliumconformance.reports.compare.BehaviorChange;
import org.ciliumconformance.reports.compare.EnvironmentChange;
import org.ciliumconformance.reports.compare.SettleChange;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Declaration;
import org.ciliumconformance.reports.model.EvidenceFile;
import org.ciliumconformance.reports.model.Problem;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.waiver.Waiver;
import org.ciliumconformance.reports.waiver.WaiverReview;
import org.jspecify.annotations.Nullable;

/** What a list holds: a behavior at length or on one line, and one line for everything else. */
final class Entries {

    private static final int ID_LENGTH = 160;
    private static final int SENTENCE_LENGTH = 400;
    private static final int SHORT_LENGTH = 200;
    private static final int VALUE_LENGTH = 120;
    private static final int EVIDENCE_AT_MOST = 8;

    private Entries() {}

    static String id(String id) {
        return Markdown.code(id, ID_LENGTH);
    }

    /** The claim, its source, and in fixed width why and what was seen. */
    static String atLength(BehaviorResult result) {
        return atLength(result, "");
    }

    private static String atLength(BehaviorResult result, String lead) {
        Declaration declaration = result.declaration();
        StringBuilder out = new StringBuilder("### ")
                .append(id(result.id()))
                .append("\n\n")
                .append(lead)
                .append(Markdown.prose(declaration.statement(), SENTENCE_LENGTH))
                .append("  \nSource: ")
                .append(Markdown.link(
                        declaration.citation().inWords(), declaration.citation().url()))
                .append("\n\n")
                .append(Markdown.block(FixedWidth.of(result)));
        List<EvidenceFile> evidence = result.evidence();
        if (!evidence.isEmpty()) {
            List<String> paths = evidence.stream()
                    .limit(EVIDENCE_AT_MOST)
                    .map(file -> Markdown.code(file.path(), VALUE_LENGTH))
                    .toList();
            out.append("\nEvidence: ").append(String.join(", ", paths));
            if (evidence.size() > EVIDENCE_AT_MOST) {
                out.append(" and ").append(evidence.size() - EVIDENCE_AT_MOST).append(" more");
            }
            out.append('\n');
        }
        return out.append('\n').toString();
    }

    static String brief(BehaviorResult result) {
        String reason = Markdown.prose(result.reasonText(), SHORT_LENGTH);
        return "- " + id(result.id()) + (reason.isEmpty() ? "" : ": " + reason) + "\n";
    }

    static String waived(BehaviorResult result, Waiver waiver) {
        return "- " + id(result.id()) + ": " + waivedBy(waiver) + "\n";
    }

    static String flaky(BehaviorResult result) {
        return "- " + id(result.id()) + ": " + result.attempts().size() + " attempts\n";
    }

    static String problem(Problem problem) {
        return "- " + Markdown.prose(problem.message(), 3 * SENTENCE_LENGTH) + "  \n  "
                + Markdown.prose(problem.remedy(), SENTENCE_LENGTH) + "\n";
    }

    /** A behavior that fails: what became of it, and what it shows now. */
    static String atLength(BehaviorChange change) {
        BehaviorResult after = change.after();
        if (after == null) {
            return brief(change, false);
        }
        return atLength(after, "**" + verdicts(change) + "**" + expired(change.expiredWaiver()) + "  \n");
    }

    static String brief(BehaviorChange change, boolean strict) {
        StringBuilder out =
                new StringBuilder("- ").append(id(change.id())).append(": ").append(verdicts(change));
        Waiver waiver = change.waiver();
        if (waiver != null && change.waived(strict)) {
            out.append(", ").append(waivedBy(waiver));
        }
        BehaviorResult after = change.after();
        if (after != null && after.verdict() == Verdict.DEVIATES) {
            out.append(expired(change.expiredWaiver()));
        }
        String reason = after == null ? "" : Markdown.prose(after.reasonText(), SHORT_LENGTH);
        if (!reason.isEmpty()) {
            out.append(". ").append(reason);
        }
        List<String> observations = change.observations();
        if (!observations.isEmpty()) {
            out.append("  \n  ").append(Markdown.prose(observations.get(0), SENTENCE_LENGTH));
            if (observations.size() > 1) {
                out.append(" (and ").append(observations.size() - 1).append(" more differences)");
            }
        }
        return out.append('\n').toString();
    }

    private static String verdicts(BehaviorChange change) {
        return words(change.beforeInWords()) + " → " + words(change.afterInWords());
    }

    /** The names of verdicts are our own; an underscore in them is none of emphasis. */
    private static String words(String verdict) {
        return verdict.replace("_", "\\_");
    }

    private static String waivedBy(Waiver waiver) {
        return "waived until " + waiver.expires() + " by " + Markdown.prose(waiver.owner(), 80) + " ("
                + Markdown.prose(waiver.reason(), SHORT_LENGTH) + ")";
    }

    private static String expired(@Nullable Waiver waiver) {
        return waiver == null ? "" : ", waiver expired on " + waiver.expires();
    }

    static String settling(SettleChange change) {
        return "- " + id(change.id()) + ", " + Markdown.prose(change.what(), SHORT_LENGTH) + ": "
                + change.before().toMillis() + " ms → " + change.after().toMillis() + " ms\n";
    }

    static String environment(EnvironmentChange change) {
        return "- " + Markdown.prose(change.what(), VALUE_LENGTH) + ": " + value(change.before()) + " → "
                + value(change.after()) + "\n";
    }

    private static String value(@Nullable String value) {
        return value == null ? "(none)" : Markdown.code(value, VALUE_LENGTH);
    }

    static String waiver(WaiverReview.Use use) {
        return "- " + Markdown.code(use.waiver().id(), ID_LENGTH) + " ("
                + Markdown.prose(use.waiver().owner(), 80) + ", expires "
                + use.waiver().expires() + "): "
                + use.state().words() + "\n";
    }
}
