package org.ciliumconformance.reports.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one run found out about one behavior.
 *
 * @param declaration what was claimed
 * @param verdict what was concluded
 * @param flaky whether it conforms only after an earlier attempt did not
 * @param reason why the verdict is not {@link Verdict#CONFORMS}; present for every other verdict
 * @param observation what was seen where the document permits several things, in one sentence
 * @param matrices probes, in the order in which they were made
 * @param settleTimes how long each change took to show
 * @param startedAt when the first attempt began
 * @param duration of all attempts together, kept to the millisecond; zero where nothing was run
 * @param attempts every try in order; empty where nothing was run
 * @param evidence files that were collected
 * @param lane the lane it ran in, absent where it needed none
 */
public record BehaviorResult(
        Declaration declaration,
        Verdict verdict,
        boolean flaky,
        @Nullable String reason,
        @Nullable String observation,
        List<Matrix> matrices,
        List<SettleTime> settleTimes,
        Instant startedAt,
        Duration duration,
        List<Attempt> attempts,
        List<EvidenceFile> evidence,
        @Nullable String lane) {

    public BehaviorResult {
        matrices = List.copyOf(matrices);
        settleTimes = List.copyOf(settleTimes);
        attempts = List.copyOf(attempts);
        evidence = List.copyOf(evidence);
        if (verdict.needsReason() && (reason == null || reason.isBlank())) {
            throw new IllegalArgumentException(verdict + " of " + declaration.id() + " needs a reason");
        }
    }

    /** The stable id of the behavior. */
    public String id() {
        return declaration.id();
    }

    /** The reason, or an empty text where the behavior conforms and none was given. */
    public String reasonText() {
        return reason == null ? "" : reason;
    }

    /** Starts a result; everything not set is empty. */
    public static BehaviorResultBuilder of(Declaration declaration, Instant startedAt) {
        return new BehaviorResultBuilder(declaration, startedAt);
    }
}
