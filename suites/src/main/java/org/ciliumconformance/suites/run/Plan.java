package org.ciliumconformance.suites.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.facts.ClusterFacts;
import org.ciliumconformance.cluster.facts.Profile;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.ciliumconformance.suites.catalogue.ConfigCondition;
import org.ciliumconformance.suites.catalogue.ConfigDefaults;
import org.ciliumconformance.suites.catalogue.Feature;
import org.ciliumconformance.suites.catalogue.Need;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/** For each selected behavior: run, or not applicable because. */
public final class Plan {
    private final Map<String, Item> items;

    private Plan(Map<String, Item> items) {
        this.items = items;
    }

    /**
     * @param provided needs that are met: opted into, and there
     */
    public static Plan of(List<CatalogueEntry> selected, ClusterFacts facts, Set<Need> provided) {
        Map<String, Item> items = new LinkedHashMap<>();
        for (CatalogueEntry entry : selected) {
            items.put(entry.id(), new Item(entry, whyNot(entry.behavior(), facts, provided)));
        }
        return new Plan(items);
    }

    private static @Nullable String whyNot(Behavior behavior, ClusterFacts facts, Set<Need> provided) {
        boolean onPlain = facts.profile() == Profile.NOT_CILIUM
                && (behavior.plainKubernetes()
                        || Arrays.asList(behavior.profiles()).contains(Profile.NOT_CILIUM));
        if (facts.profile() == Profile.NOT_CILIUM && !onPlain) {
            return "the cluster has no Cilium: " + facts.profileReason();
        }
        if (!onPlain
                && behavior.profiles().length > 0
                && !Arrays.asList(behavior.profiles()).contains(facts.profile())) {
            return "documented for "
                    + Arrays.stream(behavior.profiles()).map(Profile::word).collect(Collectors.joining(", "))
                    + "; this cluster is " + facts.profile().word() + ", as " + facts.profileReason();
        }
        if (!onPlain && !behavior.cilium().equals("*")) {
            Semver version = facts.ciliumVersion();
            if (version == null) {
                return "needs Cilium " + behavior.cilium() + ", and the version cannot be told: "
                        + facts.ciliumVersionSource() + " (name it with --cilium-version)";
            }
            if (!version.satisfies(behavior.cilium())) {
                return "holds for Cilium " + behavior.cilium() + "; this is " + version;
            }
        }
        if (facts.profile() == Profile.AKS_MANAGED && !behavior.aksManaged().equals("*")) {
            Semver version = facts.ciliumVersion();
            if (version == null || !version.satisfies(behavior.aksManaged())) {
                return "AKS supports it with Cilium " + behavior.aksManaged() + "; this is "
                        + (version == null ? "unknown" : version);
            }
        }
        if (!behavior.kubernetes().equals("*") && !facts.kubernetesVersion().satisfies(behavior.kubernetes())) {
            return "holds for Kubernetes " + behavior.kubernetes() + "; this is " + facts.kubernetesVersion();
        }
        if (!onPlain) {
            Map<String, String> defaults = ConfigDefaults.of(facts.ciliumVersion());
            for (String text : behavior.config()) {
                ConfigCondition condition = ConfigCondition.parse(text);
                if (!condition.holds(facts.ciliumConfig(), defaults)) {
                    return "needs " + text + " in cilium-config, where "
                            + condition.actual(facts.ciliumConfig(), defaults);
                }
            }
        }
        for (Feature feature : behavior.with()) {
            if (!feature.isIn(facts)) {
                return "needs a cluster with " + feature.word();
            }
        }
        for (Feature feature : behavior.without()) {
            if (feature.isIn(facts)) {
                return "holds for clusters without " + feature.word();
            }
        }
        int nodes = facts.usableNodes().size();
        if (nodes < behavior.nodes()) {
            return "needs " + behavior.nodes() + " nodes that can take pods; there "
                    + (nodes == 1 ? "is 1" : "are " + nodes);
        }
        List<String> missing = new ArrayList<>();
        for (Need need : behavior.needs()) {
            if (!provided.contains(need)) {
                missing.add(need.word() + " (" + need.option() + ")");
            }
        }
        return missing.isEmpty() ? null : "needs " + String.join(" and ", missing);
    }

    public List<Item> items() {
        return List.copyOf(items.values());
    }

    public List<CatalogueEntry> toRun() {
        return items.values().stream()
                .filter(item -> item.whyNot() == null)
                .map(Item::entry)
                .toList();
    }

    /** The item of a behavior, or null when it was not selected. */
    public @Nullable Item item(String id) {
        return items.get(id);
    }

    /**
     * One behavior's place in the plan.
     *
     * @param whyNot why it is not applicable; null when it is to be run
     */
    public record Item(CatalogueEntry entry, @Nullable String whyNot) {}
}
