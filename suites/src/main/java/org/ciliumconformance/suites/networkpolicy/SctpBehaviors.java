package org.ciliumconformance.suites.networkpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Protocol.SCTP;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.namespace;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.podIn;

import java.util.List;
import org.ciliumconformance.cluster.lane.ExtraPod;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.lane.Ports;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.catalogue.Tags;
import org.ciliumconformance.suites.dsl.PolicyPort;
import org.ciliumconformance.suites.dsl.Trial;

/** SCTP in policies: what it isolates from, wherever it is served or not, and what it admits where it is. */
class SctpBehaviors {
    private static final int FIRST = 9_201;
    private static final int SECOND = 9_202;

    @Behavior(
            id = "network-policy.sctp.is-not-tcp",
            statement = "A rule for an SCTP port does not admit TCP on that port, whether SCTP is supported or not",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Closes a namespace, and admits SCTP on one port of one of its pods: TCP to that port is dropped.")
    void isNotTcp(Trial trial) {
        trial.under(
                        trial.policy("x/*").denyIngress().build(),
                        trial.policy("x/a")
                                .ingressOn(PolicyPort.number(SCTP, Ports.SECOND_SERVER))
                                .build())
                .from("y/a", trial.secondPort("y/a", "x/a"), is(DROPPED))
                .from("x/b", trial.secondPort("x/b", "x/a"), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.sctp.isolates",
            statement = "A policy whose only rule is for SCTP isolates its pods from all else, whether SCTP is"
                    + " supported or not",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits SCTP on the first port of one pod, by one policy: TCP to its second port is dropped.")
    void isolates(Trial trial) {
        trial.under(trial.policy("x/a")
                        .ingressOn(PolicyPort.number(SCTP, Ports.SERVER))
                        .build())
                .from("y/a", trial.secondPort("y/a", "x/a"), is(DROPPED))
                .from("x/b", trial.secondPort("x/b", "x/a"), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.sctp.default-deny",
            statement = "A policy with an empty podSelector and no ingress rules stops SCTP to its namespace",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            config = "enable-sctp=true",
            tags = Tags.KUBERNETES_NETPOL,
            how = "Closes a namespace in which a pod serves SCTP: clients of it and of another are dropped.")
    void defaultDeny(Trial trial) throws InterruptedException {
        LanePod server = server(trial);
        trial.under(trial.policy("x/*").denyIngress().build())
                .from("x/b", List.of(at(server, FIRST)), is(DROPPED))
                .from("y/a", List.of(at(server, FIRST)), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.sctp.port-from-namespace",
            statement = "A rule with a namespaceSelector and an SCTP port admits that port from those namespaces alone",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            config = "enable-sctp=true",
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits one namespace on one of two SCTP ports: it is answered there and dropped on the other, the"
                    + " policy's own and a third namespace are dropped.")
    void portFromNamespace(Trial trial) throws InterruptedException {
        LanePod server = server(trial);
        trial.under(trial.policy("x/sctp")
                        .ingress(List.of(namespace("y")), PolicyPort.number(SCTP, SECOND))
                        .build())
                .from("y/a", List.of(at(server, SECOND)), is(ALLOWED))
                .from("y/a", List.of(at(server, FIRST)), is(DROPPED))
                .from("x/b", List.of(at(server, SECOND)), is(DROPPED))
                .from("z/a", List.of(at(server, SECOND)), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.sctp.from-pod-of-namespace",
            statement = "An ingress rule that admits a single pod of another namespace admits its SCTP, and nobody"
                    + " else's",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            config = "enable-sctp=true",
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits one pod of one namespace to a pod that serves SCTP: it is answered, another pod of that"
                    + " namespace and one of the policy's own are dropped.")
    void fromPodOfNamespace(Trial trial) throws InterruptedException {
        LanePod server = server(trial);
        trial.under(trial.policy("x/sctp").ingressFrom(podIn("y", "a")).build())
                .from("y/a", List.of(at(server, FIRST)), is(ALLOWED))
                .from("y/b", List.of(at(server, FIRST)), is(DROPPED))
                .from("x/b", List.of(at(server, FIRST)), is(DROPPED))
                .verify();
    }

    private static LanePod server(Trial trial) throws InterruptedException {
        return trial.startPod(ExtraPod.in("x")
                .named("sctp")
                .port("sctp-" + FIRST, FIRST, SCTP)
                .port("sctp-" + SECOND, SECOND, SCTP));
    }

    private static Destination at(LanePod pod, int port) {
        return new Destination(pod.key() + " port " + port, SCTP, pod.address(), port, null);
    }
}
