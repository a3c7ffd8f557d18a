package org.ciliumconformance.suites.networkpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.cluster.scenario.Expected.limitedToDropped;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.ipBlock;

import java.util.ArrayList;
import java.util.List;
import org.ciliumconformance.cluster.lane.ExtraPod;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.lane.NodeListener;
import org.ciliumconformance.cluster.lane.Ports;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Expected;
import org.ciliumconformance.cluster.scenario.Scenario;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.PolicyBuilder.Peer;
import org.ciliumconformance.suites.dsl.Trial;

/** Nodes in policies: as clients of pods, as servers, and as the network of pods that have none of their own. */
class NodeBehaviors {
    private static final String EVERYTHING = "0.0.0.0/0";

    @Behavior(
            id = "network-policy.node.reaches-own-pods",
            statement = "A node reaches the pods that run on it, whatever ingress policy they have",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            config = "allow-localhost!=policy",
            needs = Need.HOST_NETWORK,
            how = "Denies one pod all ingress: a client in the network namespace of its node is answered, a pod of that"
                    + " node is dropped.")
    void reachesOwnPods(Trial trial) throws InterruptedException {
        fromNodes(trial, trial.under(trial.policy("x/a").denyIngress().build()), true, is(ALLOWED))
                .from("x/c", trial.pods("x/c", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.node.other-node-is-denied",
            statement = "A node does not reach pods of other nodes that admit nobody",
            source = Source.CILIUM_HOST_POLICY,
            config = "allow-localhost!=policy",
            nodes = 2,
            needs = Need.HOST_NETWORK,
            how = "Denies one pod all ingress: a client in the network namespace of another node is dropped.")
    void otherNodeIsDenied(Trial trial) throws InterruptedException {
        fromNodes(trial, trial.under(trial.policy("x/a").denyIngress().build()), false, is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.node.own-node-is-policed",
            statement = "With allow-localhost set to policy, a node reaches its own pods only as their ingress policy"
                    + " says",
            source = Source.CILIUM_HOST_POLICY,
            config = "allow-localhost=policy",
            needs = Need.HOST_NETWORK,
            how = "Denies one pod all ingress: a client in the network namespace of its own node is dropped.")
    void ownNodeIsPoliced(Trial trial) throws InterruptedException {
        fromNodes(trial, trial.under(trial.policy("x/a").denyIngress().build()), true, is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.ipblock.ingress-excludes-nodes",
            statement = "An ingress ipBlock does not admit other nodes, even when it contains their addresses",
            kind = Kind.LIMITATION,
            source = Source.AKS_FAQ_IPBLOCK,
            config = "policy-cidr-match-mode!~nodes",
            nodes = 2,
            needs = Need.HOST_NETWORK,
            how =
                    "Admits 0.0.0.0/0 and the address of each node by itself: a client in the network namespace of another"
                            + " node is dropped.")
    void ingressExcludesNodes(Trial trial) throws InterruptedException {
        Peer[] blocks = nodeBlocks(trial, EVERYTHING);
        fromNodes(trial, trial.under(trial.policy("x/a").ingressFrom(blocks).build()), false, limitedToDropped())
                .verify();
    }

    @Behavior(
            id = "network-policy.ipblock.egress-selects-nodes",
            statement = "Where an ipBlock selects nodes, egress to those whose addresses it contains passes",
            source = Source.CILIUM_CIDR_MATCH_MODE,
            plainKubernetes = true,
            cilium = ">=1.15.0",
            config = "policy-cidr-match-mode=nodes",
            needs = Need.HOST_NETWORK,
            how =
                    "Lets pass the address of each node by itself: listeners in the network namespace of the pod's own and"
                            + " of another node answer, a pod does not.")
    void egressSelectsNodes(Trial trial) throws InterruptedException {
        trial.under(trial.policy("x/a").egressTo(nodeBlocks(trial)).build())
                .from("x/a", trial.nodes("x/a"), is(ALLOWED))
                .from("x/a", trial.pods("x/a", "x/b").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.ipblock.everything-excludes-nodes",
            statement = "In some versions 0.0.0.0/0 does not select nodes although policy-cidr-match-mode is nodes",
            kind = Kind.LIMITATION,
            source = Source.CILIUM_CIDR_MATCH_MODE_DEFECT,
            cilium = ">=1.17.0 <1.17.5 || >=1.19.0",
            config = "policy-cidr-match-mode=nodes",
            needs = Need.HOST_NETWORK,
            how = "Lets one pod pass 0.0.0.0/0, and another the address of each node: listeners in the network"
                    + " namespaces of nodes are out of the first one's reach, and answer the second.")
    void everythingExcludesNodes(Trial trial) throws InterruptedException {
        trial.under(
                        trial.policy("x/a").egressTo(ipBlock(EVERYTHING)).build(),
                        trial.policy("x/c").egressTo(nodeBlocks(trial)).build())
                .from("x/a", trial.nodes("x/a"), limitedToDropped())
                .from("x/c", trial.nodes("x/c"), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.host-network.unaffected",
            statement = "Policies that select pods of the host network have no effect on them",
            source = Source.AKS_HOST_NETWORK,
            plainKubernetes = true,
            needs = Need.HOST_NETWORK,
            how = "Selects a pod of the host network with a policy that denies both directions: it answers, and is"
                    + " answered by a pod of another node and by one of its own.")
    void hostNetworkUnaffected(Trial trial) throws InterruptedException {
        int port = Ports.FIRST_HOST_PORT + trial.lane().number();
        LanePod pod =
                trial.startPod(ExtraPod.in("h").named("host").hostNetwork().port("host", port, TCP));
        Destination host = new Destination(pod.key() + " (host network)", TCP, pod.address(), port, "");
        trial.under(trial.policy("h/host").denyIngress().denyEgress().build())
                .from("x/b", List.of(host), is(ALLOWED))
                .expect(pod.key(), pod.prober(), trial.pods("x/a", "x/b", "x/c").list(), is(ALLOWED))
                .verify();
    }

    /** From listeners on the node of {@code x/a}, or on other nodes, to that pod. */
    private static Scenario fromNodes(Trial trial, Scenario scenario, boolean own, Expected expected)
            throws InterruptedException {
        LanePod pod = trial.lane().pod("x/a");
        for (NodeListener listener : trial.laneListeners()) {
            if (listener.node().equals(pod.node()) == own) {
                scenario.expect(
                        "node " + listener.node(), listener.prober(), List.of(trial.direct(TCP, pod)), expected);
            }
        }
        return scenario;
    }

    private static Peer[] nodeBlocks(Trial trial, String... more) throws InterruptedException {
        List<Peer> blocks = new ArrayList<>();
        for (String block : more) {
            blocks.add(ipBlock(block));
        }
        for (NodeListener node : trial.laneListeners()) {
            blocks.add(ipBlock(node.address() + "/32"));
        }
        return blocks.toArray(Peer[]::new);
    }
}
