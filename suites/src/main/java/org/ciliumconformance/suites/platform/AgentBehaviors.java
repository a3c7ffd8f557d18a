package org.ciliumconformance.suites.platform;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.facts.NodeFacts;
import org.ciliumconformance.cluster.facts.Profile;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Inspection;

/** The agents: where they run, what they are, and what limits them. */
class AgentBehaviors {

    @Behavior(
            id = "platform.agent.no-limits",
            statement = "AKS sets no CPU or memory limits on the Cilium agent",
            source = Source.AKS_FAQ_LIMITS,
            profiles = Profile.AKS_MANAGED,
            how = "The container cilium-agent of the DaemonSet has no resource limits. Requests are fine, and so are"
                    + " limits of the sidecars that AKS adds.")
    void noLimits(Inspection inspection) {
        limits(inspection)
                .forEach((agent, limits) ->
                        inspection.expect(agent, "limits", "none", limits.isEmpty() ? "none" : limits.toString()));
        inspection.verify();
    }

    @Behavior(
            id = "platform.agent.limits-observed",
            statement = "Whether the Cilium agent has CPU or memory limits is the installer's choice",
            kind = Kind.PERMITTED,
            source = Source.AKS_FAQ_LIMITS,
            profiles = {Profile.AKS_BYOCNI, Profile.K3S, Profile.SELF_MANAGED},
            how = "Records the resource limits of the container cilium-agent; the chart sets none by default.")
    void limitsObserved(Inspection inspection) {
        Map<String, Map<String, Quantity>> limits = limits(inspection);
        limits.forEach((agent, set) -> inspection.expect(
                agent, "limits", set.isEmpty() ? "none" : set.toString(), set.isEmpty() ? "none" : set.toString()));
        boolean none = limits.values().stream().allMatch(Map::isEmpty);
        inspection.note(none ? "The agent has no limits." : "The agent has limits: " + limits.values());
        inspection.verify();
    }

    private static Map<String, Map<String, Quantity>> limits(Inspection inspection) {
        Map<String, Map<String, Quantity>> limits = new TreeMap<>();
        for (DaemonSet set : new CiliumPods(inspection).agentSets()) {
            CiliumPods.container(set.getSpec().getTemplate().getSpec().getContainers(), CiliumPods.AGENT)
                    .ifPresent(container -> {
                        Map<String, Quantity> own = container.getResources() == null
                                ? null
                                : container.getResources().getLimits();
                        limits.put(
                                "DaemonSet " + set.getMetadata().getName() + ", cilium-agent",
                                own == null ? Map.of() : own);
                    });
        }
        return limits;
    }

    @Behavior(
            id = "platform.agent.on-every-node",
            statement = "Every Linux node has a Cilium agent that is ready",
            source = Source.CILIUM_COMPONENTS,
            how = "For every Linux node a pod k8s-app=cilium that is ready runs there, or does within seconds.")
    void onEveryNode(Inspection inspection) {
        CiliumPods pods = new CiliumPods(inspection);
        Map<String, String> without = inspection.lasting(() -> {
            Map<String, String> states = new TreeMap<>();
            inspection.facts().nodes().stream()
                    .filter(NodeFacts::linux)
                    .forEach(node -> states.put(node.name(), "no agent"));
            for (Pod agent : pods.agents()) {
                String node = String.valueOf(agent.getSpec().getNodeName());
                if (CiliumPods.ready(agent)) {
                    states.remove(node);
                } else {
                    states.replace(node, CiliumPods.name(agent) + " is not ready");
                }
            }
            return states;
        });
        for (NodeFacts node : inspection.facts().nodes()) {
            if (node.linux()) {
                inspection.expect(
                        "node " + node.name(), "Cilium agent", "ready", without.getOrDefault(node.name(), "ready"));
            }
        }
        inspection.verify();
    }

