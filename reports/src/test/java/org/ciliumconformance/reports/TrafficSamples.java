package org.ciliumconformance.reports;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ciliumconformance.reports.model.PlanCounts;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Traffic;
import org.ciliumconformance.reports.model.TrafficEvent;
import org.ciliumconformance.reports.model.TrafficFlow;
import org.ciliumconformance.reports.model.TrafficOutage;

/** Watched traffic as it could have been. */
public final class TrafficSamples {
    public static final Instant START = Samples.START;

    private TrafficSamples() {}

    /** A flow that was always answered. */
    public static TrafficFlow steady(String kind, String way) {
        return flow(kind, way, 0, 0, Duration.ZERO, List.of());
    }

    /** A flow that was out for so long, a second after the start. */
    public static TrafficFlow out(String kind, String way, Duration gap) {
        int probes = (int) (gap.toMillis() / 100);
        return flow(
                kind, way, probes, 0, gap, List.of(new TrafficOutage(START.plusSeconds(1), gap, probes, "timeout")));
    }

    /** A standing deny that let traffic through for three seconds. */
    public static TrafficFlow leaking() {
        return flow(
                "deny",
                ".cross-node",
                0,
                30,
                Duration.ZERO,
                List.of(new TrafficOutage(START.plusSeconds(2), Duration.ofSeconds(3), 30, "open")));
    }

    private static TrafficFlow flow(
            String kind, String way, int lost, int leaks, Duration gap, List<TrafficOutage> outages) {
        boolean answered = !kind.equals("deny") || leaks > 0;
        return new TrafficFlow(
                kind + way + "/n1",
                kind,
                "n1",
                "n2",
                100,
                lost,
                0,
                Duration.ZERO,
                gap,
                answered ? Duration.ofNanos(420_000) : Duration.ZERO,
                answered ? Duration.ofMillis(2) : Duration.ZERO,
                answered ? Duration.ofMillis(7) : Duration.ZERO,
                0,
                leaks,
                outages);
    }

    public static Traffic of(TrafficFlow... flows) {
        return new Traffic(
                START,
                START.plusSeconds(10),
                "after 10 s",
                Duration.ofMillis(100),
                List.of(flows),
                List.of(
                        new TrafficEvent(START.plusSeconds(1), "agent", "cilium-x7k2p", "n1", "was started anew"),
                        new TrafficEvent(START.plusSeconds(3), "node", "n1", "n1", "is ready")),
                Map.of("n1", "1.19.4", "n2", "1.19.4"),
                List.of());
    }

    /** The document of a watch. */
    public static ResultsDocument document(Traffic traffic) {
        return with(Samples.of(), traffic);
    }

    /** The same document, with traffic. */
    public static ResultsDocument with(ResultsDocument document, Traffic traffic) {
        return new ResultsDocument(
                document.schemaVersion(),
                document.run(),
                document.environment(),
                document.results().isEmpty() ? new PlanCounts(0, 0, 0) : document.plan(),
                new ArrayList<>(document.results()),
                document.problems(),
                traffic);
    }
}
