package org.ciliumconformance.suites.platform;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.ciliumconformance.cluster.facts.NodeFacts;
import org.ciliumconformance.cluster.facts.Profile;
import org.ciliumconformance.cluster.scenario.Inconclusive;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Feature;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Inspection;

/** Where pods have their addresses from. IPv4. */
class AddressBehaviors {
    private static final int OVERLAY_BITS = 24;
    private static final ResourceDefinitionContext NODE_NETWORK_CONFIGS = new ResourceDefinitionContext.Builder()
            .withGroup("acn.azure.com")
            .withVersion("v1alpha")
            .withKind("NodeNetworkConfig")
            .withPlural("nodenetworkconfigs")
            .withNamespaced(true)
            .build();

    @Behavior(
            id = "platform.addresses.in-node-cidr",
            statement = "A pod has an address of a network that its own node was given for pods",
            source = Source.CILIUM_CLUSTER_POOL,
            config = {"ipam!=eni", "ipam!=azure", "ipam!=alibabacloud", "ipam!=multi-pool", "ipam!=crd"},
            how =
                    "The address of every running pod is in one of spec.ipam.podCIDRs of its node's CiliumNode, on AKS in a"
                            + " subnetAddressSpace of its node's NodeNetworkConfig. The Node's own spec.podCIDR may be another"
                            + " and does not count.")
    void inNodeCidr(Inspection inspection) {
        Map<String, List<Ipv4Range>> cidrs = inspection.facts().profile() == Profile.AKS_MANAGED
                ? azureCidrs(inspection, "")
                : ciliumCidrs(inspection);
        if (cidrs.isEmpty()) {
            throw new Inconclusive("no object tells which networks the nodes were given for pods");
        }
        judge(inspection, "with an address outside the node's networks", (pod, address) -> {
            List<Ipv4Range> own = cidrs.getOrDefault(pod.getSpec().getNodeName(), List.of());
            // Where nothing is told of a node, that is another behavior's.
            return own.isEmpty() || own.stream().anyMatch(cidr -> cidr.contains(address));
        });
    }

    @Behavior(
            id = "platform.addresses.outside-node-subnet",
            statement = "No pod of an overlay network has an address of the nodes' subnet",
            source = Source.AKS_IPAM,
            profiles = Profile.AKS_MANAGED,
            with = Feature.AKS_OVERLAY,
            how = "The addresses of all running pods are outside the smallest network, of at least a /24, that has the"
                    + " InternalIPs of all nodes.")
    void outsideNodeSubnet(Inspection inspection) {
        Ipv4Range nodes = Ipv4Range.covering(nodeAddresses(inspection), OVERLAY_BITS);
        judge(inspection, "with an address of " + nodes, (pod, address) -> !nodes.contains(address));
    }

    @Behavior(
            id = "platform.addresses.overlay-24",
            statement = "Each node of an overlay network has one /24 for its pods, and shares it with no other node",
            source = Source.AKS_OVERLAY_CONCEPT,
            profiles = Profile.AKS_MANAGED,
            with = Feature.AKS_OVERLAY,
            how = "The NodeNetworkConfig of every Linux node names one subnetAddressSpace, a /24 that overlaps no other"
                    + " node's.")
    void overlayOf24(Inspection inspection) {
        Map<String, List<Ipv4Range>> cidrs = azureCidrs(inspection, "overlay");
        cidrs.forEach((node, own) -> {
            String observed = own.size() != 1
                    ? own.size() + " networks: " + own
                    : own.get(0).bits() != OVERLAY_BITS ? own.get(0).toString() : shared(node, own, cidrs);
            inspection.expect("node " + node, "pod network", "one /24 of its own", observed);
        });
        inspection.verify();
    }

    private static String shared(String node, List<Ipv4Range> own, Map<String, List<Ipv4Range>> all) {
        return all.entrySet().stream()
                .filter(other -> !other.getKey().equals(node))
                .filter(other ->
                        other.getValue().stream().anyMatch(cidr -> own.stream().anyMatch(cidr::overlaps)))
                .map(other -> own + " shared with " + other.getKey())
                .findFirst()
                .orElse("one /24 of its own");
    }

    @Behavior(
            id = "platform.addresses.node-cidrs-distinct",
            statement = "The pod CIDRs of two nodes never overlap",
            source = Source.CILIUM_CLUSTER_POOL,
            profiles = {Profile.AKS_BYOCNI, Profile.K3S, Profile.SELF_MANAGED},
            config = {"ipam!=eni", "ipam!=azure", "ipam!=alibabacloud", "ipam!=multi-pool", "ipam!=crd"},
            nodes = 2,
            how = "spec.ipam.podCIDRs of all CiliumNodes, compared with each other.")
    void nodeCidrsDistinct(Inspection inspection) {
        Map<Ipv4Range, String> owners = new HashMap<>();
        Map<String, String> shared = new TreeMap<>();
        ciliumCidrs(inspection).forEach((node, own) -> {
            shared.put(node, "none");
            for (Ipv4Range cidr : own) {
                // A node's CIDRs are all of one size: equal ones are those that overlap.
                String other = owners.putIfAbsent(cidr, node);
                if (other != null) {
                    shared.put(node, cidr + " with " + other);
                }
            }
        });
        shared.forEach((node, what) -> inspection.expect("CiliumNode " + node, "shared pod CIDRs", "none", what));
        inspection.verify();
    }

