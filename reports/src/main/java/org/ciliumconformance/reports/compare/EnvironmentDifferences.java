package org.ciliumconformance.reports.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.NodeSummary;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.jspecify.annotations.Nullable;

/** What differs between the clusters of two documents, and between the runs. */
final class EnvironmentDifferences {

    private final List<EnvironmentChange> changes = new ArrayList<>();

    private EnvironmentDifferences() {}

    static List<EnvironmentChange> of(ResultsDocument before, ResultsDocument after) {
        EnvironmentDifferences found = new EnvironmentDifferences();
        Environment then = before.environment();
        Environment now = after.environment();
        found.note("Cilium", then.ciliumVersion(), now.ciliumVersion());
        found.note("Kubernetes", then.kubernetesVersion(), now.kubernetesVersion());
        found.note("profile", then.profile(), now.profile());
        found.note("target", then.target(), now.target());
        found.note("context", then.contextName(), now.contextName());
        found.note("nodes", Integer.toString(then.nodeCount()), Integer.toString(now.nodeCount()));
        found.nodes("kernel", then, now, NodeSummary::kernel);
        found.nodes("operating system", then, now, NodeSummary::osImage);
        found.nodes("kubelet", then, now, NodeSummary::kubeletVersion);
        found.nodes("container runtime", then, now, NodeSummary::containerRuntime);
        found.nodes("architecture", then, now, NodeSummary::architecture);
        found.entries("cilium-config ", then.config(), now.config());
        found.presence("DaemonSet ", then.daemonSets(), now.daemonSets());
        found.presence("CustomResourceDefinition ", then.customResources(), now.customResources());
        found.boots(then, now);
        found.note("suite version", before.run().suiteVersion(), after.run().suiteVersion());
        found.entries("option ", before.run().options(), after.run().options());
        return List.copyOf(found.changes);
    }

    private void note(String what, @Nullable String before, @Nullable String after) {
        if (!Objects.equals(before, after)) {
            changes.add(new EnvironmentChange(what, before, after));
        }
    }

    private void entries(String prefix, Map<String, String> before, Map<String, String> after) {
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        keys.forEach(key -> note(prefix + key, before.get(key), after.get(key)));
    }

    private void presence(String prefix, List<String> before, List<String> after) {
        entries(prefix, present(before), present(after));
    }

    private static Map<String, String> present(List<String> names) {
        return names.stream().collect(Collectors.toMap(name -> name, name -> "present", (one, other) -> one));
    }

    /** How many nodes booted between the runs; a simulated cluster is a new one each time. */
    private void boots(Environment before, Environment after) {
        long booted = before.boots().entrySet().stream()
                .filter(node -> after.boots().containsKey(node.getKey())
                        && !node.getValue().equals(after.boots().get(node.getKey())))
                .count();
        if (booted > 0 && !after.simulated()) {
            note("nodes that booted since", null, Long.toString(booted));
        }
    }

    /** Which kinds there are, without how many of each: adding a node like the others changes the number of nodes only. */
    private void nodes(String what, Environment before, Environment after, Function<NodeSummary, String> kind) {
        if (!before.nodes().isEmpty() && !after.nodes().isEmpty()) {
            String then = kinds(before, kind, false);
            if (!then.equals(kinds(after, kind, false))) {
                note(what, kinds(before, kind, true), kinds(after, kind, true));
            }
        }
    }

    private static String kinds(Environment environment, Function<NodeSummary, String> kind, boolean counted) {
        Map<String, Integer> kinds = environment.nodes().stream()
                .collect(Collectors.toMap(kind, NodeSummary::count, Integer::sum, TreeMap::new));
        return kinds.entrySet().stream()
                .map(entry -> entry.getKey() + (counted && kinds.size() > 1 ? " (" + entry.getValue() + " nodes)" : ""))
                .collect(Collectors.joining(", "));
    }
}
