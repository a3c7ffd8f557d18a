package org.ciliumconformance.suites.service;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.probe.Protocol.UDP;
import static org.ciliumconformance.cluster.scenario.Expected.controlled;
import static org.ciliumconformance.cluster.scenario.Expected.is;

import java.util.List;
import org.ciliumconformance.cluster.facts.NodeFacts;
import org.ciliumconformance.cluster.scenario.Expected;
import org.ciliumconformance.cluster.scenario.Scenario;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.LaneService;
import org.ciliumconformance.suites.dsl.PodDestinations.Via;
import org.ciliumconformance.suites.dsl.PolicyPort;
import org.ciliumconformance.suites.dsl.Trial;

/** A pod that connects to itself through the ClusterIP of its own Service, under policies. */
class SelfConnectionBehaviors {

    @Behavior(
            id = "service.self-connection.reaches-itself",
            statement = "A pod reaches itself through the ClusterIP of its own Service, whatever policies select it",
            source = Source.CILIUM_SELF_CONNECTION,
            cilium = ">=1.12.14 <1.13.0 || >=1.15.0",
            how =
                    "The only backend of a Service connects to the ClusterIP while a policy admits the server's port only,"
                            + " which the replies do not have; Service port and target port differ. It is answered by itself;"
                            + " other ports stay closed to others.")
    void reachesItself(Trial trial) {
        verify(trial, is(ALLOWED));
    }

    @Behavior(
            id = "service.self-connection.may-be-policed",
            statement = "Policies may be enforced on the replies of a pod that connects to itself through its own"
                    + " Service",
            kind = Kind.PERMITTED,
            source = Source.AKS_LIMITATIONS,
            cilium = "<1.12.14 || >=1.13.0 <1.15.0",
            how =
                    "The only backend of a Service connects to the ClusterIP while a policy admits the server's port only:"
                            + " answered or dropped, both are documented. What was seen is recorded.")
    void mayBePoliced(Trial trial) {
        verify(trial, is(ALLOWED, DROPPED));
        trial.note("A pod that connected to itself through its Service was "
                + trial.lastOutcome("x/a", "x/a (itself) by ClusterIP") + " under an ingress policy on one port.");
    }

    @Behavior(
            id = "service.self-connection.without-policy",
            statement = "Without policies a pod reaches itself through the ClusterIP and the node port of its own"
                    + " Service",
            source = Source.KUBERNETES_SERVICE,
            plainKubernetes = true,
            how = "The only endpoint of a Service, on either node, connects to the ClusterIP over TCP and UDP, and to"
                    + " the node port on its own node's address: it is answered by itself. Another pod is, too.")
    void withoutPolicy(Trial trial) {
        Scenario scenario = trial.withoutPolicy();
        for (String pod : List.of("a", "b")) {
            LaneService service =
                    trial.service("x", "self-" + pod).toPod(pod).onNodePort().create();
            String itself = "x/" + pod;
            List<NodeFacts> own = trial.laneNodes().stream()
                    .filter(node -> node.name().equals(trial.lane().pod(itself).node()))
                    .toList();
            scenario.from("y/" + pod, service.by(itself, TCP, UDP), controlled(ALLOWED))
                    .from(itself, service.by(itself, TCP, UDP), is(ALLOWED))
                    .from(itself, service.byNodePorts(own, "x-" + pod, TCP), is(ALLOWED));
        }
        scenario.verify();
    }

    private static void verify(Trial trial, Expected itself) {
        trial.under(trial.policy("x/a")
                        .ingressOn(PolicyPort.number(TCP, 8080))
                        .denyEgress()
                        .build())
                .from("x/a", trial.pods("x/a", "x/a").via(Via.CLUSTER_IP).list(), itself)
                .from("x/b", trial.pods("x/b", "x/a").via(Via.CLUSTER_IP).list(), is(ALLOWED))
                .from("x/b", trial.secondPort("x/b", "x/a"), is(DROPPED))
                .verify();
    }
}