    @Behavior(
            id = "platform.agent.linux-only",
            statement = "Cilium agents run on Linux nodes only",
            source = Source.AKS_LIMITATIONS,
            how = "Every pod k8s-app=cilium is on a node whose label kubernetes.io/os is linux.")
    void linuxOnly(Inspection inspection) {
        Map<String, String> systems = inspection.facts().nodes().stream()
                .collect(Collectors.toMap(NodeFacts::name, NodeFacts::operatingSystem));
        for (Pod agent : new CiliumPods(inspection).agents()) {
            String node = agent.getSpec().getNodeName();
            // One that waits for a node, or for one that joined after the facts were read, is on none that is known.
            if (node != null && systems.containsKey(node)) {
                inspection.expect("agent on " + node, "operating system", "linux", systems.getOrDefault(node, "linux"));
            }
        }
        inspection.verify();
    }

    @Behavior(
            id = "platform.agent.one-version",
            statement = "All Cilium agents are of one version",
            source = Source.CILIUM_UPGRADE,
            how = "The images of all agent pods carry one version: the tag without its suffix, or the whole reference"
                    + " where the image is named by digest alone. Agents differ while an upgrade is under way.")
    void oneVersion(Inspection inspection) {
        Map<String, Set<String>> nodesByVersion = new TreeMap<>();
        for (Pod agent : new CiliumPods(inspection).agents()) {
            nodesByVersion
                    .computeIfAbsent(version(agent), version -> new TreeSet<>())
                    .add(String.valueOf(agent.getSpec().getNodeName()));
        }
        Map<String, String> told = new LinkedHashMap<>();
        nodesByVersion.forEach((version, nodes) -> told.put(version, some(List.copyOf(nodes))));
        inspection.expect(
                "agents",
                "versions",
                nodesByVersion.isEmpty()
                        ? "one"
                        : nodesByVersion.keySet().iterator().next(),
                nodesByVersion.size() == 1 ? nodesByVersion.keySet().iterator().next() : told.toString());
        inspection.verify();
    }

    private static String version(Pod agent) {
        return CiliumPods.container(agent.getSpec().getContainers(), CiliumPods.AGENT)
                .map(container -> CiliumPods.version(container.getImage()))
                .orElse("no container " + CiliumPods.AGENT);
    }

    private static String some(List<String> names) {
        int most = 5;
        return names.size() <= most
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, most)) + " and " + (names.size() - most) + " more";
    }

    @Behavior(
            id = "platform.operator.available",
            statement = "The Cilium operator is available",
            source = Source.CILIUM_COMPONENTS,
            how = "The Deployment of the operator has at least one available replica.")
    void operatorAvailable(Inspection inspection) {
        new CiliumPods(inspection).operators().forEach(operator -> {
            Integer available =
                    operator.getStatus() == null ? null : operator.getStatus().getAvailableReplicas();
            inspection.expect(
                    "Deployment " + operator.getMetadata().getName(),
                    "available replicas",
                    "at least 1",
                    available != null && available > 0 ? "at least 1" : "0");
        });
        inspection.verify();
    }

    @Behavior(
            id = "platform.operator.version-of-agents",
            statement = "The Cilium operator is of the agents' version",
            source = Source.CILIUM_UPGRADE,
            how = "The versions in the image tags of the operator's Deployment and of the agents' DaemonSet are equal,"
                    + " suffixes aside. Where one is named by digest alone there is nothing to compare.")
    void operatorVersion(Inspection inspection) {
        CiliumPods pods = new CiliumPods(inspection);
        for (DaemonSet set : pods.agentSets()) {
            CiliumPods.container(set.getSpec().getTemplate().getSpec().getContainers(), CiliumPods.AGENT)
                    .map(container -> CiliumPods.version(container.getImage()))
                    .filter(version -> !version.contains("@"))
                    .ifPresent(agents -> pods.operators().forEach(operator -> compare(inspection, operator, agents)));
        }
        inspection.verify();
    }

    private static void compare(
            Inspection inspection, io.fabric8.kubernetes.api.model.apps.Deployment operator, String agents) {
        operator.getSpec().getTemplate().getSpec().getContainers().stream()
                .map(container -> CiliumPods.version(container.getImage()))
                .filter(version -> !version.contains("@"))
                .limit(1)
                .forEach(version -> inspection.expect(
                        "Deployment " + operator.getMetadata().getName(), "version", agents, version));
    }
}
