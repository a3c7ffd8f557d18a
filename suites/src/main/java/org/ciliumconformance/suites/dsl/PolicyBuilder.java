package org.ciliumconformance.suites.dsl;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.ciliumconformance.cluster.lane.Lane;
import org.ciliumconformance.cluster.probe.Protocol;
import org.jspecify.annotations.Nullable;

/** A NetworkPolicy of a lane, in the order in which one says it. Selectors never reach into other lanes. */
public final class PolicyBuilder {
    private final Lane lane;
    private final String namespace;
    private final String pod;
    private final TreeSet<String> types = new TreeSet<>();
    private @Nullable List<NetworkPolicyIngressRule> ingress;
    private @Nullable List<NetworkPolicyEgressRule> egress;
    private String name;

    PolicyBuilder(Lane lane, String selected) {
        this.lane = lane;
        int slash = selected.indexOf('/');
        this.namespace = selected.substring(0, slash);
        this.pod = selected.substring(slash + 1);
        this.name = "policy-" + (pod.equals("*") ? "all" : pod);
    }

    /** Names it, where a lane has several. */
    public PolicyBuilder named(String name) {
        this.name = name;
        return this;
    }

    /** Isolates for ingress, and admits nothing. */
    public PolicyBuilder denyIngress() {
        types.add("Ingress");
        ingress = ingress == null ? new ArrayList<>() : ingress;
        return this;
    }

    /** Isolates for egress, and admits nothing. */
    public PolicyBuilder denyEgress() {
        types.add("Egress");
        egress = egress == null ? new ArrayList<>() : egress;
        return this;
    }

    /** Isolates for ingress, and admits what any of the peers sends. */
    public PolicyBuilder ingressFrom(Peer... peers) {
        denyIngress();
        List<NetworkPolicyIngressRule> rules = ingress;
        if (rules != null) {
            rules.add(new NetworkPolicyIngressRule(resolved(peers), null));
        }
        return this;
    }

    /** Isolates for ingress, and admits this port from everywhere. */
    public PolicyBuilder ingressOn(Protocol protocol, int port) {
        denyIngress();
        List<NetworkPolicyIngressRule> rules = ingress;
        if (rules != null) {
            rules.add(new NetworkPolicyIngressRule(null, List.of(port(protocol, port))));
        }
        return this;
    }

    /** Isolates for egress, and lets pass what goes to any of the peers. */
    public PolicyBuilder egressTo(Peer... peers) {
        denyEgress();
        List<NetworkPolicyEgressRule> rules = egress;
        if (rules != null) {
            rules.add(new NetworkPolicyEgressRule(null, resolved(peers)));
        }
        return this;
    }

    public NetworkPolicy build() {
        return new NetworkPolicyBuilder()
                .withNewMetadata()
                .withNamespace(lane.namespace(namespace))
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withPodSelector(pod.equals("*") ? new LabelSelector() : podSelector(pod))
                .withPolicyTypes(List.copyOf(types))
                .withIngress(ingress)
                .withEgress(egress)
                .endSpec()
                .build();
    }

    private List<NetworkPolicyPeer> resolved(Peer... peers) {
        List<NetworkPolicyPeer> resolved = new ArrayList<>();
        for (Peer peer : peers) {
            resolved.add(peer.resolve(this));
        }
        return resolved;
    }

    private LabelSelector podSelector(String letter) {
        return new LabelSelectorBuilder()
                .withMatchLabels(Trial.labels(lane, letter))
                .build();
    }

    private LabelSelector namespaceSelector(String letter) {
        return new LabelSelectorBuilder()
                .withMatchLabels(Map.of("ns", letter, "lane", lane.id()))
                .build();
    }

    private static NetworkPolicyPort port(Protocol protocol, int port) {
        return new NetworkPolicyPortBuilder()
                .withProtocol(protocol.name())
                .withPort(new IntOrString(port))
                .build();
    }

    /** A peer of a rule. */
    @FunctionalInterface
    public interface Peer {
        NetworkPolicyPeer resolve(PolicyBuilder policy);

        /** The pods of this letter in the policy's own namespace. */
        static Peer pod(String letter) {
            return policy -> new NetworkPolicyPeerBuilder()
                    .withPodSelector(policy.podSelector(letter))
                    .build();
        }

        /** All pods of the policy's own namespace. */
        static Peer allPodsHere() {
            return policy -> new NetworkPolicyPeerBuilder()
                    .withPodSelector(new LabelSelector())
                    .build();
        }

        /** All pods of the lane's namespace of this letter. */
        static Peer namespace(String letter) {
            return policy -> new NetworkPolicyPeerBuilder()
                    .withNamespaceSelector(policy.namespaceSelector(letter))
                    .build();
        }

        /** The pods of this letter in the lane's namespace of that letter. */
        static Peer podIn(String namespace, String letter) {
            return policy -> new NetworkPolicyPeerBuilder()
                    .withNamespaceSelector(policy.namespaceSelector(namespace))
                    .withPodSelector(policy.podSelector(letter))
                    .build();
        }

        /** All pods of all namespaces of the cluster. */
        static Peer allNamespaces() {
            return policy -> new NetworkPolicyPeerBuilder()
                    .withNamespaceSelector(new LabelSelector())
                    .build();
        }

        /** An address range, without some. */
        static Peer ipBlock(String cidr, String... except) {
            return policy -> new NetworkPolicyPeerBuilder()
                    .withNewIpBlock()
                    .withCidr(cidr)
                    .withExcept(except)
                    .endIpBlock()
                    .build();
        }
    }
}
