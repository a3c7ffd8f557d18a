package org.ciliumconformance.suites.upgrade;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ciliumconformance.cluster.scenario.Inconclusive;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Inspection;
import org.semver4j.Semver;

/** What became of Cilium itself between a run before an upgrade and now. */
class CiliumUpgradeBehaviors {
    private static final Pattern VERSION = Pattern.compile(":v?(\\d+\\.\\d+\\.\\d+)");

    /** Kinds that Cilium itself gave up; whoever cleans up after an upgrade may remove them. */
    private static final Set<String> GIVEN_UP = Set.of(
            "ciliumegressnatpolicies.cilium.io",
            "ciliumexternalworkloads.cilium.io",
            "ciliumbgppeeringpolicies.cilium.io");

    @Behavior(
            id = "upgrade.version.not-lower",
            statement = "After an upgrade no Cilium agent is older than before",
            source = Source.CILIUM_UPGRADE,
            needs = Need.BEFORE,
            how = "The version in the image tag of every agent pod is the one that a run before the upgrade found, or a"
                    + " later one.")
    void notLower(Inspection inspection) {
        String told = inspection.before().ciliumVersion();
        Semver before = told == null ? null : Semver.parse(told);
        if (before == null) {
            throw new Inconclusive("the run before the upgrade found no version of Cilium");
        }
        Map<String, List<String>> nodesByVersion = new TreeMap<>();
        for (Pod agent :
                inspection.list(inspection.client().pods().inAnyNamespace().withLabel("k8s-app", "cilium"))) {
            agent.getSpec().getContainers().stream()
                    .filter(container -> container.getName().equals("cilium-agent"))
                    .map(Container::getImage)
                    .map(VERSION::matcher)
                    .filter(Matcher::find)
                    .forEach(tag -> nodesByVersion
                            .computeIfAbsent(tag.group(1), version -> new ArrayList<>())
                            .add(String.valueOf(agent.getSpec().getNodeName())));
        }
        nodesByVersion.forEach((version, nodes) -> {
            Semver now = Semver.parse(version);
            boolean lower = now != null && now.isLowerThan(before);
            inspection.expect(
                    "agents " + version + " on " + nodes.size() + (nodes.size() == 1 ? " node" : " nodes"),
                    "version",
                    before + " or later",
                    lower ? version : before + " or later");
        });
        inspection.verify();
    }

    @Behavior(
            id = "upgrade.configuration.changes",
            statement = "An upgrade may change Cilium's configuration",
            kind = Kind.PERMITTED,
            source = Source.CILIUM_UPGRADE,
            needs = Need.BEFORE,
            how =
                    "Lists the keys of cilium-config that a run before the upgrade found with another value, or not at all,"
                            + " and those that have gone since.")
    void configurationChanges(Inspection inspection) {
        Map<String, String> before = inspection.before().config();
        Map<String, String> now = inspection.facts().ciliumConfig();
        Set<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(now.keySet());
        List<String> changes = new ArrayList<>();
        for (String key : keys) {
            String was = before.getOrDefault(key, "(not set)");
            String is = now.getOrDefault(key, "(not set)");
            if (!was.equals(is) && !was.equals("[redacted]")) {
                changes.add(key + ": " + was + " -> " + is);
            }
        }
        inspection
                .observe("cilium-config", "changed keys", Inspection.list(changes))
                .verify();
    }

    @Behavior(
            id = "upgrade.crds.kept",
            statement = "An upgrade keeps the definitions of Cilium's custom resources, and with them their objects",
            source = Source.CILIUM_UPGRADE,
            needs = Need.BEFORE,
            how = "Every CustomResourceDefinition of cilium.io that a run before the upgrade found is still there, but"
                    + " those of kinds that Cilium gave up: with a definition its objects go.")
    void definitionsKept(Inspection inspection) {
        if (inspection.facts().customResources().isEmpty()) {
            throw new Inconclusive("the definitions of custom resources are not there, or may not be listed");
        }
        for (String name : inspection.before().customResources()) {
            if (!GIVEN_UP.contains(name)) {
                boolean kept = inspection.facts().customResources().contains(name);
                inspection.expect(name, "after the upgrade", "there", kept ? "there" : "gone");
            }
        }
        inspection.verify();
    }
}
