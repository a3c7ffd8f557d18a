package org.ciliumconformance.reports.html;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Cell;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.model.Phase;
import org.ciliumconformance.reports.model.Verdict;

/**
 * What several behaviors have in common that have no good verdict. One broken thing in a cluster shows in dozens of
 * behaviors: a reader needs the one before the dozens.
 *
 * @param verdict what was concluded about each
 * @param text what they have in common
 * @param probes how many probes show it, 0 where it does not show in probes
 * @param behaviors those that show it, the first few
 * @param more how many more there are
 */
record Cause(Verdict verdict, String text, int probes, List<Named> behaviors, int more) {

    /** A behavior to go to. */
    record Named(String id, String anchor) {}

    private static final int NAMED_AT_MOST = 6;
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final String OPEN = "…";
    private static final Pattern NUMBER_OR_OPEN = Pattern.compile("\\d+|" + OPEN);

    private static final class Gathered {
        private final List<BehaviorResult> results = new ArrayList<>();
        private final Set<String> texts = new LinkedHashSet<>();
        private int probes;

        void add(String text, BehaviorResult result) {
            texts.add(text);
            results.add(result);
        }

        /** What the texts have in common: a number in which they differ is left open. */
        String text() {
            String common = "";
            for (String text : texts) {
                common = common.isEmpty() ? text : common(common, text);
            }
            return common;
        }

        private static String common(String one, String other) {
            Matcher numbers = NUMBER_OR_OPEN.matcher(one);
            Matcher others = NUMBER_OR_OPEN.matcher(other);
            StringBuilder out = new StringBuilder();
            int told = 0;
            while (numbers.find() && others.find()) {
                out.append(one, told, numbers.start())
                        .append(numbers.group().equals(others.group()) ? numbers.group() : OPEN);
                told = numbers.end();
            }
            return out.append(one, told, one.length()).toString();
        }
    }

    Cause {
        behaviors = List.copyOf(behaviors);
    }

    int count() {
        return behaviors.size() + more;
    }

    /** The causes of results with a verdict, the one with the most behaviors first. */
    static List<Cause> of(Verdict verdict, Collection<BehaviorResult> results) {
        Map<String, Gathered> causes = new LinkedHashMap<>();
        for (BehaviorResult result : results) {
            if (result.verdict() == verdict) {
                Map<String, Integer> seen = verdict == Verdict.DEVIATES ? differences(result) : Map.of();
                if (seen.isEmpty()) {
                    // Reasons that differ in a number alone, such as a time that passed, are one reason.
                    String reason = Shown.text(result.reasonText());
                    causes.computeIfAbsent(NUMBER.matcher(reason).replaceAll("#"), any -> new Gathered())
                            .add(reason, result);
                }
                seen.forEach((difference, probes) -> {
                    Gathered cause = causes.computeIfAbsent(difference, any -> new Gathered());
                    cause.probes += probes;
                    cause.add(difference, result);
                });
            }
        }
        return causes.values().stream()
                .sorted(Comparator.<Gathered>comparingInt(cause -> -cause.results.size()))
                .map(cause -> cause(verdict, cause))
                .toList();
    }

    private static Cause cause(Verdict verdict, Gathered gathered) {
        List<Named> named = gathered.results.stream()
                .limit(NAMED_AT_MOST)
                .map(result -> new Named(Shown.name(result.id()), Anchor.of(result.id())))
                .toList();
        return new Cause(verdict, gathered.text(), gathered.probes, named, gathered.results.size() - named.size());
    }

    /** What differs while the behavior is in effect, and in how many probes; else what differs at all. */
    private static Map<String, Integer> differences(BehaviorResult result) {
        Map<String, Integer> inEffect = differences(result, Set.of(Phase.POLICY));
        return inEffect.isEmpty() ? differences(result, new LinkedHashSet<>(List.of(Phase.values()))) : inEffect;
    }

    private static Map<String, Integer> differences(BehaviorResult result, Set<Phase> phases) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (Matrix matrix : result.matrices()) {
            if (phases.contains(matrix.phase())) {
                for (Cell cell : matrix.differences()) {
                    seen.merge(inWords(cell), 1, Integer::sum);
                }
            }
        }
        return seen;
    }

    private static String inWords(Cell cell) {
        Outcome outcome = Outcome.of(cell);
        if (cell.expected().contains("DROPPED") && cell.observed().equals("ALLOWED")) {
            return "Traffic passes that should be dropped";
        }
        if (cell.expected().equals(List.of("ALLOWED")) && cell.observed().equals("DROPPED")) {
            return "Traffic is dropped that should pass";
        }
        if (cell.observed().equals("PROBE_FAILED")) {
            return "Probes failed, so nothing is known of the network";
        }
        return "Observed " + outcome.observed() + " where " + outcome.expected() + " is documented";
    }
}
