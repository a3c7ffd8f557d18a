package org.ciliumconformance.reports.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try at a behavior; the last one decides.
 *
 * @param number 1 for the first
 * @param verdict what this try alone would have concluded
 * @param reason why, absent where it conforms
 * @param startedAt when the try began
 * @param duration how long it took, kept to the millisecond
 */
public record Attempt(int number, Verdict verdict, @Nullable String reason, Instant startedAt, Duration duration) {}
