package org.ciliumconformance.suites.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.facts.Profile;
import org.ciliumconformance.reports.model.Citation;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.reports.model.Verdict;

/**
 * All that is known about a behavior, in words: what the command line explains and the generated pages show.
 *
 * @param entry the behavior
 * @param appliesTo where it is documented, one condition each; all must hold
 * @param needs what it needs of a cluster or a run, one thing each
 * @param turnedBy the faults of the simulated cluster that it notices
 */
public record Explanation(CatalogueEntry entry, List<String> appliesTo, List<String> needs, List<Turning> turnedBy) {

    /**
     * A fault that a behavior notices.
     *
     * @param fault its id
     * @param description what is wrong with a cluster that has it
     * @param verdict of the behavior then
     * @param clusters of the fault matrix on which it is so; empty for all on which the behavior applies
     */
    public record Turning(String fault, String description, Verdict verdict, Set<String> clusters) {
        public Turning {
            clusters = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(clusters));
        }

        /** What becomes of the behavior. */
        public String outcome() {
            return (verdict == Verdict.CONFORMS ? "observed differently" : verdict.name())
                    + (clusters.isEmpty() ? "" : " on " + String.join(", ", clusters));
        }
    }

    /**
     * Explains a behavior.
     *
     * @param matrix which faults turn it
     * @param faults what each fault breaks, by its id
     */
    public static Explanation of(CatalogueEntry entry, FaultMatrix matrix, Map<String, String> faults) {
        return new Explanation(
                entry,
                where(entry),
                needs(entry.behavior()),
                matrix.turning(entry.id()).stream()
                        .map(line -> new Turning(
                                line.fault(), faults.getOrDefault(line.fault(), ""), line.verdict(), line.clusters()))
                        .toList());
    }

    public Citation citation() {
        return entry.behavior().source().citation();
    }

    /** What a verdict about behaviors of a kind means. */
    public static String meaning(Kind kind) {
        return switch (kind) {
            case REQUIRED -> "a conformant cluster shows it; absent, the verdict is DEVIATES";
            case LIMITATION -> "a documented shortcoming, expected here; absent, the verdict is LIFTED";
            case PERMITTED -> "the document says \"may\"; what was seen is recorded";
        };
    }

    private static List<String> where(CatalogueEntry entry) {
        Behavior behavior = entry.behavior();
        List<String> where = new ArrayList<>();
        String profiles = behavior.profiles().length == 0
                ? "every cluster with Cilium"
                : Arrays.stream(behavior.profiles()).map(Profile::word).collect(Collectors.joining(", "));
        where.add(profiles + (behavior.plainKubernetes() ? ", and clusters without Cilium" : ""));
        if (!behavior.cilium().equals("*")) {
            where.add("Cilium " + range(behavior.cilium()));
        }
        if (!behavior.kubernetes().equals("*")) {
            where.add("Kubernetes " + range(behavior.kubernetes()));
        }
        entry.declaration().applicability().features().forEach(feature -> where.add(feature(feature)));
        return where;
    }

    /** {@code >=1.17.0 <1.18.0 || >=1.18.3} as "from 1.17.0 before 1.18.0, or from 1.18.3". */
    private static String range(String range) {
        return Arrays.stream(range.split("\\|\\|"))
                .map(alternative -> alternative
                        .strip()
                        .replace(">=", "from ")
                        .replace("<=", "up to ")
                        .replace("<", "before ")
                        .replace(">", "after "))
                .collect(Collectors.joining(", or "));
    }

    private static String feature(String feature) {
        if (!feature.contains("=") && !feature.contains("!~")) {
            return feature.startsWith("not ") ? "clusters without " + feature.substring(4) : "clusters with " + feature;
        }
        ConfigCondition condition = ConfigCondition.parse(feature);
        return "cilium-config where " + condition.key()
                + switch (condition.operator()) {
                    case "=" -> " is ";
                    case "!=" -> " is not ";
                    default -> " does not contain ";
                }
                + condition.value();
    }

    private static List<String> needs(Behavior behavior) {
        List<String> needs = new ArrayList<>();
        needs.add(behavior.nodes() == 1 ? "1 node" : behavior.nodes() + " nodes");
        for (Need need : behavior.needs()) {
            needs.add(need.word() + " (" + need.option() + ")");
        }
        return needs;
    }
}
