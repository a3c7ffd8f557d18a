package org.ciliumconformance.reports.html;

import java.util.ArrayList;
import java.util.List;
import org.ciliumconformance.reports.accept.Judgement;
import org.ciliumconformance.reports.compare.BehaviorChange;
import org.ciliumconformance.reports.compare.Change;
import org.ciliumconformance.reports.compare.Comparison;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Summary;
import org.ciliumconformance.reports.model.Traffic;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.text.TrafficText;

/**
 * Is it fine? The answer, before anything else.
 *
 * @param tone class for the colour: {@code good}, {@code bad} or {@code unsure}
 * @param sign one character, for those who see no colours
 * @param text the answer
 * @param more what belongs to it, a sentence each
 */
record Headline(String tone, String sign, String text, List<String> more) {

    Headline {
        more = List.copyOf(more);
    }

    static Headline of(Judgement judgement) {
        ResultsDocument document = judgement.document();
        Summary summary = document.summary();
        List<String> more = new ArrayList<>();
        long waived = document.results().stream()
                .filter(result -> judgement.waiverOf(result).isPresent())
                .count();
        long deviating = deviating(judgement);
        int inconclusive = summary.count(Verdict.INCONCLUSIVE);
        String deviate = Shown.counted(deviating, "behavior deviates", "behaviors deviate");
        String withoutVerdict = Shown.counted(inconclusive, "behavior has no verdict", "behaviors have no verdict");
        Traffic traffic = document.traffic();
        Headline headline =
                switch (judgement.exitCode()) {
                    case INTERRUPTED -> new Headline("unsure", "!", "Interrupted: the run did not end", more);
                    case DEVIATION -> new Headline("bad", "✗", failing(judgement, deviate), more);
                    case UNPREPARED -> new Headline("bad", "!", "The cluster could not be reached or prepared", more);
                    case USAGE -> new Headline("bad", "!", "The run was asked for something that cannot be", more);
                    case VERDICTS_MISSING -> new Headline("unsure", "?", missing(document, withoutVerdict), more);
                    case SUCCESS -> new Headline("good", "✓", fine(judgement), more);
                };
        if (traffic != null && !headline.text.equals(TrafficText.headline(traffic))) {
            more.add(TrafficText.headline(traffic) + ".");
        }
        boolean interrupted = headline.sign.equals("!") && headline.tone.equals("unsure");
        if (interrupted) {
            more.add(Shown.counted(document.missing(), "behavior has", "behaviors have") + " no result. "
                    + (deviating == 0 ? "Nothing deviates so far." : "So far " + deviate + "."));
        } else if (document.missing() > 0) {
            more.add(Shown.counted(document.missing(), "planned behavior has", "planned behaviors have")
                    + " no result.");
        }
        if (inconclusive > 0 && !headline.text.contains("verdict")) {
            more.add(withoutVerdict + ".");
        }
        if (waived > 0) {
            more.add(Shown.counted(waived, "deviation is", "deviations are") + " waived.");
        }
        int lifted = summary.count(Verdict.LIFTED);
        if (lifted > 0) {
            more.add(Shown.counted(lifted, "documented limitation is", "documented limitations are")
                    + " not there any more.");
        }
        if (summary.flaky() > 0) {
            more.add(Shown.counted(summary.flaky(), "behavior conforms", "behaviors conform") + " only on a retry.");
        }
        return new Headline(headline.tone, headline.sign, headline.text, more);
    }

    /** How many deviate and are not waived. */
    private static long deviating(Judgement judgement) {
        return judgement.document().results().stream()
                .filter(result -> result.verdict() == Verdict.DEVIATES
                        && judgement.waiverOf(result).isEmpty())
                .count();
    }

    private static String failing(Judgement judgement, String deviate) {
        Traffic traffic = judgement.document().traffic();
        if (traffic != null && traffic.leaks() > 0) {
            return TrafficText.headline(traffic);
        }
        Comparison comparison = judgement.comparison();
        boolean strict = judgement.gate().strict();
        if (comparison != null) {
            List<BehaviorChange> failing = comparison.failing(strict);
            return "Worse than the baseline: " + Shown.counted(failing.size(), "behavior", "behaviors");
        }
        long lifted = judgement.document().results().stream()
                .filter(result -> lifted(judgement, result))
                .count();
        if (strict && lifted > 0) {
            String also = Shown.counted(lifted, "limitation is lifted", "limitations are lifted");
            return deviating(judgement) == 0 ? also : deviate + ", " + also;
        }
        return deviate;
    }

    private static boolean lifted(Judgement judgement, BehaviorResult result) {
        return result.verdict() == Verdict.LIFTED && judgement.waiverOf(result).isEmpty();
    }

    private static String missing(ResultsDocument document, String withoutVerdict) {
        Traffic traffic = document.traffic();
        if (traffic != null && !traffic.doubts().isEmpty()) {
            return "Cannot say: not all traffic was seen to the end";
        }
        return document.summary().count(Verdict.INCONCLUSIVE) > 0
                ? "Cannot say: " + withoutVerdict
                : "Cannot say: verdicts are missing";
    }

    private static String fine(Judgement judgement) {
        Traffic traffic = judgement.document().traffic();
        if (traffic != null && judgement.document().results().isEmpty()) {
            return TrafficText.headline(traffic);
        }
        Comparison comparison = judgement.comparison();
        if (comparison == null) {
            return deviating(judgement) == 0 && judgement.document().summary().count(Verdict.DEVIATES) > 0
                    ? "Fine: nothing deviates but what is waived"
                    : "Fine: nothing deviates";
        }
        int still = comparison.of(Change.STILL_DEVIATES).size();
        return "No regression against the baseline"
                + (still > 0
                        ? "; " + Shown.counted(still, "behavior deviates", "behaviors deviate") + " as before"
                        : "");
    }
}
