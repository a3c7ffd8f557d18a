package org.ciliumconformance.suites.service;

import static org.ciliumconformance.cluster.probe.Protocol.TCP;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ciliumconformance.cluster.lane.ExtraPod;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Answering;
import org.ciliumconformance.suites.dsl.LaneService;
import org.ciliumconformance.suites.dsl.Trial;

/** sessionAffinity: ClientIP. */
class SessionAffinityBehaviors {
    /** The shortest that Kubernetes takes. */
    private static final Duration STAYS = Duration.ofSeconds(1);
    /** Cilium counts in whole seconds. */
    private static final Duration BEYOND = Duration.ofMillis(1_200);
    /** Of three endpoints the same is chosen so often in a row once in 500,000 runs. */
    private static final int LOOKS = 12;

    private static final String[] ANY_ONE = {"x-a", "x-b", "x-c"};

    @Behavior(
            id = "service.session-affinity.cluster-ip",
            statement = "With sessionAffinity ClientIP all connections of one pod to a ClusterIP, whichever process"
                    + " makes them, reach one endpoint",
            source = Source.CILIUM_KUBE_PROXY_FREE,
            plainKubernetes = true,
            how = "Many connections, each of a process of its own, from a pod on each node to a Service with three"
                    + " endpoints: one endpoint answers all of a pod's.")
    void clusterIp(Trial trial) {
        LaneService service =
                trial.service("x", "sticky").toAllPods().clientIpAffinity().create();
        one(trial, service.answeredBy("", TCP)).verify();
    }

    @Behavior(
            id = "service.session-affinity.node-port",
            statement = "With sessionAffinity ClientIP all connections of one pod to a node port reach one endpoint",
            source = Source.CILIUM_KUBE_PROXY_FREE,
            how = "Many connections from a pod on each node to the node port of a Service with three endpoints, on one"
                    + " node's address: one endpoint answers all of a pod's.")
    void nodePort(Trial trial) {
        LaneService service = trial.service("x", "sticky")
                .toAllPods()
                .clientIpAffinity()
                .onNodePort()
                .create();
        one(trial, service.byNodePorts(trial.laneNodes().subList(0, 1), "", TCP))
                .verify();
    }

    private static Answering one(Trial trial, List<Destination> service) {
        Answering answering = trial.answering("who answers");
        for (String from : List.of("y/a", "y/b")) {
            for (Destination to : service) {
                answering.servers(from, to, Answering.ENOUGH, ANY_ONE);
            }
            for (Destination pod : trial.pods(from, "x/a", "x/b", "x/c").list()) {
                answering.control(from, pod, String.valueOf(pod.server()));
            }
        }
        return answering;
    }

    @Behavior(
            id = "service.session-affinity.endpoint-deleted",
            statement = "A client with session affinity reaches another endpoint once its own is deleted",
            source = Source.KUBERNETES_TRAFFIC_POLICIES,
            plainKubernetes = true,
            how = "A pod sticks to one of two endpoints; that one is deleted: the other answers all of many new"
                    + " connections.")
    void endpointDeleted(Trial trial) throws InterruptedException {
        LanePod first = trial.startPod(ExtraPod.in("x").named("first").label(LaneService.GROUP, "sticky"));
        LanePod second =
                trial.startPod(ExtraPod.in("x").named("second").onSecondNode().label(LaneService.GROUP, "sticky"));
        Destination to = sticky(trial);
        trial.answering("both endpoints by their pod IPs")
                .control("y/a", trial.direct(TCP, first), first.name())
                .control("y/a", trial.direct(TCP, second), second.name())
                .verify();
        String endpoint = stuckTo(trial, to, first.name(), second.name());
        boolean toFirst = endpoint.equals(first.name());
        trial.delete(toFirst ? first : second);
        trial.answering("after " + endpoint + " was deleted")
                .servers("y/a", to, Answering.ENOUGH, toFirst ? second.name() : first.name())
                .verify();
    }

    @Behavior(
            id = "service.session-affinity.endpoint-of-another-service",
            statement =
                    "Whether a client with session affinity stays at an endpoint that left its Service but is one of"
                            + " another Service is not documented",
            kind = Kind.PERMITTED,
            source = Source.CILIUM_KUBE_PROXY_FREE,
            how = "A pod sticks to one of three endpoints, which is an endpoint of another Service, too. It stops"
                    + " matching the first: whether it still answers new connections is recorded.")
    void endpointOfAnotherService(Trial trial) {
        for (String pod : List.of("x/a", "x/b", "x/c")) {
            trial.lane().relabelPod(pod, Map.of(LaneService.GROUP, "sticky"));
        }
        Destination to = sticky(trial);
        reachableWithoutService(trial);
        String endpoint = stuckTo(trial, to, ANY_ONE);
        trial.lane().relabelPod(endpoint.replace('-', '/'), Map.of(LaneService.GROUP, "gone"));
        String[] others =
                List.of(ANY_ONE).stream().filter(one -> !one.equals(endpoint)).toArray(String[]::new);
        String answered = trial.answering("after " + endpoint + " left the Service")
                .servers("y/a", to, Answering.ENOUGH, others)
                .observe()
                .get(0);
        trial.note(
                answered.equals(endpoint)
                        ? "The client stayed at the endpoint that had left its Service."
                        : List.of(others).contains(answered)
                                ? "The client moved to an endpoint of its Service."
                                : "The client's connections showed " + answered + ".");
    }

    @Behavior(
            id = "service.session-affinity.timeout",
            statement = "A client with session affinity is not held to its endpoint once it was idle for longer than"
                    + " the timeout",
            source = Source.CILIUM_KUBE_PROXY_FREE,
            plainKubernetes = true,
            how =
                    "A pod sticks to one of three endpoints of a Service whose clients stay for a second. Then it connects"
                            + " only after longer pauses: another endpoint answers.")
    void timeout(Trial trial) {
        LaneService service =
                trial.service("x", "sticky").toAllPods().clientIpAffinity(STAYS).create();
        Destination to = service.answeredBy("", TCP).get(0);
        reachableWithoutService(trial);
        String endpoint = stuckTo(trial, to, ANY_ONE);
        String[] others =
                List.of(ANY_ONE).stream().filter(one -> !one.equals(endpoint)).toArray(String[]::new);
        trial.answering("after it was idle")
                .servers("y/a", to, 1, others)
                .idleBetweenLooks(STAYS.plus(BEYOND), LOOKS)
                .verify();
    }

    /** Else it would be up to chance whether the client comes across an endpoint that it cannot reach. */
    private static void reachableWithoutService(Trial trial) {
        Answering direct = trial.answering("all endpoints by their pod IPs");
        for (Destination pod : trial.pods("y/a", "x/a", "x/b", "x/c").list()) {
            direct.control("y/a", pod, String.valueOf(pod.server()));
        }
        direct.verify();
    }

    private static Destination sticky(Trial trial) {
        LaneService service = trial.service("x", "sticky")
                .toPodsWith(LaneService.GROUP, "sticky")
                .clientIpAffinity()
                .create();
        return service.answeredBy("", TCP).get(0);
    }

    private static String stuckTo(Trial trial, Destination to, String... any) {
        return trial.answering("before")
                .servers("y/a", to, Answering.ENOUGH, any)
                .asControls()
                .verify()
                .get(0);
    }
}
