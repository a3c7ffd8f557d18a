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
import java.util.Map;
import org.ciliumconformance.cluster.lane.ExtraPod;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.lane.Ports;
import org.ciliumconformance.cluster.probe.Protocol;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Answering;
import org.ciliumconformance.suites.dsl.LaneService;
import org.ciliumconformance.suites.dsl.Load;
import org.ciliumconformance.suites.dsl.Trial;

/** Services whose endpoints, ports or selectors become others while clients use them. */
class EndpointChangeBehaviors {
    private static final int NEW_PORT = 1_080;

    @Behavior(
            id = "service.endpoints.spread",
            statement = "New connections to a Service are spread over all of its endpoints",
            source = Source.KUBERNETES_TRAFFIC_POLICIES,
            plainKubernetes = true,
            how = "Many connections from pods on both nodes to a Service with three endpoints on two nodes, over TCP"
                    + " and UDP: each of the three answers some.")
    void spread(Trial trial) {
        LaneService service = trial.service("x", "spread").toAllPods().create();
        for (Protocol protocol : List.of(TCP, UDP)) {
            Answering answering = trial.answering("who answers over " + protocol);
            for (String from : List.of("y/a", "y/b")) {
                for (Destination to : service.answeredBy("", protocol)) {
                    answering.servers(from, to, Answering.ENOUGH, Answering.all("x-a", "x-b", "x-c"));
                }
                for (Destination pod :
                        trial.pods(from, "x/a", "x/b", "x/c").over(protocol).list()) {
                    answering.control(from, pod, String.valueOf(pod.server()));
                }
            }
            answering.verify();
        }
    }

    @Behavior(
            id = "service.endpoints.selector-changed",
            statement = "Once the selector of a Service is another, new connections reach the pods that it selects now"
                    + " and no others",
            source = Source.KUBERNETES_SERVICE,
            plainKubernetes = true,
            how = "A Service that selects one pod is changed to select another one: all of many new connections are"
                    + " answered by that.")
    void selectorChanged(Trial trial) {
        LaneService service = trial.service("x", "moving").toPod("a").create();
        before(trial, service, "x-a");
        trial.lane().replace(trial.service("x", "moving").toPod("b").build());
        after(trial, service, "x-b");
    }

    @Behavior(
            id = "service.endpoints.pod-relabelled",
            statement = "A pod whose labels no longer match a Service gets no new connections from it",
            source = Source.KUBERNETES_SERVICE,
            plainKubernetes = true,
            how = "Of two pods that a Service selects by a label, one loses that label: all of many new connections are"
                    + " answered by the other.")
    void podRelabelled(Trial trial) {
        trial.lane().relabelPod("x/a", Map.of(LaneService.GROUP, "both"));
        trial.lane().relabelPod("x/b", Map.of(LaneService.GROUP, "both"));
        LaneService service = trial.service("x", "relabelled")
                .toPodsWith(LaneService.GROUP, "both")
                .create();
        before(trial, service, Answering.all("x-a", "x-b"));
        trial.lane().relabelPod("x/a", Map.of(LaneService.GROUP, "other"));
        after(trial, service, "x-b");
    }

    @Behavior(
            id = "service.endpoints.pod-added",
            statement = "A pod that comes to match a Service gets new connections from it",
            source = Source.KUBERNETES_SERVICE,
            plainKubernetes = true,
            how = "A Service selects one pod by a label; a second pod gets the label, and answers some of many new"
                    + " connections.")
    void podAdded(Trial trial) {
        trial.lane().relabelPod("x/a", Map.of(LaneService.GROUP, "grown"));
        LaneService service = trial.service("x", "grown")
                .toPodsWith(LaneService.GROUP, "grown")
                .create();
        before(trial, service, "x-a");
        trial.lane().relabelPod("x/b", Map.of(LaneService.GROUP, "grown"));
        after(trial, service, Answering.all("x-a", "x-b"));
    }

    @Behavior(
            id = "service.endpoints.pod-deleted",
            statement = "Once a pod is deleted, no new connection to its Service is sent to it",
            source = Source.AKS_INTRODUCTION,
            plainKubernetes = true,
            how = "One of two pods behind a Service is deleted: all of many new connections are answered by the other,"
                    + " none is lost or refused.")
    void podDeleted(Trial trial) throws InterruptedException {
        LanePod deleted = trial.startPod(ExtraPod.in("x").named("leaving").label(LaneService.GROUP, "pair"));
        LanePod left =
                trial.startPod(ExtraPod.in("x").named("left").onSecondNode().label(LaneService.GROUP, "pair"));
        LaneService service =
                trial.service("x", "pair").toPodsWith(LaneService.GROUP, "pair").create();
        before(trial, service, Answering.all(deleted.name(), left.name()));
        trial.delete(deleted);
        after(trial, service, left.name());
    }

