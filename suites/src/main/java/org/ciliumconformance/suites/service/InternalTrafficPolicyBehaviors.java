package org.ciliumconformance.suites.service;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Outcome.UNREACHABLE;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.probe.Protocol.UDP;
import static org.ciliumconformance.cluster.scenario.Expected.controlled;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.cluster.scenario.Expected.limited;

import java.util.Set;
import org.ciliumconformance.cluster.lane.NodeListener;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Expected;
import org.ciliumconformance.cluster.scenario.Scenario;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Answering;
import org.ciliumconformance.suites.dsl.LaneService;
import org.ciliumconformance.suites.dsl.Trial;

/** internalTrafficPolicy: Local, before and after Cilium learned it. */
class InternalTrafficPolicyBehaviors {

    @Behavior(
            id = "service.internal-traffic-policy.local",
            statement = "With internalTrafficPolicy Local, clients reach backends of their own node only; without one"
                    + " they reach none",
            source = Source.CILIUM_INTERNAL_TRAFFIC_POLICY,
            plainKubernetes = true,
            cilium = ">=1.13.0",
            kubernetes = ">=1.22.0",
            nodes = 2,
            how = "A Service whose only backend is on one node: a client there is answered over TCP and UDP, one on"
                    + " another node is told at once that there is no route, or dropped where the data path does so. The"
                    + " backend itself answers both by its pod IP.")
    void local(Trial trial) {
        verify(trial, is(UNREACHABLE, DROPPED));
    }

    @Behavior(
            id = "service.internal-traffic-policy.keeps-to-node",
            statement = "With internalTrafficPolicy Local and endpoints on several nodes, clients are spread over those"
                    + " of their own node only",
            source = Source.CILIUM_INTERNAL_TRAFFIC_POLICY,
            plainKubernetes = true,
            cilium = ">=1.13.0",
            kubernetes = ">=1.22.0",
            nodes = 2,
            how = "A Service with two endpoints on one node and one on another: many connections from a pod on either"
                    + " node are answered by all endpoints of that node, and by no other.")
    void keepsToNode(Trial trial) {
        LaneService service = trial.service("x", "local")
                .toAllPods()
                .internalTrafficPolicyLocal()
                .create();
        Destination to = service.answeredBy("", TCP).get(0);
        trial.answering("who answers")
                .control("y/a", trial.direct(TCP, trial.lane().pod("x/a")), "x-a")
                .control("y/a", trial.direct(TCP, trial.lane().pod("x/b")), "x-b")
                .control("y/a", trial.direct(TCP, trial.lane().pod("x/c")), "x-c")
                .control("y/b", trial.direct(TCP, trial.lane().pod("x/a")), "x-a")
                .control("y/b", trial.direct(TCP, trial.lane().pod("x/b")), "x-b")
                .servers("y/a", to, Answering.ENOUGH, Answering.all("x-a", "x-c"))
                .servers("y/b", to, Answering.ENOUGH, "x-b")
                .verify();
    }

    @Behavior(
            id = "service.internal-traffic-policy.from-nodes",
            statement = "internalTrafficPolicy Local counts for pods of the host network, too",
            source = Source.CILIUM_INTERNAL_TRAFFIC_POLICY,
            plainKubernetes = true,
            cilium = ">=1.13.0",
            kubernetes = ">=1.22.0",
            nodes = 2,
            needs = Need.HOST_NETWORK,
            how = "A Service whose only endpoint is on one node: from that node's network it answers, from another"
                    + " node's it does not, over TCP; there the endpoint of an ordinary Service answers.")
    void fromNodes(Trial trial) throws InterruptedException {
        LaneService local = trial.service("x", "local")
                .toPod("a")
                .internalTrafficPolicyLocal()
                .create();
        LaneService ordinary = trial.service("x", "ordinary").toPod("a").create();
        Scenario scenario = trial.withoutPolicy();
        for (NodeListener node : trial.laneListeners()) {
            boolean own = node.node().equals(trial.lane().pod("x/a").node());
            scenario.expect(node.node(), node.prober(), ordinary.by("x/a", TCP), controlled(ALLOWED))
                    .expect(
                            node.node(),
                            node.prober(),
                            local.by("x/a", TCP),
                            own ? is(ALLOWED) : is(UNREACHABLE, DROPPED));
        }
        scenario.verify();
    }

    @Behavior(
            id = "service.internal-traffic-policy.local-unsupported",
            statement = "Services with internalTrafficPolicy Local are not supported: clients reach backends of other"
                    + " nodes all the same",
            kind = Kind.LIMITATION,
            source = Source.AKS_LIMITATIONS,
            cilium = "<1.13.0",
            kubernetes = ">=1.22.0",
            nodes = 2,
            how = "A Service with internalTrafficPolicy Local whose only backend is on one node: a client on another"
                    + " node is answered.")
    void localUnsupported(Trial trial) {
        verify(trial, limited(Set.of(ALLOWED), Set.of(UNREACHABLE, DROPPED)));
    }

    /** Pods a and c are on the lane's first node, b on its second. */
    private static void verify(Trial trial, Expected fromOtherNode) {
        LaneService service = trial.service("x", "local")
                .toPod("a")
                .internalTrafficPolicyLocal()
                .create();
        trial.withoutPolicy()
                .from("x/b", trial.pods("x/b", "x/a").over(TCP, UDP).list(), controlled(ALLOWED))
                .from("y/b", trial.pods("y/b", "x/a").over(TCP, UDP).list(), controlled(ALLOWED))
                .from("x/c", trial.pods("x/c", "x/a").over(TCP, UDP).list(), controlled(ALLOWED))
                .from("x/c", service.by("x/a", TCP, UDP), is(ALLOWED))
                .from("y/a", service.by("x/a", TCP, UDP), is(ALLOWED))
                .from("x/b", service.by("x/a", TCP, UDP), fromOtherNode)
                .from("y/b", service.by("x/a", TCP, UDP), fromOtherNode)
                .verify();
    }
}
