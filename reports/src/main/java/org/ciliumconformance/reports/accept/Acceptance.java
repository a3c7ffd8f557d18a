package org.ciliumconformance.reports.accept;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.ciliumconformance.reports.ExitCode;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.compare.Caution;
import org.ciliumconformance.reports.compare.Comparer;
import org.ciliumconformance.reports.compare.Comparison;
import org.ciliumconformance.reports.compare.SettleNoise;
import org.ciliumconformance.reports.history.Baseline;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.waiver.Waivers;
import org.jspecify.annotations.Nullable;

/**
 * What a run is held against.
 *
 * @param baseline what it is compared with, absent to judge it by itself
 * @param waivers deviations that were accepted
 * @param noise by how much a settle time has to differ to be told
 * @param gate what counts as good
 */
public record Acceptance(@Nullable Baseline baseline, Waivers waivers, SettleNoise noise, Gate gate) {

    /** A run by itself: no baseline, no waivers. */
    public static Acceptance byItself(Gate gate) {
        return new Acceptance(null, Waivers.none(), SettleNoise.usual(), gate);
    }

    /**
     * Judges a run. Where there is nothing that it can be compared with, it is judged by itself and a note says so.
     *
     * @throws org.ciliumconformance.reports.ReportException when a folder of runs cannot be read
     */
    public Judgement judge(ResultsDocument document) {
        List<String> notes = new ArrayList<>();
        Comparison comparison = comparison(document, notes);
        Predicate<BehaviorResult> accepted = comparison != null
                ? comparison.acceptance(gate.strict())
                : result -> waivers.validFor(result.id()).isPresent();
        return new Judgement(
                document,
                gate,
                ExitCode.of(document, gate, accepted),
                comparison,
                waivers,
                waivers.review(document.results()),
                notes);
    }

    private @Nullable Comparison comparison(ResultsDocument document, List<String> notes) {
        if (baseline == null) {
            return null;
        }
        Baseline.Found found = baseline.of(document);
        notes.addAll(found.notes());
        ResultsDocument before = found.document();
        if (before == null) {
            notes.add("The run is judged by itself.");
            return null;
        }
        Comparison comparison = new Comparer(waivers, noise).compare(before, document);
        if (!comparison.sensible()) {
            comparison.cautions().stream()
                    .filter(Caution::forbids)
                    .forEach(caution -> notes.add("Not compared with the baseline: " + caution.text()));
            notes.add("The run is judged by itself.");
            return null;
        }
        return comparison;
    }
}
