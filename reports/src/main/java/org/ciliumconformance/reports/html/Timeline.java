package org.ciliumconformance.reports.html;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What ran when, lane by lane.
 *
 * @param lanes the lanes that ran something
 * @param ticks the time axis
 * @param span how long all of it took
 * @param busy how much of the lanes' time was used, in percent; absent where that says nothing
 */
record Timeline(
        List<Lane> lanes,
        List<Tick> ticks,
        Duration span,
        @Nullable Integer busy) {

    /** A lane. */
    record Lane(String name, List<Bar> bars, int behaviors) {}

    /** One behavior, or several neighbours alike. Lengths are in percent with a sign. */
    record Bar(Verdict verdict, String from, String width) {}

    /** A mark of the axis. */
    record Tick(String at, String label) {}

    private static final int LANES_AT_MOST = 64;
    private static final String NO_LANE = "no lane";
    /** Up to how many behaviors in a lane each has a bar of its own. */
    private static final int SINGLE_BARS = 400;

    private static final double NARROWEST = 0.15;
    private static final long[] STEPS = {
        10,
        20,
        50,
        100,
        200,
        500,
        1_000,
        2_000,
        5_000,
        10_000,
        20_000,
        30_000,
        60_000,
        120_000,
        300_000,
        600_000,
        1_200_000,
        1_800_000,
        3_600_000,
        7_200_000,
        14_400_000,
        43_200_000,
        86_400_000
    };
    private static final int TICKS_AT_MOST = 8;

    static Timeline of(ResultsDocument document) {
        Instant start = document.run().startedAt();
        Map<String, List<BehaviorResult>> byLane = new TreeMap<>();
        Instant end = start.plusMillis(1);
        Duration used = Duration.ZERO;
        for (BehaviorResult result : document.results()) {
            if (!result.attempts().isEmpty()) {
                String lane = result.lane();
                byLane.computeIfAbsent(lane == null ? NO_LANE : Shown.name(lane), any -> new ArrayList<>())
                        .add(result);
                Instant ended = result.startedAt().plus(result.duration());
                end = ended.isAfter(end) ? ended : end;
                used = lane == null ? used : used.plus(result.duration());
            }
        }
        Duration span = Duration.between(start, end);
        List<Lane> lanes = new ArrayList<>();
        byLane.forEach((name, results) -> lanes.add(lane(name, results, start, span)));
        long real =
                byLane.keySet().stream().filter(name -> !name.equals(NO_LANE)).count();
        Integer busy = real == 0 ? null : (int) Math.round(100.0 * used.toMillis() / (span.toMillis() * real));
        return new Timeline(lanes.subList(0, Math.min(lanes.size(), LANES_AT_MOST)), ticks(span), span, busy);
    }

    private static Lane lane(String name, List<BehaviorResult> results, Instant start, Duration span) {
        List<BehaviorResult> sorted = results.stream()
                .sorted(Comparator.comparing(BehaviorResult::startedAt))
                .toList();
        boolean merging = sorted.size() > SINGLE_BARS;
        List<Bar> bars = new ArrayList<>();
        Verdict verdict = null;
        double from = 0;
        double to = 0;
        for (BehaviorResult result : sorted) {
            double begun = percent(Duration.between(start, result.startedAt()), span);
            double ended = Math.max(begun + NARROWEST, begun + percent(result.duration(), span));
            if (merging && verdict == result.verdict() && begun <= to + NARROWEST) {
                to = Math.max(to, ended);
                continue;
            }
            if (verdict != null) {
                bars.add(bar(verdict, from, to));
            }
            verdict = result.verdict();
            from = begun;
            to = ended;
        }
        if (verdict != null) {
            bars.add(bar(verdict, from, to));
        }
        return new Lane(name, bars, sorted.size());
    }

    private static Bar bar(Verdict verdict, double from, double to) {
        return new Bar(verdict, Tally.percent(from), Tally.percent(to - from));
    }

    private static double percent(Duration part, Duration whole) {
        return Math.min(100, Math.max(0, 100.0 * part.toMillis() / Math.max(1, whole.toMillis())));
    }

    private static List<Tick> ticks(Duration span) {
        long millis = Math.max(1, span.toMillis());
        long step = STEPS[STEPS.length - 1];
        for (long candidate : STEPS) {
            if (millis / candidate <= TICKS_AT_MOST) {
                step = candidate;
                break;
            }
        }
        List<Tick> ticks = new ArrayList<>();
        for (long at = 0; at <= millis && ticks.size() <= 2 * TICKS_AT_MOST; at += step) {
            ticks.add(new Tick(Tally.percent(100.0 * at / millis), at == 0 ? "0" : label(at)));
        }
        return ticks;
    }

    private static String label(long millis) {
        if (millis < 1_000) {
            return millis + " ms";
        }
        long seconds = millis / 1_000;
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        return seconds / 3_600 + " h" + (seconds % 3_600 == 0 ? "" : " " + seconds % 3_600 / 60 + " min");
    }
}
