package org.ciliumconformance.reports.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what a behavior produces while it runs, attempt by attempt. Not safe for use by several threads at once.
 *
 * <p>Where no verdict was set, the last attempt's is taken; without attempts there is none to take and {@link #build()}
 * fails.
 */
public final class BehaviorResultBuilder {

    private final Declaration declaration;
    private final Instant startedAt;
    private final List<Matrix> matrices = new ArrayList<>();
    private final List<SettleTime> settleTimes = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<EvidenceFile> evidence = new ArrayList<>();
    private @Nullable Verdict verdict;
    private @Nullable String reason;
    private @Nullable String observation;
    private @Nullable Duration duration;
    private @Nullable String lane;

    BehaviorResultBuilder(Declaration declaration, Instant startedAt) {
        this.declaration = declaration;
        this.startedAt = startedAt;
    }

    /** Sets the verdict and why; the reason may be absent only for {@link Verdict#CONFORMS}. */
    public BehaviorResultBuilder verdict(Verdict concluded, @Nullable String why) {
        this.verdict = concluded;
        this.reason = why;
        return this;
    }

    /** Records what was seen where the document permits several things. */
    public BehaviorResultBuilder observation(@Nullable String seen) {
        this.observation = seen;
        return this;
    }

    /** Adds a matrix after those already there. */
    public BehaviorResultBuilder matrix(Matrix matrix) {
        matrices.add(matrix);
        return this;
    }

    /** Adds a settle time after those already there. */
    public BehaviorResultBuilder settled(SettleTime time) {
        settleTimes.add(time);
        return this;
    }

    /** Adds an attempt; the last one added decides unless a verdict is set. */
    public BehaviorResultBuilder attempt(Attempt attempt) {
        attempts.add(attempt);
        return this;
    }

    /** Adds a reference to a collected file. */
    public BehaviorResultBuilder evidence(EvidenceFile file) {
        evidence.add(file);
        return this;
    }

    /** Sets the duration of everything; without it the attempts' durations are summed. */
    public BehaviorResultBuilder duration(Duration total) {
        this.duration = total;
        return this;
    }

    /** Names the lane the behavior ran in. */
    public BehaviorResultBuilder lane(@Nullable String name) {
        this.lane = name;
        return this;
    }

    /**
     * Builds the result. A missing reason does not lose a result: it is then said that none was given.
     *
     * @throws IllegalStateException when there is neither a verdict nor an attempt
     */
    public BehaviorResult build() {
        Verdict concluded = verdict;
        String why = reason;
        if (concluded == null) {
            if (attempts.isEmpty()) {
                throw new IllegalStateException(declaration.id() + " has neither a verdict nor an attempt");
            }
            Attempt last = attempts.get(attempts.size() - 1);
            concluded = last.verdict();
            why = last.reason();
        }
        if (concluded.needsReason() && (why == null || why.isBlank())) {
            why = "no reason was given";
        }
        boolean flaky = concluded == Verdict.CONFORMS
                && attempts.stream().anyMatch(attempt -> attempt.verdict() != Verdict.CONFORMS);
        Duration total = duration != null
                ? duration
                : attempts.stream().map(Attempt::duration).reduce(Duration.ZERO, Duration::plus);
        return new BehaviorResult(
                declaration,
                concluded,
                flaky,
                why,
                observation,
                matrices,
                settleTimes,
                startedAt,
                total,
                attempts,
                evidence,
                lane);
    }
}
