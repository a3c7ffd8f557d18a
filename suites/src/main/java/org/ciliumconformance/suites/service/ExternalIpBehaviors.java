package org.ciliumconformance.suites.service;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Outcome.REFUSED;
import static org.ciliumconformance.cluster.probe.Outcome.UNREACHABLE;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.scenario.Expected.controlled;
import static org.ciliumconformance.cluster.scenario.Expected.is;

import java.util.List;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.LaneService;
import org.ciliumconformance.suites.dsl.Trial;

/** externalIPs, asked from inside the cluster. */
class ExternalIpBehaviors {
    /** Of a block for documentation (RFC 5737): nobody's. */
    private static final String NOBODYS = "198.51.100.";

    /** No node serves it, and no Service is likely to have it. */
    private static final int FIRST_PORT = 28_560;

    @Behavior(
            id = "service.external-ips.nobodys-address",
            statement = "Whether pods reach a Service at an externalIP that no node has is not documented",
            kind = Kind.PERMITTED,
            source = Source.CILIUM_KUBE_PROXY_FREE,
            how = "A Service with an externalIP of a block for documentation: what a connection to it from a pod shows"
                    + " is recorded. The ClusterIP answers.")
    void nobodysAddress(Trial trial) {
        String address = NOBODYS + trial.lane().number();
        LaneService service =
                trial.service("x", "external").toPod("a").externalIp(address).create();
        Destination at = new Destination("externalIP " + address, TCP, address, 80, "x-a");
        trial.withoutPolicy()
                .from("y/a", service.by("x/a", TCP), controlled(ALLOWED))
                .from("y/a", List.of(at), is(ALLOWED, DROPPED, REFUSED, UNREACHABLE))
                .verify();
        trial.note("A pod's connection to an externalIP that no node has was " + trial.lastOutcome("y/a", at.name())
                + ".");
    }

    @Behavior(
            id = "service.external-ips.node-address",
            statement = "Pods reach a Service at an externalIP that is a node's address",
            source = Source.KUBERNETES_SERVICE,
            plainKubernetes = true,
            how = "A Service whose externalIP is the address of the lane's first node, on a port that nobody else uses:"
                    + " its only endpoint answers there, from pods on both nodes.")
    void nodeAddress(Trial trial) {
        String address = trial.laneNodes().get(0).addresses().get(0);
        int port = FIRST_PORT + trial.lane().number();
        LaneService service = trial.service("x", "external")
                .toPod("a")
                .port("tcp", TCP, port)
                .externalIp(address)
                .create();
        Destination at = new Destination("externalIP " + address, TCP, address, port, "x-a");
        trial.withoutPolicy()
                .from("y/a", service.by("x/a", TCP), controlled(ALLOWED))
                .from("y/b", service.by("x/a", TCP), controlled(ALLOWED))
                .from("y/a", List.of(at), is(ALLOWED))
                .from("y/b", List.of(at), is(ALLOWED))
                .verify();
    }
}
