package org.ciliumconformance.reports.accept;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.ciliumconformance.reports.ExitCode;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.compare.Comparison;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.waiver.Waiver;
import org.ciliumconformance.reports.waiver.WaiverReview;
import org.ciliumconformance.reports.waiver.Waivers;
import org.jspecify.annotations.Nullable;

/**
 * A run, judged.
 *
 * @param document the run
 * @param gate what counted as good
 * @param exitCode what it comes to
 * @param comparison with the baseline, absent where there was none that it could be compared with
 * @param waivers those that were applied
 * @param review what the waivers were good for
 * @param notes what a reader should know about the judgement, each a sentence
 */
public record Judgement(
        ResultsDocument document,
        Gate gate,
        ExitCode exitCode,
        @Nullable Comparison comparison,
        Waivers waivers,
        WaiverReview review,
        List<String> notes) {

    public Judgement {
        notes = List.copyOf(notes);
    }

    /** Whether the run ended well. */
    public boolean accepted() {
        return exitCode == ExitCode.SUCCESS;
    }

    /** The waiver that takes this result out of what fails the run. */
    public Optional<Waiver> waiverOf(BehaviorResult result) {
        boolean matters = result.verdict() == Verdict.DEVIATES || (gate.strict() && result.verdict() == Verdict.LIFTED);
        return matters ? waivers.validFor(result.id()) : Optional.empty();
    }

    /** The results that fail the run: what deviates, or was lifted in a strict run, and neither the baseline nor a waiver accepts. */
    public List<BehaviorResult> failing() {
        Predicate<BehaviorResult> accepted = comparison == null
                ? result -> waivers.validFor(result.id()).isPresent()
                : comparison.acceptance(gate.strict());
        return document.results().stream()
                .filter(result ->
                        result.verdict() == Verdict.DEVIATES || (gate.strict() && result.verdict() == Verdict.LIFTED))
                .filter(accepted.negate())
                .toList();
    }
}
