package org.ciliumconformance.suites.service;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Outcome.REFUSED;
import static org.ciliumconformance.cluster.probe.Outcome.UNREACHABLE;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.probe.Protocol.UDP;
import static org.ciliumconformance.cluster.scenario.Expected.controlled;
import static org.ciliumconformance.cluster.scenario.Expected.is;

import java.util.List;
import org.ciliumconformance.cluster.lane.ExtraPod;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.lane.NodeListener;
import org.ciliumconformance.cluster.lane.Ports;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Scenario;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Answering;
import org.ciliumconformance.suites.dsl.LaneService;
import org.ciliumconformance.suites.dsl.Trial;

/** ClusterIPs and their ports. */
class ClusterIpBehaviors {
    private static final int FIRST_PORT = 1_080;
    private static final int SECOND_PORT = 1_090;

    @Behavior(
            id = "service.cluster-ip.from-nodes",
            statement = "Pods of the host network reach the ClusterIPs of Services",
            source = Source.KUBERNETES_SERVICE,
            plainKubernetes = true,
            needs = Need.HOST_NETWORK,
            how = "From the network of each of the lane's nodes, over TCP and UDP, ClusterIPs whose only backend is on"
                    + " one node or on the other. The nodes reach both backends by their pod IPs.")
    void fromNodes(Trial trial) throws InterruptedException {
        LaneService first = trial.service("x", "from-nodes-a").toPod("a").create();
        LaneService second = trial.service("x", "from-nodes-b").toPod("b").create();
        Scenario scenario = trial.withoutPolicy();
        for (NodeListener node : trial.laneListeners()) {
            for (String pod : List.of("x/a", "x/b")) {
                List<Destination> direct = List.of(
                        trial.direct(TCP, trial.lane().pod(pod)),
                        trial.direct(UDP, trial.lane().pod(pod)));
                scenario.expect(node.node(), node.prober(), direct, controlled(ALLOWED));
            }
            scenario.expect(node.node(), node.prober(), first.by("x/a", TCP, UDP), is(ALLOWED))
                    .expect(node.node(), node.prober(), second.by("x/b", TCP, UDP), is(ALLOWED));
        }
        scenario.verify();
    }

    @Behavior(
            id = "service.cluster-ip.several-ports",
            statement = "Each port of a Service with several leads to its own endpoints",
            source = Source.KUBERNETES_SERVICE,
            plainKubernetes = true,
            how = "A Service with two TCP ports, each of which leads to a pod of its own by EndpointSlices: on each"
                    + " port its own pod answers, from both nodes.")
    void severalPorts(Trial trial) {
        LanePod first = trial.lane().pod("x/a");
        LanePod second = trial.lane().pod("x/b");
        LaneService service = trial.service("x", "several")
                .port("first", TCP, FIRST_PORT)
                .port("second", TCP, SECOND_PORT)
                .create()
                .addEndpoint("first", TCP, first.address(), first.node())
                .addEndpoint("second", TCP, second.address(), second.node());
        Scenario scenario = trial.withoutPolicy();
        for (String from : List.of("y/a", "y/b")) {
            scenario.from(from, trial.pods(from, "x/a", "x/b").list(), controlled(ALLOWED))
                    .from(
                            from,
                            List.of(
                                    service.onPort(FIRST_PORT, TCP, first.name()),
                                    service.onPort(SECOND_PORT, TCP, second.name())),
                            is(ALLOWED));
        }
        scenario.verify();
    }

    @Behavior(
            id = "service.cluster-ip.no-such-port",
            statement = "A ClusterIP leads nowhere on a port that the Service does not have, even one that its pods"
                    + " serve",
            source = Source.KUBERNETES_SERVICE,
            plainKubernetes = true,
            how = "The port on which the only backend itself listens, asked of the ClusterIP, whose port is another:"
                    + " never answered. Whether it fails at once is not documented. The Service's own port and the"
                    + " pod's own address answer.")
    void noSuchPort(Trial trial) {
        LaneService service = trial.service("x", "one-port").toPod("a").create();
        Scenario scenario = trial.withoutPolicy();
        for (String from : List.of("y/a", "y/b")) {
            scenario.from(from, trial.pods(from, "x/a").list(), controlled(ALLOWED))
                    .from(from, service.by("x/a", TCP), controlled(ALLOWED))
                    .from(from, List.of(service.onPort(Ports.SERVER, TCP, "")), is(UNREACHABLE, REFUSED, DROPPED));
        }
        scenario.verify();
    }

    @Behavior(
            id = "service.target-port.by-name",
            statement = "A targetPort can be the name that pods give to one of their ports",
            source = Source.KUBERNETES_SERVICE,
            plainKubernetes = true,
            how = "A Service whose TCP and UDP ports name the server's ports instead of giving their numbers is"
                    + " answered by its only backend, from both nodes.")
    void targetPortByName(Trial trial) {
        LaneService service = trial.service("x", "named")
                .toPod("a")
                .portToNamed("tcp", TCP, Ports.SERVICE_TCP, "tcp-" + Ports.SERVER)
                .portToNamed("udp", UDP, Ports.SERVICE_UDP, "udp-" + Ports.SERVER)
                .create();
        Scenario scenario = trial.withoutPolicy();
        for (String from : List.of("y/a", "y/b")) {
            scenario.from(from, trial.pods(from, "x/a").over(TCP, UDP).list(), controlled(ALLOWED))
                    .from(from, service.by("x/a", TCP, UDP), is(ALLOWED));
        }
        scenario.verify();
    }

    @Behavior(
            id = "service.target-port.numbers-differ",
            statement = "Behind a targetPort that is a name each pod is reached on the number that it gives to it",
            source = Source.KUBERNETES_SERVICE,
            plainKubernetes = true,
            how = "Two pods give one name to ports of different numbers, and listen on nothing else: through the"
                    + " Service that names it both answer.")
    void numbersDiffer(Trial trial) throws InterruptedException {
        LanePod low = trial.startPod(
                ExtraPod.in("x").named("low").label(LaneService.GROUP, "web").port("web", 9_001, TCP));
        LanePod high = trial.startPod(ExtraPod.in("x")
                .named("high")
                .onSecondNode()
                .label(LaneService.GROUP, "web")
                .port("web", 9_002, TCP));
        LaneService service = trial.service("x", "web")
                .toPodsWith(LaneService.GROUP, "web")
                .portToNamed("web", TCP, Ports.SERVICE_TCP, "web")
                .create();
        trial.answering("who answers through the named port")
                .control("y/a", trial.onPort(9_001, low), low.name())
                .control("y/a", trial.onPort(9_002, high), high.name())
                .servers(
                        "y/a",
                        service.onPort(Ports.SERVICE_TCP, TCP, ""),
                        Answering.ENOUGH,
                        Answering.all(low.name(), high.name()))
                .verify();
    }
}
