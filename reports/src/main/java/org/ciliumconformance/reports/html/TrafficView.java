package org.ciliumconformance.reports.html;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ciliumconformance.reports.model.Traffic;
import org.ciliumconformance.reports.model.TrafficEvent;
import org.ciliumconformance.reports.model.TrafficFlow;
import org.ciliumconformance.reports.model.TrafficOutage;
import org.ciliumconformance.reports.text.TrafficText;

/**
 * Watched traffic: figures of each flow, and on one line of time what befell the cluster and when flows were out.
 *
 * @param headline whether it went well
 * @param scope how much was watched
 * @param doubts why not everything is certain
 * @param heads of the columns
 * @param rows one for each flow
 * @param marks events, on the line of time
 * @param strips flows that were out or leaked, each with its bars
 * @param events in words, with their times
 * @param more how many events are not shown
 */
record TrafficView(
        String headline,
        String scope,
        List<String> doubts,
        List<String> heads,
        List<Row> rows,
        List<Mark> marks,
        List<Strip> strips,
        List<Event> events,
        int more) {

    /**
     * A flow's figures.
     *
     * @param bad whether it was out, broke or leaked
     * @param cells in the order of the heads, the first the flow's name
     */
    record Row(boolean bad, List<String> cells) {}

    /** A point on the line of time, in percent with a sign. */
    record Mark(String at, String label) {}

    /**
     * A flow's times.
     *
     * @param summary in words
     */
    record Strip(String name, String summary, boolean leaks, List<Bar> bars) {}

    /** From where and how wide, in percent with a sign. */
    record Bar(String from, String width, String label) {}

    /** When, and what; with the flows that were out then. */
    record Event(String at, String what) {}

    private static final int STRIPS_AT_MOST = 40;
    private static final int EVENTS_AT_MOST = 200;
    private static final double NARROWEST = 0.3;

    static TrafficView of(Traffic traffic) {
        List<Row> rows = traffic.flows().stream()
                .map(flow -> new Row(
                        flow.leaks() > 0
                                || flow.broken() > 0
                                || !flow.longestGap().isZero(),
                        TrafficText.row(flow)))
                .toList();
        List<Mark> marks = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (TrafficEvent event : traffic.events()
                .subList(0, Math.min(EVENTS_AT_MOST, traffic.events().size()))) {
            marks.add(new Mark(Tally.percent(percent(traffic, event.at())), Shown.text(TrafficText.words(event))));
            events.add(new Event(Shown.time(event.at()), Shown.text(TrafficText.words(event))));
        }
        List<Strip> strips = traffic.flows().stream()
                .filter(flow -> !flow.outages().isEmpty())
                .limit(STRIPS_AT_MOST)
                .map(flow -> strip(traffic, flow))
                .toList();
        return new TrafficView(
                Shown.text(TrafficText.headline(traffic)),
                Shown.text(TrafficText.scope(traffic)),
                traffic.doubts().stream().map(Shown::text).toList(),
                TrafficText.HEADS,
                rows,
                marks,
                strips,
                events,
                Math.max(0, traffic.events().size() - EVENTS_AT_MOST));
    }

    private static Strip strip(Traffic traffic, TrafficFlow flow) {
        List<Bar> bars = new ArrayList<>();
        for (TrafficOutage outage : flow.outages()) {
            double from = percent(traffic, outage.start());
            double to = percent(traffic, outage.start().plus(outage.duration()));
            StringBuilder label =
                    new StringBuilder(Shown.time(outage.start())).append(": ").append(TrafficText.words(flow, outage));
            traffic.during(outage).stream().limit(3).forEach(event -> label.append("; ")
                    .append(TrafficText.words(event)));
            bars.add(new Bar(
                    Tally.percent(from), Tally.percent(Math.max(NARROWEST, to - from)), Shown.text(label.toString())));
        }
        boolean leaks = flow.leaks() > 0;
        String summary = leaks
                ? Shown.counted(flow.leaks(), "leak", "leaks")
                : "longest gap " + TrafficText.duration(flow.longestGap());
        return new Strip(Shown.name(flow.id()), summary, leaks, bars);
    }

    private static double percent(Traffic traffic, Instant at) {
        long span = Math.max(
                1, Duration.between(traffic.startedAt(), traffic.endedAt()).toMillis());
        long since = Duration.between(traffic.startedAt(), at).toMillis();
        return Math.min(100, Math.max(0, 100.0 * since / span));
    }
}