    @Behavior(
            id = "platform.addresses.in-pool",
            statement = "The nodes' pod CIDRs are from the pool that Cilium is configured with",
            source = Source.CILIUM_CLUSTER_POOL,
            config = "ipam=cluster-pool",
            how = "Every CIDR in spec.ipam.podCIDRs of every CiliumNode is inside a CIDR of cluster-pool-ipv4-cidr.")
    void inPool(Inspection inspection) {
        String configured = inspection.facts().config("cluster-pool-ipv4-cidr", "");
        List<Ipv4Range> pool = new ArrayList<>();
        for (String cidr : configured.split("[,\\s]+")) {
            Ipv4Range.parse(cidr).ifPresent(pool::add);
        }
        if (pool.isEmpty()) {
            throw new Inconclusive("cluster-pool-ipv4-cidr has no IPv4 network: '" + configured + "'");
        }
        ciliumCidrs(inspection).forEach((node, own) -> {
            List<String> outside = own.stream()
                    .filter(cidr -> pool.stream().noneMatch(part -> part.contains(cidr)))
                    .map(Ipv4Range::toString)
                    .toList();
            inspection.expect(
                    "CiliumNode " + node, "pod CIDRs outside " + configured, "none", Inspection.list(outside));
        });
        inspection.verify();
    }

    private static void judge(Inspection inspection, String aspect, BiFunction<Pod, Ipv4Range, Boolean> right) {
        Map<String, List<String>> wrong = new TreeMap<>();
        for (Pod pod : inspection.runningPods()) {
            List<String> here = wrong.computeIfAbsent(pod.getSpec().getNodeName(), node -> new ArrayList<>());
            Optional<Ipv4Range> address = Ipv4Range.parse(pod.getStatus().getPodIP());
            if (address.isPresent() && !right.apply(pod, address.get())) {
                here.add(CiliumPods.name(pod) + " (" + pod.getStatus().getPodIP() + ")");
            }
        }
        wrong.forEach((node, pods) -> inspection.expect(
                "pods on node " + node,
                aspect,
                "none",
                Inspection.list(pods.stream().limit(20).toList())));
        inspection.verify();
    }

    private static List<Ipv4Range> nodeAddresses(Inspection inspection) {
        List<Ipv4Range> addresses = inspection.facts().nodes().stream()
                .filter(NodeFacts::linux)
                .filter(node -> !node.addresses().isEmpty())
                .flatMap(node -> Ipv4Range.parse(node.addresses().get(0)).stream())
                .toList();
        if (addresses.isEmpty()) {
            throw new Inconclusive("no node has an IPv4 InternalIP");
        }
        return addresses;
    }

    private static Map<String, List<Ipv4Range>> ciliumCidrs(Inspection inspection) {
        Map<String, List<Ipv4Range>> cidrs = new TreeMap<>();
        for (GenericKubernetesResource node : inspection.ciliumObjects("v2", "CiliumNode", "ciliumnodes", false)) {
            if (node.get("spec", "ipam", "podCIDRs") instanceof List<?> own) {
                own.forEach(cidr -> Ipv4Range.parse(String.valueOf(cidr)).ifPresent(range -> cidrs.computeIfAbsent(
                                node.getMetadata().getName(), name -> new ArrayList<>())
                        .add(range)));
            }
        }
        return cidrs;
    }

    /** @param type of the networks; empty for any */
    private static Map<String, List<Ipv4Range>> azureCidrs(Inspection inspection, String type) {
        Map<String, List<Ipv4Range>> cidrs = new TreeMap<>();
        for (GenericKubernetesResource config : inspection.list(inspection
                .client()
                .genericKubernetesResources(NODE_NETWORK_CONFIGS)
                .inNamespace("kube-system"))) {
            if (config.get("status", "networkContainers") instanceof List<?> containers) {
                for (Object container : containers) {
                    if (container instanceof Map<?, ?> fields && (type.isEmpty() || type.equals(fields.get("type")))) {
                        Ipv4Range.parse(String.valueOf(fields.get("subnetAddressSpace")))
                                .ifPresent(range -> cidrs.computeIfAbsent(
                                                config.getMetadata().getName(), name -> new ArrayList<>())
                                        .add(range));
                    }
                }
            }
        }
        return cidrs;
    }
}
