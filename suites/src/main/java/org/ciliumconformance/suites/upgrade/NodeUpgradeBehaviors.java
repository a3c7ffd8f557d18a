package org.ciliumconformance.suites.upgrade;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.facts.NodeFacts;
import org.ciliumconformance.cluster.facts.Profile;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Inspection;

/** What became of the nodes between a run before an upgrade and now. */
class NodeUpgradeBehaviors {

    @Behavior(
            id = "upgrade.nodes.reimaged",
            statement = "An upgrade to Cilium re-images every node",
            source = Source.AKS_UPGRADE,
            profiles = Profile.AKS_MANAGED,
            needs = Need.BEFORE,
            how = "The boot id of every Linux node differs from the one that a run before the upgrade found under its"
                    + " name: a node that was re-imaged has booted since. Whether they did so together cannot be told"
                    + " from two looks.")
    void reimaged(Inspection inspection) {
        Map<String, String> before = inspection.before().boots();
        inspection.facts().nodes().stream().filter(NodeFacts::linux).forEach(node -> {
            boolean same = node.bootId().equals(before.get(node.name()));
            inspection.expect(
                    "node " + node.name() + (before.containsKey(node.name()) ? "" : " (new)"),
                    "runs since a boot",
                    "after the former run",
                    same ? "before it" : "after the former run");
        });
        inspection.verify();
    }

    @Behavior(
            id = "upgrade.nodes.none-lost",
            statement = "A cluster has as many ready nodes after an upgrade as before",
            source = Source.AKS_UPGRADE,
            profiles = Profile.AKS_MANAGED,
            needs = Need.BEFORE,
            how = "There are no fewer nodes than a run before the upgrade found, and those that are there are ready."
                    + " Names may differ: a pool that grows and shrinks by itself replaces nodes.")
    void noneLost(Inspection inspection) {
        int before = inspection.before().nodeCount();
        int now = inspection.facts().nodes().size();
        Map<String, String> unready = new TreeMap<>(inspection.facts().nodes().stream()
                .filter(node -> !node.ready())
                .collect(Collectors.toMap(NodeFacts::name, node -> "not ready")));
        inspection.expect("nodes", "how many", "at least " + before, now >= before ? "at least " + before : "" + now);
        inspection.expect(
                "nodes",
                "not ready",
                "none",
                unready.isEmpty() ? "none" : unready.keySet().toString());
        inspection.verify();
    }
}
