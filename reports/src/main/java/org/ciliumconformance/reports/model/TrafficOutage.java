package org.ciliumconformance.reports.model;

import java.time.Duration;
import java.time.Instant;

/**
 * A time in which a flow got no answer, or a deny did.
 *
 * @param start when the first probe concerned began
 * @param duration until the first that was otherwise again began
 * @param probes how many it concerned
 * @param outcome of the first: {@code timeout}, {@code refused}, {@code unreachable}, {@code broken}, {@code late},
 *     {@code open}
 */
public record TrafficOutage(Instant start, Duration duration, int probes, String outcome) {}
