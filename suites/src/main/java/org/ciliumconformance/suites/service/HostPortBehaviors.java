package org.ciliumconformance.suites.service;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Outcome.MISROUTED;
import static org.ciliumconformance.cluster.probe.Outcome.REFUSED;
import static org.ciliumconformance.cluster.probe.Outcome.UNREACHABLE;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.probe.Protocol.UDP;
import static org.ciliumconformance.cluster.scenario.Expected.controlled;
import static org.ciliumconformance.cluster.scenario.Expected.is;

import java.util.List;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.scenario.Expected;
import org.ciliumconformance.cluster.scenario.Scenario;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Trial;

/** One host port number for TCP and for UDP, in two pods and in one. */
class HostPortBehaviors {
    private static final Expected ANYTHING = is(ALLOWED, MISROUTED, REFUSED, DROPPED, UNREACHABLE);

    @Behavior(
            id = "service.port-protocols.host-port-two-pods",
            statement = "Two pods of one node can have the same host port, one for TCP and one for UDP",
            source = Source.CILIUM_PROTOCOL_DIFFERENTIATION,
            plainKubernetes = true,
            cilium = ">=1.17.0",
            config = "bpf-lb-proto-diff!=false",
            needs = Need.HOST_NETWORK,
            how = "Two pods on one node with one host port number, TCP in the first and UDP in the second: for each"
                    + " protocol its own pod answers at the node's address, from pods on both nodes.")
    void twoPods(Trial trial) throws InterruptedException {
        twoPods(trial, is(ALLOWED)).verify();
    }

    @Behavior(
            id = "service.port-protocols.host-port-two-pods-collide",
            statement = "Before Cilium 1.17 two pods of one node cannot have the same host port for TCP and UDP",
            kind = Kind.LIMITATION,
            source = Source.AKS_LIMITATIONS,
            cilium = "<1.17.0",
            needs = Need.HOST_NETWORK,
            how = "Two pods on one node with one host port number, TCP in the first and UDP in the second: at least one"
                    + " protocol is not answered by its own pod. Which one is not documented.")
    void twoPodsCollide(Trial trial) throws InterruptedException {
        twoPods(trial, ANYTHING).liftedWhenAll(ALLOWED).verify();
    }

    @Behavior(
            id = "service.port-protocols.host-port-one-pod",
            statement = "A pod can have one host port number for both TCP and UDP",
            source = Source.CILIUM_PROTOCOL_DIFFERENTIATION,
            plainKubernetes = true,
            cilium = ">=1.17.0 <1.18.0 || >=1.18.3",
            config = "bpf-lb-proto-diff!=false",
            needs = Need.HOST_NETWORK,
            how = "A pod with one host port number for TCP and UDP answers both at its node's address, from pods on"
                    + " both nodes.")
    void onePod(Trial trial) throws InterruptedException {
        onePod(trial, is(ALLOWED)).verify();
    }

    @Behavior(
            id = "service.port-protocols.host-port-one-pod-keeps-last",
            statement = "In Cilium 1.18.0 to 1.18.2 a pod with one host port number for TCP and UDP keeps only one",
            kind = Kind.LIMITATION,
            source = Source.CILIUM_HOST_PORT_PROTOCOLS,
            cilium = ">=1.18.0 <1.18.3",
            needs = Need.HOST_NETWORK,
            how = "A pod with one host port number for TCP and UDP: one of them is not answered at its node's address.")
    void onePodKeepsLast(Trial trial) throws InterruptedException {
        onePod(trial, ANYTHING).liftedWhenAll(ALLOWED).verify();
    }

    private static Scenario twoPods(Trial trial, Expected expected) throws InterruptedException {
        LanePod tcp = trial.hostPortPod(TCP);
        LanePod udp = trial.hostPortPod(UDP);
        return fromBothNodes(trial, tcp, udp, expected);
    }

    private static Scenario onePod(Trial trial, Expected expected) throws InterruptedException {
        LanePod both = trial.hostPortPod(TCP, UDP);
        return fromBothNodes(trial, both, both, expected);
    }

    private static Scenario fromBothNodes(Trial trial, LanePod tcp, LanePod udp, Expected expected) {
        Scenario scenario = trial.withoutPolicy();
        for (String from : List.of("x/a", "x/b")) {
            scenario.from(from, List.of(trial.direct(TCP, tcp), trial.direct(UDP, udp)), controlled(ALLOWED))
                    .from(from, List.of(trial.byHostPort(TCP, tcp), trial.byHostPort(UDP, udp)), expected);
        }
        return scenario;
    }
}
