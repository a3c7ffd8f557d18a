package org.ciliumconformance.reports.compare;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ciliumconformance.reports.ExitCode;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.waiver.WaiverReview;

/**
 * What became of a cluster from one run to another.
 *
 * @param before the earlier run, which was accepted
 * @param after the run in question
 * @param cautions why the comparison may mislead
 * @param changes one for each behavior of either run, the most urgent first, then by id
 * @param settling settle times that differ by more than noise: the slower ones first, then by how much
 * @param environment what differs about the cluster and the run
 * @param waivers what the waivers were good for in the later run
 */
public record Comparison(
        ResultsDocument before,
        ResultsDocument after,
        List<Caution> cautions,
        List<BehaviorChange> changes,
        List<SettleChange> settling,
        List<EnvironmentChange> environment,
        WaiverReview waivers) {

    public Comparison {
        cautions = List.copyOf(cautions);
        changes = List.copyOf(changes);
        settling = List.copyOf(settling);
        environment = List.copyOf(environment);
    }

    /** Whether the pair may be compared at all. */
    public boolean sensible() {
        return cautions.stream().noneMatch(Caution::forbids);
    }

    /** The behaviors of which this became. */
    public List<BehaviorChange> of(Change change) {
        return changes.stream().filter(one -> one.change() == change).toList();
    }

    /** How many behaviors there are of each; every change is present. */
    public Map<Change, Integer> counts() {
        Map<Change, Integer> counts = new EnumMap<>(Change.class);
        for (Change change : Change.values()) {
            counts.put(change, 0);
        }
        changes.forEach(one -> counts.merge(one.change(), 1, Integer::sum));
        return counts;
    }

    /** What fails the comparison. */
    public List<BehaviorChange> failing(boolean strict) {
        return changes.stream().filter(one -> one.fails(strict)).toList();
    }

    /** What would fail the comparison without a waiver. */
    public List<BehaviorChange> waived(boolean strict) {
        return changes.stream().filter(one -> one.waived(strict)).toList();
    }

    /** What conforms only on a retry. */
    public List<BehaviorChange> flaky() {
        return changes.stream().filter(BehaviorChange::flaky).toList();
    }

    /**
     * Judges the later run by the earlier.
     *
     * @return {@link ExitCode#DEVIATION} for anything that {@linkplain #failing fails} it,
     *     {@link ExitCode#VERDICTS_MISSING} when more verdicts were lost than the gate allows, otherwise
     *     {@link ExitCode#SUCCESS}
     */
    public ExitCode exitCode(Gate gate) {
        if (!failing(gate.strict()).isEmpty()) {
            return ExitCode.DEVIATION;
        }
        return of(Change.VERDICT_LOST).size() > gate.allowedInconclusive()
                ? ExitCode.VERDICTS_MISSING
                : ExitCode.SUCCESS;
    }

    /**
     * What of the later run was accepted, by the earlier run or by a waiver, although it deviates or was lifted.
     *
     * @param strict whether limitations that come or go have to be accepted as well
     */
    public Predicate<BehaviorResult> acceptance(boolean strict) {
        Set<String> failing = failing(strict).stream().map(BehaviorChange::id).collect(Collectors.toSet());
        return result -> !failing.contains(result.id());
    }
}
