package org.ciliumconformance.suites.service;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Outcome.MISROUTED;
import static org.ciliumconformance.cluster.probe.Outcome.REFUSED;
import static org.ciliumconformance.cluster.probe.Outcome.UNREACHABLE;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.probe.Protocol.UDP;
import static org.ciliumconformance.cluster.scenario.Expected.controlled;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.cluster.scenario.Expected.limited;

import java.util.List;
import java.util.Set;
import org.ciliumconformance.cluster.lane.ExtraPod;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.lane.NodeListener;
import org.ciliumconformance.cluster.lane.Ports;
import org.ciliumconformance.cluster.probe.Protocol;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Expected;
import org.ciliumconformance.cluster.scenario.Scenario;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Trial;

/** Who reaches a pod by a port of its node. */
class HostPortReachBehaviors {
    /** Of the range of node ports, away from those that lanes use for Services. */
    private static final int IN_RANGE = 30_080;

    @Behavior(
            id = "service.host-port.tcp",
            statement = "Pods on every node reach a pod by its host port over TCP",
            source = Source.CILIUM_KUBE_PROXY_FREE,
            plainKubernetes = true,
            needs = Need.HOST_NETWORK,
            how = "A pod with a host port for TCP answers at its node's address, from pods on both nodes.")
    void tcp(Trial trial) throws InterruptedException {
        fromPods(trial, TCP);
    }

    @Behavior(
            id = "service.host-port.udp",
            statement = "Pods on every node reach a pod by its host port over UDP",
            source = Source.CILIUM_KUBE_PROXY_FREE,
            plainKubernetes = true,
            needs = Need.HOST_NETWORK,
            how = "A pod with a host port for UDP answers at its node's address, from pods on both nodes.")
    void udp(Trial trial) throws InterruptedException {
        fromPods(trial, UDP);
    }

    private static void fromPods(Trial trial, Protocol protocol) throws InterruptedException {
        LanePod pod = trial.hostPortPod(protocol);
        Scenario scenario = trial.withoutPolicy();
        for (String from : List.of("x/a", "x/b")) {
            scenario.from(from, List.of(trial.direct(protocol, pod)), controlled(ALLOWED))
                    .from(from, List.of(trial.byHostPort(protocol, pod)), is(ALLOWED));
        }
        scenario.verify();
    }

    @Behavior(
            id = "service.host-port.from-nodes",
            statement = "Pods of the host network on every node reach a pod by its host port",
            source = Source.CILIUM_KUBE_PROXY_FREE,
            plainKubernetes = true,
            needs = Need.HOST_NETWORK,
            how = "A pod with a host port for TCP answers at its node's address, from the network of each of the lane's"
                    + " nodes, which reach it by its pod IP, too.")
    void fromNodes(Trial trial) throws InterruptedException {
        LanePod pod = trial.hostPortPod(TCP);
        Scenario scenario = trial.withoutPolicy();
        for (NodeListener node : trial.laneListeners()) {
            scenario.expect(node.node(), node.prober(), List.of(trial.direct(TCP, pod)), controlled(ALLOWED))
                    .expect(node.node(), node.prober(), List.of(trial.byHostPort(TCP, pod)), is(ALLOWED));
        }
        scenario.verify();
    }

    @Behavior(
            id = "service.host-port.in-node-port-range",
            statement = "A host port in the range of node ports is ignored",
            kind = Kind.LIMITATION,
            source = Source.CILIUM_KUBE_PROXY_FREE,
            config = "cni-chaining-mode!=portmap",
            needs = Need.HOST_NETWORK,
            how =
                    "A pod with a host port of the range of node ports does not answer at its node's address, from pods on"
                            + " both nodes, while it answers by its pod IP.")
    void inNodePortRange(Trial trial) throws InterruptedException {
        int number = IN_RANGE + trial.lane().number();
        LanePod pod = trial.startPod(ExtraPod.in("h").named("in-range").hostPort(TCP, number, ""));
        Destination byHostPort = trial.byHostPort(number, TCP, pod);
        Expected ignored = limited(Set.of(REFUSED, DROPPED, UNREACHABLE), Set.of(ALLOWED));
        Scenario scenario = trial.withoutPolicy();
        for (String from : List.of("x/a", "x/b")) {
            scenario.from(from, List.of(trial.direct(TCP, pod)), controlled(ALLOWED))
                    .from(from, List.of(byHostPort), ignored);
        }
        scenario.verify();
    }

    @Behavior(
            id = "service.host-port.host-ips",
            statement = "Whether two pods of one node can have the same host port on different hostIPs is not"
                    + " dependable",
            kind = Kind.PERMITTED,
            source = Source.CILIUM_HOST_IP,
            needs = Need.HOST_NETWORK,
            how = "A pod with a host port on its node's address, then one with the same host port on 127.0.0.1: which"
                    + " of them answers at the node's address is recorded, once the second answers its node on 127.0.0.1"
                    + " and both answer by their pod IPs.")
    void hostIps(Trial trial) throws InterruptedException {
        String node = trial.byHostPort(Ports.FIRST_HOST_PORT, TCP, trial.lane().pod("x/a"))
                .address();
        int number = Ports.FIRST_HOST_PORT + trial.lane().number();
        LanePod onNode = trial.startPod(ExtraPod.in("h").named("on-node").hostPort(TCP, number, node));
        LanePod onLoopback =
                trial.startPod(ExtraPod.in("h").named("on-loopback").hostPort(TCP, number, "127.0.0.1"));
        Destination byHostPort = trial.byHostPort(number, TCP, onNode);
        Destination byLoopback = new Destination("127.0.0.1", TCP, "127.0.0.1", number, onLoopback.name());
        Scenario scenario = trial.withoutPolicy();
        for (NodeListener listener : trial.laneListeners()) {
            if (listener.node().equals(onLoopback.node())) {
                scenario.expect(listener.node(), listener.prober(), List.of(byLoopback), controlled(ALLOWED));
            }
        }
        scenario.from("x/b", List.of(trial.direct(TCP, onNode), trial.direct(TCP, onLoopback)), controlled(ALLOWED))
                .from("x/b", List.of(byHostPort), is(ALLOWED, MISROUTED, REFUSED, DROPPED, UNREACHABLE))
                .verify();
        trial.note(
                switch (trial.lastOutcome("x/b", byHostPort.name())) {
                    case "ALLOWED" -> "At the node's address the pod whose hostIP it is answered.";
                    case "MISROUTED" -> "At the node's address the pod whose hostIP is 127.0.0.1 answered.";
                    default -> "At the node's address neither pod answered.";
                });
    }
}
