package org.ciliumconformance.reports.waiver;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Verdict;

/**
 * The waivers of one file, as they hold on one day.
 *
 * @param entries in the order of the file
 * @param today the day on which they are applied, in UTC
 */
public record Waivers(List<Waiver> entries, LocalDate today) {

    public Waivers {
        entries = List.copyOf(entries);
    }

    /** Nothing is waived. */
    public static Waivers none() {
        return new Waivers(List.of(), LocalDate.EPOCH);
    }

    /** The first waiver that holds today and covers the behavior. */
    public Optional<Waiver> validFor(String behaviorId) {
        return entries.stream()
                .filter(waiver -> !waiver.expired(today) && waiver.covers(behaviorId))
                .findFirst();
    }

    /** The waiver that covered the behavior and has expired, where none covers it today. */
    public Optional<Waiver> expiredFor(String behaviorId) {
        if (validFor(behaviorId).isPresent()) {
            return Optional.empty();
        }
        return entries.stream().filter(waiver -> waiver.covers(behaviorId)).findFirst();
    }

    /**
     * What the waivers were good for. Only deviations, and limitations that were lifted, can be waived: a behavior
     * without a verdict cannot.
     */
    public WaiverReview review(Collection<BehaviorResult> results) {
        return new WaiverReview(
                entries.stream().map(waiver -> use(waiver, results)).toList());
    }

    private WaiverReview.Use use(Waiver waiver, Collection<BehaviorResult> results) {
        List<BehaviorResult> covered =
                results.stream().filter(result -> waiver.covers(result.id())).toList();
        List<String> deviating = covered.stream()
                .filter(result -> result.verdict() == Verdict.DEVIATES || result.verdict() == Verdict.LIFTED)
                .map(BehaviorResult::id)
                .sorted()
                .toList();
        WaiverReview.State state;
        if (covered.isEmpty()) {
            state = WaiverReview.State.UNMATCHED;
        } else if (waiver.expired(today)) {
            state = WaiverReview.State.EXPIRED;
        } else {
            state = deviating.isEmpty() ? WaiverReview.State.IDLE : WaiverReview.State.APPLIED;
        }
        return new WaiverReview.Use(waiver, state, deviating);
    }
}
