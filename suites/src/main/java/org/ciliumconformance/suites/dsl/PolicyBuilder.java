package org.ciliumconformance.suites.dsl;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.ciliumconformance.cluster.lane.Lane;

/** A NetworkPolicy of a lane, in the order in which one says it. Selectors never reach into other lanes. */
public final class PolicyBuilder {
    private final Lane lane;
    private final String namespace;
    private final TreeSet<String> types = new TreeSet<>();
    private final List<NetworkPolicyIngressRule> ingress = new ArrayList<>();
    private final List<NetworkPolicyEgressRule> egress = new ArrayList<>();
    private LabelSelector subject;
    private String name;
    private boolean saysTypes = true;

    PolicyBuilder(Lane lane, String selected) {
        this.lane = lane;
        int slash = selected.indexOf('/');
        this.namespace = selected.substring(0, slash);
        String pod = selected.substring(slash + 1);
        boolean all = pod.equals("*");
        this.subject = all ? new LabelSelector() : podSelector(lane, pod);
        this.name = "policy-" + (all ? "all" : pod);
    }

    /** Names it, where a lane has several. */
    public PolicyBuilder named(String name) {
        this.name = name;
        return this;
    }

    /** Selects these pods of its namespace, instead of those that were named first. */
    public PolicyBuilder selecting(Selecting pods) {
        subject = pods.in(lane);
        return this;
    }

    /** Leaves policyTypes to be what they are by default. */
    public PolicyBuilder withoutTypes() {
        saysTypes = false;
        return this;
    }

    /** Isolates for ingress, and admits nothing. */
    public PolicyBuilder denyIngress() {
        types.add("Ingress");
        return this;
    }

    /** Isolates for egress, and admits nothing. */
    public PolicyBuilder denyEgress() {
        types.add("Egress");
        return this;
    }

    /** Isolates for ingress, and admits everything, by an empty rule. */
    public PolicyBuilder allowAllIngress() {
        return ingress(List.of());
    }

    /** Isolates for egress, and lets pass everything, by an empty rule. */
    public PolicyBuilder allowAllEgress() {
        return egress(List.of());
    }

    /** Isolates for ingress, and admits what any of the peers sends: one rule. */
    public PolicyBuilder ingressFrom(Peer... peers) {
        return ingress(List.of(peers));
    }

    /** Isolates for ingress, and admits these ports from everywhere: one rule. */
    public PolicyBuilder ingressOn(NetworkPolicyPort... ports) {
        return ingress(List.of(), ports);
    }

    /** Isolates for ingress, and admits these ports from any of the peers: one rule. */
    public PolicyBuilder ingress(List<Peer> peers, NetworkPolicyPort... ports) {
        denyIngress();
        ingress.add(new NetworkPolicyIngressRule(resolved(peers), Arrays.asList(ports)));
        return this;
    }

    /** Isolates for egress, and lets pass what goes to any of the peers: one rule. */
    public PolicyBuilder egressTo(Peer... peers) {
        return egress(List.of(peers));
    }

    /** Isolates for egress, and lets pass these ports to everywhere: one rule. */
    public PolicyBuilder egressOn(NetworkPolicyPort... ports) {
        return egress(List.of(), ports);
    }

    private PolicyBuilder egress(List<Peer> peers, NetworkPolicyPort... ports) {
        denyEgress();
        egress.add(new NetworkPolicyEgressRule(Arrays.asList(ports), resolved(peers)));
        return this;
    }

    public NetworkPolicy build() {
        return new NetworkPolicyBuilder()
                .withNewMetadata()
                .withNamespace(lane.namespace(namespace))
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withPodSelector(subject)
                .withPolicyTypes(saysTypes ? List.copyOf(types) : null)
                .withIngress(ingress)
                .withEgress(egress)
                .endSpec()
                .build();
    }

    private List<NetworkPolicyPeer> resolved(List<Peer> peers) {
        return peers.stream().map(peer -> peer.resolve(lane)).toList();
    }

    private static LabelSelector podSelector(Lane lane, String letter) {
        return new LabelSelectorBuilder()
                .withMatchLabels(Trial.labels(lane, letter))
                .build();
    }

    private static LabelSelector namespaceSelector(Lane lane, String letter) {
        return new LabelSelectorBuilder()
                .withMatchLabels(Map.of("ns", letter, "lane", lane.id()))
                .build();
    }

    /** A peer of a rule. */
    @FunctionalInterface
    public interface Peer {
        NetworkPolicyPeer resolve(Lane lane);

        /** The pods of this letter in the policy's own namespace. */
        static Peer pod(String letter) {
            return lane -> new NetworkPolicyPeerBuilder()
                    .withPodSelector(podSelector(lane, letter))
                    .build();
        }

        /** These pods of the policy's own namespace. */
        static Peer pods(Selecting pods) {
            return lane -> new NetworkPolicyPeerBuilder()
                    .withPodSelector(pods.in(lane))
                    .build();
        }

        /** All pods of the policy's own namespace. */
        static Peer allPodsHere() {
            return lane -> new NetworkPolicyPeerBuilder()
                    .withPodSelector(new LabelSelector())
                    .build();
        }

        /** All pods of the lane's namespace of this letter. */
        static Peer namespace(String letter) {
            return lane -> new NetworkPolicyPeerBuilder()
                    .withNamespaceSelector(namespaceSelector(lane, letter))
                    .build();
        }

        /** All pods of these namespaces. */
        static Peer namespaces(Selecting namespaces) {
            return lane -> new NetworkPolicyPeerBuilder()
                    .withNamespaceSelector(namespaces.in(lane))
                    .build();
        }

        /** The pods of this letter in the lane's namespace of that letter. */
        static Peer podIn(String namespace, String letter) {
            return lane -> new NetworkPolicyPeerBuilder()
                    .withNamespaceSelector(namespaceSelector(lane, namespace))
                    .withPodSelector(podSelector(lane, letter))
                    .build();
        }

        /** These pods of these namespaces. */
        static Peer podsIn(Selecting namespaces, Selecting pods) {
            return lane -> new NetworkPolicyPeerBuilder()
                    .withNamespaceSelector(namespaces.in(lane))
                    .withPodSelector(pods.in(lane))
                    .build();
        }

        /** All pods of all namespaces of the cluster. */
        static Peer allNamespaces() {
            return lane -> new NetworkPolicyPeerBuilder()
                    .withNamespaceSelector(new LabelSelector())
                    .build();
        }

        /** An address range, without some. */
        static Peer ipBlock(String cidr, String... except) {
            return lane -> new NetworkPolicyPeerBuilder()
                    .withNewIpBlock()
                    .withCidr(cidr)
                    .withExcept(except)
                    .endIpBlock()
                    .build();
        }
    }
}
