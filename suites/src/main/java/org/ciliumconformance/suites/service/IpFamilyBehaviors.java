package org.ciliumconformance.suites.service;

import static org.ciliumconformance.cluster.facts.IpFamily.IPV4;
import static org.ciliumconformance.cluster.facts.IpFamily.IPV6;
import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.probe.Protocol.UDP;
import static org.ciliumconformance.cluster.scenario.Expected.controlled;
import static org.ciliumconformance.cluster.scenario.Expected.is;

import java.util.List;
import java.util.stream.Stream;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Scenario;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Feature;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Answering;
import org.ciliumconformance.suites.dsl.LaneService;
import org.ciliumconformance.suites.dsl.PodDestinations;
import org.ciliumconformance.suites.dsl.PodDestinations.Via;
import org.ciliumconformance.suites.dsl.Trial;

/** Services of IPv6, and of both families. */
class IpFamilyBehaviors {
    private static final List<String> CLIENTS = List.of("y/a", "y/b");

    @Behavior(
            id = "service.dual-stack.both-families",
            statement =
                    "A Service that requires dual stack has a ClusterIP of each family, and both lead to its endpoint",
            source = Source.KUBERNETES_DUAL_STACK,
            plainKubernetes = true,
            kubernetes = ">=1.23.0",
            with = Feature.DUAL_STACK,
            how = "A Service with ipFamilyPolicy RequireDualStack and one pod: it is given two ClusterIPs, one of each"
                    + " family, and pods on both nodes are answered at both over TCP and UDP. They reach the pod by its"
                    + " own addresses.")
    void bothFamilies(Trial trial) {
        LaneService service =
                trial.service("x", "dual").toPod("a").requireDualStack().create();
        String sorted = String.join(
                ", ", Stream.of(service.families().split(", ")).sorted().toList());
        leadsToPod(trial, service, "IPv4, IPv6", sorted, true);
    }

    @Behavior(
            id = "service.dual-stack.order",
            statement = "Of a Service's ClusterIPs the first is of the family that it lists first",
            source = Source.KUBERNETES_DUAL_STACK,
            plainKubernetes = true,
            kubernetes = ">=1.23.0",
            with = Feature.DUAL_STACK,
            how = "A Service whose ipFamilies are IPv6 and IPv4, in this order, and one whose ipFamilies are IPv4 and"
                    + " IPv6: so are their ClusterIPs.")
    void order(Trial trial) {
        LaneService six = trial.service("x", "six-first")
                .toPod("a")
                .ofFamilies(IPV6, IPV4)
                .create();
        LaneService four = trial.service("x", "four-first")
                .toPod("a")
                .ofFamilies(IPV4, IPV6)
                .create();
        trial.observations("families of the ClusterIPs")
                .expect("Service six-first", "clusterIPs", "IPv6, IPv4", six.families())
                .expect("Service four-first", "clusterIPs", "IPv4, IPv6", four.families())
                .verify();
    }

    @Behavior(
            id = "service.ipv6.single-family",
            statement = "A Service of IPv6 alone has one ClusterIP, an IPv6 address that leads to its endpoint",
            source = Source.KUBERNETES_DUAL_STACK,
            plainKubernetes = true,
            kubernetes = ">=1.23.0",
            with = Feature.IPV6,
            how = "A Service with ipFamilyPolicy SingleStack, ipFamilies IPv6 and one pod: pods on both nodes are"
                    + " answered at its only ClusterIP over TCP and UDP. They reach the pod by its own IPv6 address.")
    void singleFamily(Trial trial) {
        LaneService service =
                trial.service("x", "six").toPod("a").ofFamilies(IPV6).create();
        leadsToPod(trial, service, "IPv6", service.families(), false);
    }

