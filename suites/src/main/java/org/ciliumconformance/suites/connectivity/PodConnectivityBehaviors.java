package org.ciliumconformance.suites.connectivity;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.probe.Protocol.UDP;
import static org.ciliumconformance.cluster.scenario.Expected.controlled;
import static org.ciliumconformance.cluster.scenario.Expected.is;

import java.util.List;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.lane.Ports;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Scenario;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Answering;
import org.ciliumconformance.suites.dsl.Trial;

/** Between pods, without any policy: what more than a short answer shows. */
class PodConnectivityBehaviors {
    /** Many packets on any link, and far from what an HTTP server takes for too long. */
    private static final int LARGE = 8_000;

    /** Of a long answer a probe tells so many characters. */
    private static final int TOLD = 256;

    /** More than any other behavior makes from one pod at once, and no more than a prober makes at a time. */
    private static final int MANY = 39;

    @Behavior(
            id = "connectivity.pod.itself",
            statement = "A pod reaches itself by its own pod IP and by the loopback address",
            source = Source.KUBERNETES_NETWORK_MODEL,
            plainKubernetes = true,
            how = "Pods on both nodes connect to their own address over TCP and UDP, and to 127.0.0.1 over TCP.")
    void itself(Trial trial) {
        Scenario scenario = trial.withoutPolicy();
        for (String pod : List.of("x/a", "x/b")) {
            Destination loopback = new Destination(
                    "127.0.0.1",
                    TCP,
                    "127.0.0.1",
                    Ports.SERVER,
                    trial.lane().pod(pod).name());
            scenario.from(pod, List.of(loopback), controlled(ALLOWED))
                    .from(pod, trial.pods(pod, pod).over(TCP, UDP).list(), is(ALLOWED));
        }
        scenario.verify();
    }

    @Behavior(
            id = "connectivity.pod.full-packets",
            statement = "Requests and answers that fill packets arrive at pods of other nodes",
            source = Source.AKS_INTRODUCTION,
            plainKubernetes = true,
            nodes = 2,
            how = "Pods on two nodes ask each other by HTTP for an echo of 8,000 characters, so that packets of the"
                    + " links' full size go both ways; short requests are answered.")
    void fullPackets(Trial trial) {
        Answering answering = trial.answering("the echo");
        for (String from : List.of("x/a", "x/b")) {
            LanePod client = trial.lane().pod(from);
            LanePod server = trial.lane().pod(from.equals("x/a") ? "y/b" : "y/a");
            Destination to = trial.direct(TCP, server);
            answering
                    .control(from, to, server.name())
                    .says(from, client.prober(), to, "/echo?msg=" + "e".repeat(LARGE), "e".repeat(TOLD));
        }
        answering.verify();
    }

    @Behavior(
            id = "connectivity.pod.many-connections",
            statement = "Pods can open many connections to one server at once",
            source = Source.AKS_INTRODUCTION,
            plainKubernetes = true,
            how = "Pods on both nodes open 39 connections to one pod at once: all are answered.")
    void manyConnections(Trial trial) {
        Answering answering = trial.answering("who answers");
        for (String from : List.of("x/a", "x/b")) {
            LanePod server = trial.lane().pod("y/a");
            answering
                    .control(from, trial.direct(TCP, server), server.name())
                    .servers(from, trial.direct(TCP, server), MANY, server.name());
        }
        answering.verify();
    }
}
