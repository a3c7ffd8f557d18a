package org.ciliumconformance.reports.html;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Verdict;

/**
 * How many results of which verdict, as a row of a table with a bar.
 *
 * @param name what was counted
 * @param counts one for each verdict
 * @param flaky how many conform only on a retry
 */
record Tally(String name, Map<Verdict, Integer> counts, int flaky) {

    /**
     * A part of a bar.
     *
     * @param verdict what it stands for
     * @param from where it begins, in percent with a sign
     * @param width how wide it is, in percent with a sign
     */
    record Part(Verdict verdict, String from, String width) {}

    /** Verdicts from the most urgent to the least. */
    static final List<Verdict> ORDER =
            List.of(Verdict.DEVIATES, Verdict.INCONCLUSIVE, Verdict.LIFTED, Verdict.CONFORMS, Verdict.NOT_APPLICABLE);

    static Tally of(String name, Collection<BehaviorResult> results) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        int flaky = 0;
        for (BehaviorResult result : results) {
            counts.merge(result.verdict(), 1, Integer::sum);
            flaky += result.flaky() ? 1 : 0;
        }
        return new Tally(name, counts, flaky);
    }

    /** One for each area, the ones with the most trouble first. */
    static List<Tally> byArea(Collection<BehaviorResult> results) {
        Map<String, List<BehaviorResult>> areas = new TreeMap<>();
        results.forEach(
                result -> areas.computeIfAbsent(Shown.name(result.declaration().area()), any -> new ArrayList<>())
                        .add(result));
        List<Tally> tallies = new ArrayList<>();
        areas.forEach((area, mine) -> tallies.add(of(area, mine)));
        tallies.sort(Comparator.<Tally>comparingInt(tally -> -tally.count(Verdict.DEVIATES))
                .thenComparingInt(tally -> -tally.count(Verdict.INCONCLUSIVE))
                .thenComparing(Tally::name));
        return tallies;
    }

    int count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The parts of a bar, from left to right. */
    List<Part> bar() {
        Map<Verdict, Part> parts = new LinkedHashMap<>();
        double total = Math.max(1, total());
        double from = 0;
        for (Verdict verdict : ORDER) {
            double width = 100 * count(verdict) / total;
            if (width > 0) {
                parts.put(verdict, new Part(verdict, percent(from), percent(width)));
            }
            from += width;
        }
        return List.copyOf(parts.values());
    }

    /** The bar in words. */
    String inWords() {
        List<String> words = new ArrayList<>();
        for (Verdict verdict : ORDER) {
            if (count(verdict) > 0) {
                words.add(count(verdict) + " " + Marks.words(verdict));
            }
        }
        return words.isEmpty() ? "none" : String.join(", ", words);
    }

    static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f%%", value);
    }
}
