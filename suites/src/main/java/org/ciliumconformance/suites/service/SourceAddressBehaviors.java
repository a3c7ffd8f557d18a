package org.ciliumconformance.suites.service;

import static org.ciliumconformance.cluster.probe.Protocol.TCP;

import java.util.List;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Answering;
import org.ciliumconformance.suites.dsl.LaneService;
import org.ciliumconformance.suites.dsl.Trial;

/** The source address that the endpoints of a Service see. */
class SourceAddressBehaviors {

    @Behavior(
            id = "service.source-address.cluster-ip",
            statement = "A pod that is reached by a ClusterIP sees the address of the client pod",
            source = Source.AKS_INTRODUCTION,
            plainKubernetes = true,
            how = "Pods on both nodes connect to the ClusterIP of a Service with one endpoint on either node, which"
                    + " tells the address that it sees.")
    void clusterIp(Trial trial) {
        Answering answering = trial.answering("the source that the endpoint sees");
        for (String pod : List.of("a", "b")) {
            LaneService service = trial.service("x", "source-" + pod).toPod(pod).create();
            ask(trial, answering, service.by("x/" + pod, TCP));
        }
        answering.verify();
    }

    @Behavior(
            id = "service.source-address.node-port",
            statement = "A pod that is reached by a node port from a pod sees the address of the client pod",
            source = Source.CILIUM_KUBE_PROXY_FREE,
            config = "bpf-lb-sock-hostns-only!=true",
            how = "Pods on both nodes connect to the node port of a Service with one endpoint, on every node's address;"
                    + " the endpoint tells the address that it sees.")
    void nodePort(Trial trial) {
        LaneService service =
                trial.service("x", "source").toPod("a").onNodePort().create();
        Answering answering = trial.answering("the source that the endpoint sees");
        ask(trial, answering, service.byNodePorts(trial.laneNodes(), "x-a", TCP));
        answering.verify();
    }

    private static void ask(Trial trial, Answering answering, List<Destination> destinations) {
        for (String from : List.of("y/a", "y/b")) {
            LanePod client = trial.lane().pod(from);
            for (Destination to : destinations) {
                answering
                        .control(from, to, String.valueOf(to.server()))
                        .seesSource(from, client.prober(), to, client.address());
            }
        }
    }
}
