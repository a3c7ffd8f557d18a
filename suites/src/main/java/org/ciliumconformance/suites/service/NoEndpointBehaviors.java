package org.ciliumconformance.suites.service;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Outcome.REFUSED;
import static org.ciliumconformance.cluster.probe.Outcome.UNREACHABLE;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.probe.Protocol.UDP;
import static org.ciliumconformance.cluster.scenario.Expected.controlled;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.cluster.scenario.Expected.limited;

import java.util.List;
import java.util.Set;
import org.ciliumconformance.cluster.probe.Protocol;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Expected;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.LaneService;
import org.ciliumconformance.suites.dsl.ServiceBuilder;
import org.ciliumconformance.suites.dsl.Trial;

/** Services that lose their last endpoint. */
class NoEndpointBehaviors {
    private static final String REJECTS = "service-no-backend-response!=drop";
    private static final String SOCKET_IN_PODS = "bpf-lb-sock-hostns-only!=true";

    @Behavior(
            id = "service.no-endpoints.cluster-ip",
            statement = "A connection to the ClusterIP of a Service without endpoints fails at once",
            source = Source.CILIUM_NO_BACKEND_RESPONSE,
            plainKubernetes = true,
            cilium = ">=1.13.0",
            config = {REJECTS, SOCKET_IN_PODS},
            how = "A Service that answered over TCP is changed to select nothing: connections from both nodes are told"
                    + " at once that there is no route (Cilium, at connect()) or are reset (kube-proxy).")
    void clusterIp(Trial trial) {
        verify(trial, TCP, false, is(UNREACHABLE, REFUSED));
    }

    @Behavior(
            id = "service.no-endpoints.udp",
            statement = "UDP to the ClusterIP of a Service without endpoints fails at once",
            source = Source.CILIUM_NO_BACKEND_RESPONSE,
            plainKubernetes = true,
            cilium = ">=1.13.0",
            config = {REJECTS, SOCKET_IN_PODS},
            how = "A Service that answered over UDP is changed to select nothing: datagrams from both nodes are told at"
                    + " once that there is no route (Cilium, at connect()) or no port (kube-proxy).")
    void udp(Trial trial) {
        verify(trial, UDP, false, is(UNREACHABLE, REFUSED));
    }

    @Behavior(
            id = "service.no-endpoints.node-port",
            statement = "A connection from a pod to a node port of a Service without endpoints fails at once",
            source = Source.CILIUM_NO_BACKEND_RESPONSE,
            plainKubernetes = true,
            cilium = ">=1.13.0",
            config = {REJECTS, SOCKET_IN_PODS},
            how = "A Service that answered on its node port is changed to select nothing: connections to every node's"
                    + " address, from both nodes, are told at once that there is no route, or are reset.")
    void nodePort(Trial trial) {
        verify(trial, TCP, true, is(UNREACHABLE, REFUSED));
    }

    @Behavior(
            id = "service.no-endpoints.silent",
            statement = "Before Cilium 1.13 packets to a Service without endpoints are silently dropped",
            kind = Kind.LIMITATION,
            source = Source.CILIUM_NO_BACKEND_RESPONSE,
            cilium = "<1.13.0",
            how = "A Service that answered over TCP is changed to select nothing: connections from both nodes get no"
                    + " answer at all.")
    void silent(Trial trial) {
        verify(trial, TCP, false, limited(Set.of(DROPPED), Set.of(UNREACHABLE, REFUSED)));
    }

    @Behavior(
            id = "service.no-endpoints.drop-configured",
            statement = "With service-no-backend-response drop, packets to a Service without endpoints are silently"
                    + " dropped",
            source = Source.CILIUM_NO_BACKEND_RESPONSE,
            cilium = ">=1.15.0",
            config = "service-no-backend-response=drop",
            how = "A Service that answered over TCP is changed to select nothing: connections from both nodes get no"
                    + " answer at all.")
    void dropConfigured(Trial trial) {
        verify(trial, TCP, false, is(DROPPED));
    }

    private static void verify(Trial trial, Protocol protocol, boolean onNodePort, Expected without) {
        LaneService service = service(trial, "a", onNodePort).create();
        List<Destination> asked =
                onNodePort ? service.byNodePorts(trial.laneNodes(), "x-a", protocol) : service.by("x/a", protocol);
        trial.withoutPolicy()
                .from("y/a", asked, controlled(ALLOWED))
                .from("y/b", asked, controlled(ALLOWED))
                .then(
                        "after the Service lost its endpoint",
                        lane -> lane.replace(service(trial, "none", onNodePort).build()))
                .from("y/a", trial.pods("y/a", "x/a").over(protocol).list(), controlled(ALLOWED))
                .from("y/a", asked, without)
                .from("y/b", asked, without)
                .verify();
    }

    private static ServiceBuilder service(Trial trial, String pod, boolean onNodePort) {
        ServiceBuilder service = trial.service("x", "emptied").toPod(pod);
        return onNodePort ? service.onNodePort() : service;
    }
}
