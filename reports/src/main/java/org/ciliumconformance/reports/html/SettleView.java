package org.ciliumconformance.reports.html;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.SettleTime;

/**
 * How long changes took to show.
 *
 * @param buckets how many took how long, from the first to the last that is not empty
 * @param rows the same by what was changed: the most frequent changes
 * @param slowest the slowest single ones
 */
record SettleView(List<Bucket> buckets, List<Row> rows, List<Slow> slowest) {

    /**
     * Settle times of about the same length.
     *
     * @param label which
     * @param count how many
     * @param width of the bar, in percent with a sign
     */
    record Bucket(String label, int count, String width) {}

    /** Quantiles of one kind of change, in milliseconds. */
    record Row(String what, int count, long median, long p90, long max) {}

    /** A single settle time. */
    record Slow(String id, String anchor, String what, long millis) {}

    private record Time(BehaviorResult result, SettleTime time) {
        long millis() {
            return time.duration().toMillis();
        }
    }

    private static final long[] BOUNDS = {
        10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 60_000, Long.MAX_VALUE
    };
    private static final int ROWS_AT_MOST = 6;
    private static final int SLOWEST = 5;

    static SettleView of(Collection<BehaviorResult> results) {
        List<Time> times = new ArrayList<>();
        results.forEach(result -> result.settleTimes().forEach(time -> times.add(new Time(result, time))));
        Map<String, List<Time>> kinds = new TreeMap<>();
        times.forEach(time -> kinds.computeIfAbsent(Shown.name(time.time().what()), any -> new ArrayList<>())
                .add(time));
        List<Row> rows = new ArrayList<>();
        if (!times.isEmpty()) {
            rows.add(row("all changes", times));
        }
        if (kinds.size() > 1) {
            kinds.entrySet().stream()
                    .sorted(Comparator.<Map.Entry<String, List<Time>>>comparingInt(
                            entry -> -entry.getValue().size()))
                    .limit(ROWS_AT_MOST)
                    .forEach(entry -> rows.add(row(entry.getKey(), entry.getValue())));
        }
        List<Slow> slowest = times.stream()
                .sorted(Comparator.comparingLong(Time::millis).reversed())
                .limit(SLOWEST)
                .map(time -> new Slow(
                        Shown.name(time.result().id()),
                        Anchor.of(time.result().id()),
                        Shown.name(time.time().what()),
                        time.millis()))
                .toList();
        return new SettleView(buckets(times), rows, slowest);
    }

    private static List<Bucket> buckets(List<Time> times) {
        int[] counts = new int[BOUNDS.length];
        for (Time time : times) {
            int bucket = 0;
            while (time.millis() > BOUNDS[bucket]) {
                bucket++;
            }
            counts[bucket]++;
        }
        int first = 0;
        int last = counts.length - 1;
        while (first < last && counts[first] == 0) {
            first++;
        }
        while (last > first && counts[last] == 0) {
            last--;
        }
        int most = 1;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        List<Bucket> buckets = new ArrayList<>();
        for (int bucket = first; bucket <= last && !times.isEmpty(); bucket++) {
            buckets.add(new Bucket(label(bucket), counts[bucket], Tally.percent(100.0 * counts[bucket] / most)));
        }
        return buckets;
    }

    private static String label(int bucket) {
        if (bucket == 0) {
            return "up to " + BOUNDS[0] + " ms";
        }
        if (bucket == BOUNDS.length - 1) {
            return "over " + words(BOUNDS[bucket - 1]);
        }
        return "to " + words(BOUNDS[bucket]);
    }

    private static String words(long millis) {
        return millis < 1_000 ? millis + " ms" : millis / 1_000 + " s";
    }

    private static Row row(String what, List<Time> times) {
        long[] millis = times.stream().mapToLong(Time::millis).sorted().toArray();
        return new Row(what, millis.length, quantile(millis, 0.5), quantile(millis, 0.9), millis[millis.length - 1]);
    }

    /** The smallest value that at least the share of all does not exceed. */
    static long quantile(long[] sorted, double share) {
        return sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
    }
}
