package org.ciliumconformance.suites.connectivity;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.probe.Protocol.UDP;
import static org.ciliumconformance.cluster.scenario.Expected.controlled;
import static org.ciliumconformance.cluster.scenario.Expected.is;

import java.util.List;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.lane.NodeListener;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Scenario;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Trial;

/** Between pods and nodes, without any policy. */
class NodeConnectivityBehaviors {

    @Behavior(
            id = "connectivity.pod.nodes",
            statement = "Without policies pods reach servers on their own node's address and on other nodes'",
            source = Source.KUBERNETES_NETWORK_MODEL,
            plainKubernetes = true,
            needs = Need.HOST_NETWORK,
            how =
                    "Pods on both nodes connect to a server in the network of each of the lane's nodes, over TCP, and over"
                            + " UDP on other nodes.")
    void toNodes(Trial trial) throws InterruptedException {
        trial.withoutPolicy()
                .from("x/a", trial.nodes("x/a"), is(ALLOWED))
                .from("x/b", trial.nodes("x/b"), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "connectivity.node.pods",
            statement = "Nodes reach pods on themselves and on other nodes by their pod IPs",
            source = Source.KUBERNETES_NETWORK_MODEL,
            plainKubernetes = true,
            needs = Need.HOST_NETWORK,
            how = "From the network of each of the lane's nodes, pods on both nodes by their pod IPs, over TCP and UDP."
                    + " The nodes' own servers answer.")
    void fromNodes(Trial trial) throws InterruptedException {
        Scenario scenario = trial.withoutPolicy();
        for (NodeListener node : trial.laneListeners()) {
            Destination own = new Destination("node " + node.node(), TCP, node.address(), node.port(), node.hostname());
            scenario.expect(node.node(), node.prober(), List.of(own), controlled(ALLOWED));
            for (String key : List.of("x/a", "x/b")) {
                LanePod pod = trial.lane().pod(key);
                scenario.expect(
                        node.node(),
                        node.prober(),
                        List.of(trial.direct(TCP, pod), trial.direct(UDP, pod)),
                        is(ALLOWED));
            }
        }
        scenario.verify();
    }
}
