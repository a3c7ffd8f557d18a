package org.ciliumconformance.suites.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.ciliumconformance.cluster.monitor.ClusterEvent;
import org.ciliumconformance.cluster.monitor.FlowStatistics;
import org.ciliumconformance.cluster.monitor.Monitoring;
import org.ciliumconformance.cluster.monitor.Outage;
import org.ciliumconformance.reports.model.Traffic;
import org.ciliumconformance.reports.model.TrafficEvent;
import org.ciliumconformance.reports.model.TrafficFlow;
import org.ciliumconformance.reports.model.TrafficOutage;

/** Watched traffic as the results document keeps it. */
final class TrafficDocuments {
    private TrafficDocuments() {}

    static Traffic of(Monitoring seen, Duration interval, String endedBy, List<String> doubts) {
        return new Traffic(
                seen.startedAt(),
                seen.endedAt(),
                endedBy,
                interval,
                seen.flows().stream().map(TrafficDocuments::flow).toList(),
                seen.events().stream().map(TrafficDocuments::event).toList(),
                seen.agents(),
                doubts);
    }

    private static TrafficFlow flow(FlowStatistics seen) {
        return new TrafficFlow(
                seen.flow().id(),
                seen.flow().kind().word(),
                seen.flow().fromNode(),
                seen.flow().toNode(),
                seen.sent(),
                seen.lost(),
                seen.missed(),
                seen.longestUnwatched(),
                seen.longestGap(),
                seen.p50(),
                seen.p99(),
                seen.max(),
                seen.broken(),
                seen.leaks(),
                seen.outages().stream().map(TrafficDocuments::outage).toList());
    }

    private static TrafficOutage outage(Outage outage) {
        return new TrafficOutage(outage.start(), outage.duration(), outage.probes(), outage.outcome());
    }

    private static TrafficEvent event(ClusterEvent event) {
        return new TrafficEvent(
                event.at(),
                event.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                event.subject(),
                event.node(),
                event.what());
    }
}
