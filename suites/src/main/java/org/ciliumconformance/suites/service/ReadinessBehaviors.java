package org.ciliumconformance.suites.service;

import static org.ciliumconformance.cluster.probe.Protocol.TCP;

import java.util.List;
import java.util.Map;
import org.ciliumconformance.cluster.lane.ExtraPod;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Answering;
import org.ciliumconformance.suites.dsl.LaneService;
import org.ciliumconformance.suites.dsl.ServiceBuilder;
import org.ciliumconformance.suites.dsl.Trial;

/** Endpoints that are not ready, and endpoints that terminate. */
class ReadinessBehaviors {
    /** Longer than a change takes to show, shorter than anybody likes to wait for a pod to end. */
    private static final int SECONDS_TO_END = 25;

    @Behavior(
            id = "service.readiness.not-ready",
            statement = "A Service sends nothing to pods that are not ready",
            source = Source.KUBERNETES_ENDPOINT_SLICES,
            plainKubernetes = true,
            how = "A Service selects a ready pod and one that never becomes ready but serves, as a probe by its pod IP"
                    + " shows: the ready one answers all of many connections from both nodes.")
    void notReady(Trial trial) throws InterruptedException {
        LanePod unready = mixed(trial);
        asked(trial, unready, trial.service("x", "mixed"), "x-a").verify();
    }

    @Behavior(
            id = "service.readiness.publish-not-ready",
            statement = "A Service with publishNotReadyAddresses also sends to pods that are not ready",
            source = Source.KUBERNETES_SERVICE,
            plainKubernetes = true,
            how = "A Service with publishNotReadyAddresses selects a ready pod and one that never becomes ready but"
                    + " serves: both answer some of many connections from both nodes.")
    void publishNotReady(Trial trial) throws InterruptedException {
        LanePod unready = mixed(trial);
        ServiceBuilder service = trial.service("x", "mixed").publishNotReadyAddresses();
        asked(trial, unready, service, Answering.all("x-a", unready.name())).verify();
    }

    /** Pod x/a, which is ready, and one that is not, both with the same label. */
    private static LanePod mixed(Trial trial) throws InterruptedException {
        trial.lane().relabelPod("x/a", Map.of(LaneService.GROUP, "mixed"));
        return trial.startPod(ExtraPod.in("x")
                .named("unready")
                .onSecondNode()
                .label(LaneService.GROUP, "mixed")
                .notReady());
    }

    private static Answering asked(Trial trial, LanePod unready, ServiceBuilder builder, String servers) {
        LaneService service = builder.toPodsWith(LaneService.GROUP, "mixed").create();
        Answering answering = trial.answering("who answers");
        for (String from : List.of("y/a", "y/b")) {
            answering.control(from, trial.direct(TCP, unready), unready.name());
            for (Destination to : service.answeredBy("", TCP)) {
                answering.servers(from, to, Answering.ENOUGH, servers);
            }
        }
        return answering;
    }

    @Behavior(
            id = "service.terminating.no-new-connections",
            statement = "A pod that terminates gets no new connections while its Service has other endpoints",
            source = Source.CILIUM_GRACEFUL_TERMINATION,
            plainKubernetes = true,
            kubernetes = ">=1.22.0",
            how = "One of two pods behind a Service is deleted and takes its time to end, serving on, as a probe by its"
                    + " pod IP shows: the other answers all of many new connections from both nodes.")
    void noNewConnections(Trial trial) throws InterruptedException {
        LanePod ending = trial.startPod(ExtraPod.in("x")
                .named("ending")
                .onSecondNode()
                .label(LaneService.GROUP, "ending")
                .slowToEnd(SECONDS_TO_END));
        trial.lane().relabelPod("x/a", Map.of(LaneService.GROUP, "ending"));
        LaneService service = trial.service("x", "ending")
                .toPodsWith(LaneService.GROUP, "ending")
                .create();
        ended(trial, ending, service, Answering.all("x-a", ending.name()), "x-a");
    }

    @Behavior(
            id = "service.terminating.fallback",
            statement = "A Service all of whose endpoints terminate still sends to those that serve",
            source = Source.CILIUM_TERMINATING_FALLBACK,
            plainKubernetes = true,
            cilium = ">=1.18.0",
            kubernetes = ">=1.26.0",
            how = "The only pod behind a Service is deleted and takes its time to end, serving on: it still answers all"
                    + " of many new connections from both nodes.")
    void fallback(Trial trial) throws InterruptedException {
        LanePod ending = trial.startPod(ExtraPod.in("x")
                .named("ending")
                .label(LaneService.GROUP, "last")
                .slowToEnd(SECONDS_TO_END));
        LaneService service =
                trial.service("x", "last").toPodsWith(LaneService.GROUP, "last").create();
        ended(trial, ending, service, ending.name(), ending.name());
    }

    private static void ended(Trial trial, LanePod ending, LaneService service, String before, String after) {
        asked(trial, "before the pod was deleted", ending, service, before)
                .asControls()
                .verify();
        trial.delete(ending);
        asked(trial, "while the pod terminates", ending, service, after).verify();
    }

    private static Answering asked(Trial trial, String title, LanePod ending, LaneService service, String servers) {
        Answering answering = trial.answering(title);
        for (String from : List.of("y/a", "y/b")) {
            answering.control(from, trial.direct(TCP, ending), ending.name());
            for (Destination to : service.answeredBy("", TCP)) {
                answering.servers(from, to, Answering.ENOUGH, servers);
            }
        }
        return answering;
    }
}