    @Behavior(
            id = "service.endpoints.removed-under-load",
            statement =
                    "No connection to a Service is lost while one of its endpoints, which still serves, is taken out",
            source = Source.KUBERNETES_TRAFFIC_POLICIES,
            plainKubernetes = true,
            how =
                    "Pods on both nodes go on connecting to a Service with two endpoints. One of them loses the label that"
                            + " makes it one, and still answers by its pod IP: every connection is answered, until the other"
                            + " endpoint answers alone.")
    void removedUnderLoad(Trial trial) throws InterruptedException {
        trial.lane().relabelPod("x/a", Map.of(LaneService.GROUP, "loaded"));
        trial.lane().relabelPod("x/b", Map.of(LaneService.GROUP, "loaded"));
        LaneService service = trial.service("x", "loaded")
                .toPodsWith(LaneService.GROUP, "loaded")
                .create();
        before(trial, service, Answering.all("x-a", "x-b"));
        Load load = trial.load();
        for (Destination to : service.answeredBy("", TCP)) {
            load.from("y/a", to).from("y/b", to);
        }
        load.until("x-b", "while an endpoint is taken out", () -> trial.lane()
                .relabelPod("x/a", Map.of(LaneService.GROUP, "idle")));
    }

    private static void before(Trial trial, LaneService service, String servers) {
        asked(trial, "before the change", service, servers).asControls().verify();
    }

    private static void after(Trial trial, LaneService service, String servers) {
        asked(trial, "after the change", service, servers).verify();
    }

    private static Answering asked(Trial trial, String title, LaneService service, String servers) {
        Answering answering = trial.answering(title);
        for (String from : List.of("y/a", "y/b")) {
            for (Destination to : service.answeredBy("", TCP)) {
                answering.servers(from, to, Answering.ENOUGH, servers);
            }
        }
        return answering;
    }

    @Behavior(
            id = "service.endpoints.port-changed",
            statement = "Once a port of a Service has another number, the new number is served and the former is not",
            source = Source.KUBERNETES_SERVICE,
            plainKubernetes = true,
            how = "A Service that answers on one port number is changed to another: that answers, the former never"
                    + " does.")
    void portChanged(Trial trial) {
        LaneService service = trial.service("x", "renumbered")
                .toPod("a")
                .port("tcp", TCP, Ports.SERVICE_TCP)
                .create();
        List<Destination> former = List.of(service.onPort(Ports.SERVICE_TCP, TCP, "x-a"));
        trial.withoutPolicy()
                .from("y/a", former, controlled(ALLOWED))
                .from("y/b", former, controlled(ALLOWED))
                .then(
                        "after the port's number was changed",
                        lane -> lane.replace(trial.service("x", "renumbered")
                                .toPod("a")
                                .port("tcp", TCP, NEW_PORT)
                                .build()))
                .from("y/a", List.of(service.onPort(NEW_PORT, TCP, "x-a")), is(ALLOWED))
                .from("y/b", List.of(service.onPort(NEW_PORT, TCP, "x-a")), is(ALLOWED))
                .from("y/a", former, is(UNREACHABLE, REFUSED, DROPPED))
                .from("y/b", former, is(UNREACHABLE, REFUSED, DROPPED))
                .verify();
    }

    @Behavior(
            id = "service.endpoints.service-deleted",
            statement = "Once a Service is deleted, its ClusterIP leads to its pods no more",
            source = Source.KUBERNETES_SERVICE,
            plainKubernetes = true,
            how = "A ClusterIP that answered is asked again after its Service was deleted, over TCP and UDP: never"
                    + " answered, while the pod still answers by its own address.")
    void serviceDeleted(Trial trial) {
        LaneService service = trial.service("x", "deleted").toPod("a").create();
        trial.withoutPolicy()
                .from("y/a", service.by("x/a", TCP, UDP), controlled(ALLOWED))
                .from("y/b", service.by("x/a", TCP, UDP), controlled(ALLOWED))
                .then("after the Service was deleted", lane -> lane.delete(service.object()))
                .from("y/a", trial.pods("y/a", "x/a").over(TCP, UDP).list(), controlled(ALLOWED))
                .from("y/a", service.by("x/a", TCP, UDP), is(UNREACHABLE, REFUSED, DROPPED))
                .from("y/b", service.by("x/a", TCP, UDP), is(UNREACHABLE, REFUSED, DROPPED))
                .verify();
    }
}