    private static void leadsToPod(
            Trial trial, LaneService service, String expected, String observed, boolean ofBothFamilies) {
        trial.observations("families of the ClusterIPs")
                .expect("Service " + service.object().getMetadata().getName(), "clusterIPs", expected, observed)
                .verify();
        Scenario scenario = trial.withoutPolicy();
        for (String from : CLIENTS) {
            PodDestinations pod = trial.pods(from, "x/a");
            scenario.from(
                            from,
                            ofBothFamilies
                                    ? pod.byEachFamily()
                                    : pod.via(Via.POD_IPV6).over(TCP, UDP).list(),
                            controlled(ALLOWED))
                    .from(from, service.byEachFamily("x/a", TCP, UDP), is(ALLOWED));
        }
        scenario.verify();
    }

    @Behavior(
            id = "service.node-port.ipv6",
            statement =
                    "Pods reach a Service of IPv6 by its node port on every node's IPv6 address, wherever its endpoint"
                            + " is",
            source = Source.CILIUM_KUBE_PROXY_FREE,
            plainKubernetes = true,
            kubernetes = ">=1.23.0",
            with = Feature.IPV6,
            how =
                    "Services of IPv6 with one endpoint, on the first node and on the second: pods on both nodes connect to"
                            + " the node port on every node's IPv6 address over TCP. They reach the endpoint by its own.")
    void nodePort(Trial trial) {
        Scenario scenario = trial.withoutPolicy();
        for (String pod : List.of("a", "b")) {
            List<Destination> everyNode = trial.service("x", "node-port-" + pod)
                    .toPod(pod)
                    .ofFamilies(IPV6)
                    .onNodePort()
                    .create()
                    .byNodePorts(trial.laneNodes(), IPV6, "x-" + pod, TCP);
            for (String from : CLIENTS) {
                scenario.from(
                                from,
                                trial.pods(from, "x/" + pod).via(Via.POD_IPV6).list(),
                                controlled(ALLOWED))
                        .from(from, everyNode, is(ALLOWED));
            }
        }
        scenario.verify();
    }

    @Behavior(
            id = "service.names.both-families",
            statement = "The name of a Service of both families resolves to its ClusterIP of each",
            source = Source.KUBERNETES_DNS,
            plainKubernetes = true,
            kubernetes = ">=1.23.0",
            with = Feature.DUAL_STACK,
            how = "Pods on both nodes resolve the name of a Service that requires dual stack, asking for A and AAAA"
                    + " records: its ClusterIPs and nothing else, of which there are two. The name of a Service of one"
                    + " family resolves.")
    void names(Trial trial) {
        LaneService service =
                trial.service("x", "dual-name").toAllPods().requireDualStack().create();
        trial.observations("the ClusterIPs")
                .expect(
                        "Service dual-name",
                        "how many",
                        "2",
                        String.valueOf(service.clusterIps().size()))
                .verify();
        resolves(trial, service.dnsName(), Answering.all(service.clusterIps().toArray(String[]::new)));
    }

    @Behavior(
            id = "service.headless.both-families",
            statement =
                    "The name of a headless Service of both families resolves to the addresses of each that its pods"
                            + " have",
            source = Source.KUBERNETES_DNS,
            plainKubernetes = true,
            kubernetes = ">=1.23.0",
            with = Feature.DUAL_STACK,
            how = "Pods on both nodes resolve the name of a headless Service that requires dual stack, asking for A and"
                    + " AAAA records: both addresses of each of its three pods. The name of a Service of one family"
                    + " resolves.")
    void headless(Trial trial) {
        LaneService service = trial.service("x", "dual-headless")
                .toAllPods()
                .headless()
                .requireDualStack()
                .create();
        String addresses = Answering.all(Stream.of("x/a", "x/b", "x/c")
                .flatMap(pod -> Stream.of(trial.address(pod, IPV4), trial.address(pod, IPV6)))
                .toArray(String[]::new));
        resolves(trial, service.dnsName(), addresses);
    }

    private static void resolves(Trial trial, String name, String addresses) {
        LanePod known = trial.lane().pod("z/a");
        Answering answering = trial.answering("what the name resolves to");
        CLIENTS.forEach(from -> answering
                .controlResolves(from, known.name() + "." + known.namespace() + ".svc", known.serviceAddress())
                .resolves(from, name, addresses));
        answering.verify();
    }
}
