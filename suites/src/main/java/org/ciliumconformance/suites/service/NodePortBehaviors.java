package org.ciliumconformance.suites.service;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.probe.Protocol.UDP;
import static org.ciliumconformance.cluster.scenario.Expected.controlled;
import static org.ciliumconformance.cluster.scenario.Expected.is;

import java.util.List;
import org.ciliumconformance.cluster.lane.NodeListener;
import org.ciliumconformance.cluster.probe.Protocol;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Scenario;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.LaneService;
import org.ciliumconformance.suites.dsl.Trial;

/** Node ports, from inside the cluster. */
class NodePortBehaviors {

    @Behavior(
            id = "service.node-port.tcp",
            statement = "Pods reach a Service by its node port on every node's address, wherever its endpoint is",
            source = Source.KUBERNETES_SERVICE,
            plainKubernetes = true,
            how = "Services with one endpoint, on the first node and on the second: pods on both nodes connect to the"
                    + " node port on every node's address over TCP.")
    void tcp(Trial trial) {
        fromPods(trial, TCP);
    }

    @Behavior(
            id = "service.node-port.udp",
            statement = "UDP from pods reaches a Service by its node port on every node's address",
            source = Source.KUBERNETES_SERVICE,
            plainKubernetes = true,
            how = "Services with one endpoint, on the first node and on the second: pods on both nodes send datagrams"
                    + " to the node port on every node's address.")
    void udp(Trial trial) {
        fromPods(trial, UDP);
    }

    private static void fromPods(Trial trial, Protocol protocol) {
        Scenario scenario = trial.withoutPolicy();
        for (String pod : List.of("a", "b")) {
            List<Destination> everyNode = trial.service("x", "node-port-" + pod)
                    .toPod(pod)
                    .onNodePort()
                    .create()
                    .byNodePorts(trial.laneNodes(), "x-" + pod, protocol);
            for (String from : List.of("y/a", "y/b")) {
                scenario.from(from, trial.pods(from, "x/" + pod).over(protocol).list(), controlled(ALLOWED))
                        .from(from, everyNode, is(ALLOWED));
            }
        }
        scenario.verify();
    }

    @Behavior(
            id = "service.node-port.from-nodes",
            statement = "Pods of the host network reach node ports on their own and on other nodes' addresses",
            source = Source.CILIUM_KUBE_PROXY_FREE,
            plainKubernetes = true,
            needs = Need.HOST_NETWORK,
            how = "From the network of each of the lane's nodes, the node port of a Service with one endpoint on every"
                    + " node's address, over TCP. The nodes reach each other's servers and the endpoint by its pod IP.")
    void fromNodes(Trial trial) throws InterruptedException {
        LaneService service =
                trial.service("x", "from-nodes").toPod("a").onNodePort().create();
        fromNodes(trial, service.byNodePorts(trial.laneNodes(), "x-a", TCP)).verify();
    }

    @Behavior(
            id = "service.node-port.loopback",
            statement = "Processes of a node reach node ports on the loopback address",
            source = Source.CILIUM_KUBE_PROXY_FREE,
            needs = Need.HOST_NETWORK,
            how = "From the network of each of the lane's nodes, the node port of a Service with one endpoint on"
                    + " 127.0.0.1, which sockets of the host translate.")
    void loopback(Trial trial) throws InterruptedException {
        LaneService service =
                trial.service("x", "loopback").toPod("a").onNodePort().create();
        fromNodes(trial, List.of(service.byLoopback("x-a", TCP))).verify();
    }

    @Behavior(
            id = "service.external-traffic-policy.from-pods",
            statement = "With externalTrafficPolicy Local pods still reach every endpoint by every node's node port",
            source = Source.CILIUM_KUBE_PROXY_FREE,
            nodes = 2,
            how = "A Service with externalTrafficPolicy Local whose only endpoint is on one node: pods on both nodes"
                    + " connect to its node port on both nodes' addresses.")
    void localFromPods(Trial trial) {
        List<Destination> everyNode = local(trial);
        trial.withoutPolicy()
                .from("y/a", trial.pods("y/a", "x/a").list(), controlled(ALLOWED))
                .from("y/b", trial.pods("y/b", "x/a").list(), controlled(ALLOWED))
                .from("y/a", everyNode, is(ALLOWED))
                .from("y/b", everyNode, is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "service.external-traffic-policy.from-nodes",
            statement = "With externalTrafficPolicy Local nodes still reach every endpoint by every node's node port",
            source = Source.CILIUM_KUBE_PROXY_FREE,
            nodes = 2,
            needs = Need.HOST_NETWORK,
            how = "A Service with externalTrafficPolicy Local whose only endpoint is on one node: from the network of"
                    + " both nodes, its node port on both nodes' addresses.")
    void localFromNodes(Trial trial) throws InterruptedException {
        fromNodes(trial, local(trial)).verify();
    }

    private static List<Destination> local(Trial trial) {
        return trial.service("x", "external-local")
                .toPod("a")
                .onNodePort()
                .externalTrafficPolicyLocal()
                .create()
                .byNodePorts(trial.laneNodes(), "x-a", TCP);
    }

    private static Scenario fromNodes(Trial trial, List<Destination> to) throws InterruptedException {
        Scenario scenario = trial.withoutPolicy();
        List<NodeListener> listeners = trial.laneListeners();
        for (NodeListener from : listeners) {
            List<Destination> servers = listeners.stream()
                    .map(other -> new Destination(
                            "node " + other.node(), TCP, other.address(), other.port(), other.hostname()))
                    .toList();
            List<Destination> endpoint = List.of(trial.direct(TCP, trial.lane().pod("x/a")));
            scenario.expect(from.node(), from.prober(), servers, controlled(ALLOWED))
                    .expect(from.node(), from.prober(), endpoint, controlled(ALLOWED))
                    .expect(from.node(), from.prober(), to, is(ALLOWED));
        }
        return scenario;
    }
}
