package org.ciliumconformance.reports.model;

import java.time.Instant;

/**
 * Something that befell a cluster while flows were watched.
 *
 * @param at when
 * @param kind {@code node}, {@code agent}, {@code pod} (one of the flows') or {@code api-server}
 * @param subject its name
 * @param node where; empty where it has none
 * @param what a clause
 */
public record TrafficEvent(Instant at, String kind, String subject, String node, String what) {}
