package org.ciliumconformance.reports.text;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ciliumconformance.reports.model.Traffic;
import org.ciliumconformance.reports.model.TrafficEvent;
import org.ciliumconformance.reports.model.TrafficFlow;
import org.ciliumconformance.reports.model.TrafficOutage;

/** Watched traffic in words: what matters in sentences, each flow in a row. */
public final class TrafficText {
    /** The heads of the columns of {@link #row}. */
    public static final List<String> HEADS =
            List.of("flow", "sent", "lost", "missed", "longest gap", "p50", "p99", "max", "broken", "leaks");

    private static final Duration LONG = Duration.ofSeconds(1);
    private static final int EVENTS_AT_MOST = 100;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private TrafficText() {}

    /** Whether it went well, in one sentence without its full stop. */
    public static String headline(Traffic traffic) {
        if (traffic.leaks() > 0) {
            return "A standing deny let traffic through: "
                    + counted(traffic.leaks(), "probe was answered", "probes were answered");
        }
        String broken =
                traffic.broken() == 0 ? "" : ", " + counted(traffic.broken(), "connection broke", "connections broke");
        Optional<TrafficFlow> worst = traffic.worst();
        return worst.isEmpty()
                ? "No probe was lost" + broken + unknown(traffic.longestUnwatched())
                : "The longest gap is " + duration(worst.get().longestGap()) + " ("
                        + Printable.line(worst.get().id(), 100) + ")" + broken
                        + unknown(traffic.longestUnwatched());
    }

    /** A missed tick or two is no news; pods that were away are. */
    private static String unknown(Duration unwatched) {
        return unwatched.compareTo(LONG) < 0
                ? ""
                : "; of up to " + duration(unwatched) + " nothing is known, since pods were away";
    }

    /** How much was watched, and how it ended; a sentence. */
    public static String scope(Traffic traffic) {
        return counted(traffic.flows().size(), "flow", "flows") + ", a probe of each every "
                + traffic.interval().toMillis() + " ms for "
                + duration(Duration.between(traffic.startedAt(), traffic.endedAt())) + "; ended " + traffic.endedBy()
                + ".";
    }

    /** A flow's figures, in the order of {@link #HEADS}. */
    public static List<String> row(TrafficFlow flow) {
        boolean deny = flow.kind().equals("deny");
        boolean answered = !flow.max().isZero();
        return List.of(
                Printable.line(flow.id(), 120),
                String.valueOf(flow.sent()),
                deny ? "-" : String.valueOf(flow.lost()),
                String.valueOf(flow.missed()),
                deny ? "-" : duration(flow.longestGap()),
                answered ? millis(flow.p50()) : "-",
                answered ? millis(flow.p99()) : "-",
                answered ? millis(flow.max()) : "-",
                flow.kind().equals("long-lived") ? String.valueOf(flow.broken()) : "-",
                deny ? String.valueOf(flow.leaks()) : "-");
    }

    /** All flows as a table, in lines that each end with a line feed. */
    public static String table(Traffic traffic) {
        Table table = new Table().row(HEADS);
        traffic.flows().forEach(flow -> table.row(row(flow)));
        return table.render("");
    }

    /** What happened, and when flows were out, in the order of time; in lines that each end with a line feed. */
    public static String timeline(Traffic traffic) {
        List<Line> lines = new ArrayList<>();
        traffic.events().forEach(event -> lines.add(new Line(event.at().toEpochMilli(), words(event))));
        for (TrafficFlow flow : traffic.flows()) {
            flow.outages()
                    .forEach(outage -> lines.add(new Line(
                            outage.start().toEpochMilli(),
                            "flow " + Printable.line(flow.id(), 120) + " " + words(flow, outage))));
        }
        lines.sort(java.util.Comparator.comparingLong(Line::millis));
        StringBuilder out = new StringBuilder();
        lines.stream().limit(EVENTS_AT_MOST).forEach(line -> out.append(
                        TIME.format(java.time.Instant.ofEpochMilli(line.millis())))
                .append("  ")
                .append(line.text())
                .append('\n'));
        if (lines.size() > EVENTS_AT_MOST) {
            out.append("and ").append(lines.size() - EVENTS_AT_MOST).append(" more\n");
        }
        return out.toString();
    }

    private record Line(long millis, String text) {}

    /** An event, without its time. */
    public static String words(TrafficEvent event) {
        String where = event.node().isEmpty() || event.node().equals(event.subject())
                ? ""
                : " on " + Printable.line(event.node(), 100);
        String subject = Printable.line(event.subject(), 120);
        return (event.kind().equals("api-server") ? subject : event.kind() + " " + subject) + where + " "
                + Printable.line(event.what(), 300);
    }

    /** An outage, without its time and the flow's name. */
    public static String words(TrafficFlow flow, TrafficOutage outage) {
        boolean deny = flow.kind().equals("deny");
        return (deny ? "leaked for " : "out for ") + duration(outage.duration()) + " ("
                + counted(outage.probes(), "probe", "probes")
                + (deny ? "" : ", the first " + Printable.line(outage.outcome(), 40)) + ")";
    }

    /** In milliseconds, then in seconds, then in minutes. */
    public static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 10_000) {
            return millis + " ms";
        }
        return millis < 120_000
                ? String.format(Locale.ROOT, "%.1f s", millis / 1_000.0)
                : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }

    private static String counted(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
