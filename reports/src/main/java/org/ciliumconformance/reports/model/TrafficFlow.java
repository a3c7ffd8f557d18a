package org.ciliumconformance.reports.model;

import java.time.Duration;
import java.util.List;

/**
 * What one flow came to.
 *
 * @param id stable as long as nodes keep their names: {@code new-connection.cluster-ip/node-1}
 * @param kind {@code long-lived}, {@code new-connection}, {@code udp}, {@code dns}, {@code allow} or {@code deny}
 * @param from name of the client's node
 * @param to name of the server's node; empty where the destination has none
 * @param sent how many probes were made
 * @param lost how many were not answered; 0 for a deny
 * @param missed how many were not made, because nobody was there to make them
 * @param longestUnwatched the longest time without any, of which nothing is known
 * @param longestGap the longest time without an answer; zero for a deny
 * @param p50 of the latency of what was answered; zero where nothing was
 * @param p99 likewise
 * @param max likewise
 * @param broken how many connections broke that stood
 * @param leaks how many probes of a deny got through
 * @param outages times without an answer, the longest of them; for a deny the times in which it leaked
 */
public record TrafficFlow(
        String id,
        String kind,
        String from,
        String to,
        long sent,
        long lost,
        long missed,
        Duration longestUnwatched,
        Duration longestGap,
        Duration p50,
        Duration p99,
        Duration max,
        int broken,
        long leaks,
        List<TrafficOutage> outages) {
    public TrafficFlow {
        outages = List.copyOf(outages);
    }
}
