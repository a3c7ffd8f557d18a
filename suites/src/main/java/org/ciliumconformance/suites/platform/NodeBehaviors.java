package org.ciliumconformance.suites.platform;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.facts.NodeFacts;
import org.ciliumconformance.cluster.facts.Profile;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Inspection;

/** What Nodes say of themselves where Cilium serves them. */
class NodeBehaviors {
    private static final String AGENT_NOT_READY = "node.cilium.io/agent-not-ready";

    @Behavior(
            id = "platform.nodes.linux-only",
            statement = "Azure CNI powered by Cilium is available for Linux nodes only",
            kind = Kind.LIMITATION,
            source = Source.AKS_LIMITATIONS,
            profiles = Profile.AKS_MANAGED,
            how = "No node has kubernetes.io/os=windows.")
    void linuxOnly(Inspection inspection) {
        for (NodeFacts node : inspection.facts().nodes()) {
            inspection.expect("node " + node.name(), "operating system", "linux", node.operatingSystem());
        }
        inspection.verifyLimitation();
    }

    @Behavior(
            id = "platform.nodes.cilium-node",
            statement = "Every Linux node has a CiliumNode",
            source = Source.CILIUM_COMPONENTS,
            how = "For every Linux node there is a CiliumNode of its name, or is within seconds.")
    void ciliumNode(Inspection inspection) {
        Map<String, String> missing = inspection.lasting(() -> {
            Set<String> present = inspection.ciliumObjects("v2", "CiliumNode", "ciliumnodes", false).stream()
                    .map((GenericKubernetesResource node) -> node.getMetadata().getName())
                    .collect(Collectors.toSet());
            return inspection.facts().nodes().stream()
                    .filter(NodeFacts::linux)
                    .filter(node -> !present.contains(node.name()))
                    .collect(Collectors.toMap(NodeFacts::name, node -> "missing"));
        });
        onLinux(inspection, "CiliumNode", "present", node -> missing.getOrDefault(node.name(), "present"));
    }

    @Behavior(
            id = "platform.nodes.dataplane-label",
            statement = "Every Linux node of AKS is labelled as one that Cilium serves",
            source = Source.AKS_UPGRADE,
            profiles = Profile.AKS_MANAGED,
            how =
                    "kubernetes.azure.com/ebpf-dataplane=cilium on every Linux node. One without it has not been converted"
                            + " yet.")
    void dataplaneLabel(Inspection inspection) {
        onLinux(inspection, "kubernetes.azure.com/ebpf-dataplane", "cilium", node -> node.labels()
                .getOrDefault("kubernetes.azure.com/ebpf-dataplane", "absent"));
    }

    @Behavior(
            id = "platform.nodes.network-available",
            statement = "Cilium reports the network of every Linux node as available",
            source = Source.CILIUM_COMPONENTS,
            config = "set-cilium-is-up-condition!=false",
            how = "The condition NetworkUnavailable of every Linux node is False for the reason CiliumIsUp.")
    void networkAvailable(Inspection inspection) {
        onLinux(inspection, "NetworkUnavailable", "False (CiliumIsUp)", NodeFacts::networkUnavailable);
    }

    @Behavior(
            id = "platform.nodes.no-agent-taint",
            statement = "No node keeps the taint that says that its Cilium agent is not ready",
            source = Source.CILIUM_TAINTS,
            how = "No Linux node has a taint node.cilium.io/agent-not-ready, whatever its effect.")
    void noAgentTaint(Inspection inspection) {
        onLinux(inspection, "taint " + AGENT_NOT_READY, "absent", node -> node.taints().stream()
                .filter(taint -> taint.startsWith(AGENT_NOT_READY))
                .findFirst()
                .orElse("absent"));
    }

    @Behavior(
            id = "platform.nodes.max-pods",
            statement = "Every Linux node takes as many pods as its pool was set to",
            source = Source.AKS_OPTION_VIRTUAL_NETWORK,
            needs = Need.MAX_PODS,
            how =
                    "status.capacity.pods of every Linux node is the number told with --expect max-pods=N; what a pool was"
                            + " set to is not in the API.")
    void maxPods(Inspection inspection) {
        onLinux(
                inspection,
                "capacity, pods",
                String.valueOf(inspection.expectations().maxPods()),
                node -> String.valueOf(node.mostPods()));
    }

    private static void onLinux(
            Inspection inspection,
            String aspect,
            String expected,
            java.util.function.Function<NodeFacts, String> observed) {
        Map<String, String> byNode = new TreeMap<>();
        inspection.facts().nodes().stream()
                .filter(NodeFacts::linux)
                .forEach(node -> byNode.put(node.name(), observed.apply(node)));
        byNode.forEach((node, seen) -> inspection.expect("node " + node, aspect, expected, seen));
        inspection.verify();
    }
}
