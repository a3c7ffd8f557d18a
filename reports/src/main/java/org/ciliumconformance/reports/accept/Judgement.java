package org.ciliumconformance.reports.accept;

import java.util.List;
import java.util.Optional;
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
}
