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

import java.util.ArrayList;
import java.util.List;
import org.ciliumconformance.cluster.facts.NodeFacts;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Scenario;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.LaneService;
import org.ciliumconformance.suites.dsl.Trial;

/** One port number for TCP and for UDP, each with a backend of its own. */
class PortProtocolBehaviors {

    @Behavior(
            id = "service.port-protocols.cluster-ip",
            statement = "A ClusterIP's port number can lead to one backend for TCP and to another for UDP",
            source = Source.CILIUM_PROTOCOL_DIFFERENTIATION,
            plainKubernetes = true,
            cilium = ">=1.17.0",
            config = "bpf-lb-proto-diff!=false",
            how =
                    "A Service with one port number sends TCP to one pod and UDP to another, by EndpointSlices of its own:"
                            + " for each protocol its own pod answers, from both nodes.")
    void clusterIp(Trial trial) {
        LaneService service = trial.service("x", "split").split("a", "b").create();
        answeredByTheirOwn(trial, List.of(service.by("x/a", TCP), service.by("x/b", UDP)))
                .verify();
    }

    @Behavior(
            id = "service.port-protocols.node-port",
            statement = "A node port's number can lead to one backend for TCP and to another for UDP",
            source = Source.CILIUM_PROTOCOL_DIFFERENTIATION,
            plainKubernetes = true,
            cilium = ">=1.17.0",
            config = "bpf-lb-proto-diff!=false",
            how = "A Service with one node port sends TCP to one pod and UDP to another: for each protocol its own pod"
                    + " answers, on every node's address, from pods on both nodes.")
    void nodePort(Trial trial) {
        answeredByTheirOwn(trial, nodePorts(trial)).verify();
    }

    @Behavior(
            id = "service.port-protocols.collide",
            statement = "Before Cilium 1.17 one port number cannot have different backends for TCP and UDP",
            kind = Kind.LIMITATION,
            source = Source.AKS_LIMITATIONS,
            cilium = "<1.17.0",
            how = "A Service with one node port sends TCP to one pod and UDP to another: at least one protocol is not"
                    + " answered by its own pod. Which one is not documented.")
    void collide(Trial trial) {
        List<List<Destination>> ways = nodePorts(trial);
        trial.withoutPolicy()
                .from("y/a", trial.pods("y/a", "x/a", "x/b").over(TCP, UDP).list(), controlled(ALLOWED))
                .from("y/a", ways.get(0), is(ALLOWED, MISROUTED, REFUSED, DROPPED, UNREACHABLE))
                .from("y/a", ways.get(1), is(ALLOWED, MISROUTED, REFUSED, DROPPED, UNREACHABLE))
                .liftedWhenAll(ALLOWED)
                .verify();
    }

    /** TCP and UDP by the node port on every node's address. */
    private static List<List<Destination>> nodePorts(Trial trial) {
        LaneService service =
                trial.service("x", "split").split("a", "b").onNodePort().create();
        List<Destination> tcp = new ArrayList<>();
        List<Destination> udp = new ArrayList<>();
        for (NodeFacts node : trial.laneNodes()) {
            String address = node.addresses().get(0);
            tcp.addAll(service.byNodePort(node.name(), address, "x/a", TCP));
            udp.addAll(service.byNodePort(node.name(), address, "x/b", UDP));
        }
        return List.of(tcp, udp);
    }

    private static Scenario answeredByTheirOwn(Trial trial, List<List<Destination>> ways) {
        Scenario scenario = trial.withoutPolicy();
        for (String from : List.of("y/a", "y/b")) {
            scenario.from(from, trial.pods(from, "x/a", "x/b").over(TCP, UDP).list(), controlled(ALLOWED));
            ways.forEach(way -> scenario.from(from, way, is(ALLOWED)));
        }
        return scenario;
    }
}
