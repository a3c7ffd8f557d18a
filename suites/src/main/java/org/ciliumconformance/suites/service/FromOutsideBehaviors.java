package org.ciliumconformance.suites.service;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Outcome.REFUSED;
import static org.ciliumconformance.cluster.probe.Outcome.UNREACHABLE;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.scenario.Expected.controlled;
import static org.ciliumconformance.cluster.scenario.Expected.is;

import java.time.Duration;
import java.util.List;
import org.ciliumconformance.cluster.facts.NodeFacts;
import org.ciliumconformance.cluster.probe.Protocol;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Scenario;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.LaneService;
import org.ciliumconformance.suites.dsl.OutsideClient;
import org.ciliumconformance.suites.dsl.ServiceBuilder;
import org.ciliumconformance.suites.dsl.Trial;

/** Services as a host outside the cluster sees them. That it reaches the nodes' own servers is the control. */
class FromOutsideBehaviors {
    private static final String REJECTS = "service-no-backend-response!=drop";

    /**
     * An ICMP error can come before the kernel has left {@code connect()}, which then does not see it, and can be one
     * too many for a limit: the SYN is sent again after a second, and answered again.
     */
    private static final Duration SECOND_SYN = Duration.ofMillis(1_800);

    @Behavior(
            id = "service.node-port.from-outside",
            statement = "A host outside the cluster reaches a Service by its node port on every node's address",
            source = Source.KUBERNETES_SERVICE,
            plainKubernetes = true,
            needs = {Need.HOST_NETWORK, Need.OUTSIDE_CLIENT},
            how = "A Service with one endpoint: a host outside connects to its node port on every node's address, over"
                    + " TCP and UDP. It reaches the nodes' own servers.")
    void nodePort(Trial trial) throws InterruptedException {
        LaneService service =
                trial.service("x", "from-outside").toPod("a").onNodePort().create();
        OutsideClient outside = OutsideClient.of(trial);
        Scenario scenario = outside.reachesNodes(trial.withoutPolicy());
        for (Protocol protocol : List.of(Protocol.TCP, Protocol.UDP)) {
            outside.expect(scenario, service.byNodePorts(trial.laneNodes(), "x-a", protocol), is(ALLOWED));
        }
        scenario.verify();
    }

    @Behavior(
            id = "service.external-traffic-policy.from-outside",
            statement = "With externalTrafficPolicy Local a host outside reaches a Service by those nodes only on which"
                    + " it has an endpoint",
            source = Source.KUBERNETES_TRAFFIC_POLICIES,
            plainKubernetes = true,
            nodes = 2,
            needs = {Need.HOST_NETWORK, Need.OUTSIDE_CLIENT},
            how =
                    "A Service with externalTrafficPolicy Local and one endpoint: a host outside reaches its node port on"
                            + " the endpoint's node, and not on the other one, whose own server it reaches. A pod reaches both.")
    void local(Trial trial) throws InterruptedException {
        LaneService service = withLocalPolicy(trial);
        NodeFacts own = trial.nodeOf("x/a");
        List<NodeFacts> others =
                trial.laneNodes().stream().filter(node -> !node.equals(own)).toList();
        OutsideClient outside = OutsideClient.of(trial);
        Scenario scenario = outside.reachesNodes(trial.withoutPolicy())
                .from("y/a", service.byNodePorts(trial.laneNodes(), "x-a", TCP), controlled(ALLOWED));
        outside.expect(scenario, service.byNodePorts(List.of(own), "x-a", TCP), is(ALLOWED));
        outside.expect(scenario, service.byNodePorts(others, "x-a", TCP), is(DROPPED, REFUSED, UNREACHABLE));
        scenario.verify();
    }

    @Behavior(
            id = "service.source-address.external-local",
            statement = "With externalTrafficPolicy Local the endpoint sees the address of the host outside",
            source = Source.CILIUM_KUBE_PROXY_FREE,
            plainKubernetes = true,
            needs = {Need.HOST_NETWORK, Need.OUTSIDE_CLIENT},
            how = "A host outside asks the node's own server, then a Service with externalTrafficPolicy Local by its"
                    + " node port on the endpoint's node, at which address they see it: both see the same.")
    void sourceAddress(Trial trial) throws InterruptedException {
        NodeFacts own = trial.nodeOf("x/a");
        Destination onOwnNode =
                withLocalPolicy(trial).byNodePorts(List.of(own), "x-a", TCP).get(0);
        OutsideClient outside = OutsideClient.of(trial);
        String address = outside.addressSeenBy(own);
        trial.answering("the source that the endpoint sees")
                .control(OutsideClient.NAME, outside.prober(), onOwnNode, "x-a")
                .seesSource(OutsideClient.NAME, outside.prober(), onOwnNode, address)
                .verify();
    }

    @Behavior(
            id = "service.no-endpoints.from-outside",
            statement = "A connection from outside to a node port of a Service without endpoints fails at once",
            source = Source.CILIUM_NO_BACKEND_RESPONSE,
            plainKubernetes = true,
            cilium = ">=1.15.0",
            config = REJECTS,
            needs = {Need.HOST_NETWORK, Need.OUTSIDE_CLIENT},
            how = "A Service that answered a host outside on its node port is changed to select nothing: the host's"
                    + " connections to every node's address are refused at once.")
    void noEndpoints(Trial trial) throws InterruptedException {
        List<Destination> nodePorts = emptied(trial, "a").create().byNodePorts(trial.laneNodes(), "x-a", TCP);
        OutsideClient outside = OutsideClient.of(trial);
        Scenario scenario = outside.reachesNodes(trial.withoutPolicy(SECOND_SYN));
        outside.expect(scenario, nodePorts, controlled(ALLOWED));
        scenario.then(
                "after the Service lost its endpoint",
                lane -> lane.replace(emptied(trial, "none").build()));
        outside.expect(scenario, nodePorts, is(REFUSED, UNREACHABLE));
        scenario.verify();
    }

    private static ServiceBuilder emptied(Trial trial, String pod) {
        return trial.service("x", "emptied-outside").toPod(pod).onNodePort();
    }

    private static LaneService withLocalPolicy(Trial trial) {
        return trial.service("x", "outside-local")
                .toPod("a")
                .onNodePort()
                .externalTrafficPolicyLocal()
                .create();
    }
}
