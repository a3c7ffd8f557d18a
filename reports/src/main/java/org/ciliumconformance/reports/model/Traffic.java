package org.ciliumconformance.reports.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Flows that were watched for a time, and what befell the cluster meanwhile.
 *
 * @param startedAt from when on probes count
 * @param endedAt until when
 * @param endedBy what ended it, as a clause: {@code after 10 min}, {@code by a signal}
 * @param interval between two probes of a flow
 * @param flows what each of them came to
 * @param events in the order of time
 * @param agents versions of the agents at the end, by node
 * @param doubts why not everything was seen, or is certain; each a sentence, empty where it is
 */
public record Traffic(
        Instant startedAt,
        Instant endedAt,
        String endedBy,
        Duration interval,
        List<TrafficFlow> flows,
        List<TrafficEvent> events,
        Map<String, String> agents,
        List<String> doubts) {

    public Traffic {
        flows = List.copyOf(flows);
        events = List.copyOf(events);
        agents = Map.copyOf(new LinkedHashMap<>(agents));
        doubts = List.copyOf(doubts);
    }

    /** How many probes of standing denies got through. */
    public long leaks() {
        return flows.stream().mapToLong(TrafficFlow::leaks).sum();
    }

    /** How many probes were not answered. */
    public long lost() {
        return flows.stream().mapToLong(TrafficFlow::lost).sum();
    }

    /** How many connections broke. */
    public long broken() {
        return flows.stream().mapToLong(TrafficFlow::broken).sum();
    }

    /** The flow with the longest gap, where any has one. */
    public Optional<TrafficFlow> worst() {
        return flows.stream()
                .filter(flow -> !flow.longestGap().isZero())
                .max(Comparator.comparing(TrafficFlow::longestGap));
    }

    /** The longest time in which a flow was not watched. */
    public Duration longestUnwatched() {
        return flows.stream()
                .map(TrafficFlow::longestUnwatched)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** What happened while a flow was out, or shortly before: within two seconds, since Kubernetes tells seconds. */
    public List<TrafficEvent> during(TrafficOutage outage) {
        Duration slack = Duration.ofSeconds(2);
        return events.stream()
                .filter(event -> !event.at().isBefore(outage.start().minus(slack))
                        && !event.at().isAfter(outage.start().plus(outage.duration())))
                .toList();
    }
}
