package org.ciliumconformance.reports.model;

import java.time.Duration;

/**
 * How long a change took until it showed and stayed.
 *
 * @param what the change, for example {@code policy default-deny applied}
 * @param duration from the API server's answer to the first round of the stable series, kept to the millisecond
 * @param rounds rounds of probes that were made, those of the stable series included
 */
public record SettleTime(String what, Duration duration, int rounds) {}
