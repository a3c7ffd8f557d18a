package org.ciliumconformance.suites.ciliumpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.suites.dsl.CiliumPeer.node;
import static org.ciliumconformance.suites.dsl.CiliumRule.about;

import java.util.List;
import org.ciliumconformance.cluster.facts.NodeFacts;
import org.ciliumconformance.cluster.lane.NodeListener;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.CiliumPeer;
import org.ciliumconformance.suites.dsl.Trial;

/** Other nodes by their labels, where that is on. */
class NodeBehaviors {
    private static final String ON = "enable-node-selector-labels=true";

    @Behavior(
            id = "cilium-policy.nodes.to",
            statement = "toNodes lets an endpoint reach other nodes with the labels, and not its own",
            source = Source.CILIUM_LAYER_3,
            cilium = ">=1.16.0",
            aksManaged = Support.SINCE_L3_L4,
            config = ON,
            nodes = 2,
            needs = Need.HOST_NETWORK,
            how = "Lets one pod reach another node by its name, a second pod of the same node its own node: a listener"
                    + " of the other node answers the first, listeners of both nodes are out of reach of the second.")
    void to(Trial trial) throws InterruptedException {
        trial.under(
                        trial.ciliumPolicy("x/a")
                                .egress(about(nodeOf(trial, "x/b")))
                                .build(),
                        trial.ciliumPolicy("x/c")
                                .egress(about(nodeOf(trial, "x/a")))
                                .build())
                .from("x/a", trial.otherNodes("x/a"), is(ALLOWED))
                .from("x/c", trial.otherNodes("x/c"), is(DROPPED))
                .from("x/c", trial.ownNode("x/c"), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.nodes.from",
            statement = "fromNodes admits other nodes with the labels only",
            source = Source.CILIUM_LAYER_3,
            cilium = ">=1.16.0",
            aksManaged = Support.SINCE_L3_L4,
            config = ON,
            nodes = 2,
            needs = Need.HOST_NETWORK,
            how =
                    "Admits to one pod another node by its name, to a second pod of the same node its own node: a client in"
                            + " the other node's network namespace is answered by the first, and dropped by the second.")
    void from(Trial trial) throws InterruptedException {
        NodeListener other = listenerOf(trial, "x/b");
        trial.under(
                        trial.ciliumPolicy("x/a")
                                .ingress(about(nodeOf(trial, "x/b")))
                                .build(),
                        trial.ciliumPolicy("x/c")
                                .ingress(about(nodeOf(trial, "x/a")))
                                .build())
                .expect(
                        "node " + other.node(),
                        other.prober(),
                        trial.pods("x/b", "x/a").list(),
                        is(ALLOWED))
                .expect(
                        "node " + other.node(),
                        other.prober(),
                        trial.pods("x/b", "x/c").list(),
                        is(DROPPED))
                .verify();
    }

    private static CiliumPeer nodeOf(Trial trial, String pod) {
        String name = trial.lane().pod(pod).node();
        List<NodeFacts> nodes = trial.laneNodes();
        return node(nodes.stream()
                .filter(facts -> facts.name().equals(name))
                .map(facts -> facts.labels().getOrDefault("kubernetes.io/hostname", name))
                .findFirst()
                .orElse(name));
    }

    private static NodeListener listenerOf(Trial trial, String pod) throws InterruptedException {
        String name = trial.lane().pod(pod).node();
        return trial.laneListeners().stream()
                .filter(listener -> listener.node().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
