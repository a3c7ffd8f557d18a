package org.ciliumconformance.suites.networkpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.probe.Protocol.UDP;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.cluster.scenario.Expected.limitedToDropped;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.namespace;

import java.util.List;
import org.ciliumconformance.cluster.lane.Ports;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.catalogue.Tags;
import org.ciliumconformance.suites.dsl.PodDestinations.Via;
import org.ciliumconformance.suites.dsl.PolicyPort;
import org.ciliumconformance.suites.dsl.Trial;

/** Ports of rules by number and range, and protocols. */
class PortBehaviors {

    @Behavior(
            id = "network-policy.port.from-namespace",
            statement = "A rule with a namespaceSelector and a port admits that port from those namespaces alone",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits one namespace on the second of two ports: it is answered there and dropped on the first port,"
                    + " where the policy's own and a third namespace are dropped on the second.")
    void fromNamespace(Trial trial) {
        trial.under(trial.policy("x/a")
                        .ingress(List.of(namespace("y")), PolicyPort.number(TCP, Ports.SECOND_SERVER))
                        .build())
                .from("y/a", trial.secondPort("y/a", "x/a"), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(DROPPED))
                .from("x/b", trial.secondPort("x/b", "x/a"), is(DROPPED))
                .from("z/a", trial.secondPort("z/a", "x/a"), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.port.from-namespace-udp",
            statement = "A rule with a namespaceSelector and a UDP port admits that port from those namespaces alone",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits one namespace on a UDP port: it is answered there, the policy's own and a third namespace are"
                    + " dropped.")
    void fromNamespaceUdp(Trial trial) {
        trial.under(trial.policy("x/a")
                        .ingress(List.of(namespace("y")), PolicyPort.number(UDP, Ports.SECOND_SERVER))
                        .build())
                .from("y/a", trial.secondPort("y/a", "x/a", UDP), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/a").over(UDP).list(), is(DROPPED))
                .from("x/b", trial.secondPort("x/b", "x/a", UDP), is(DROPPED))
                .from("z/a", trial.secondPort("z/a", "x/a", UDP), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.port.egress-number",
            statement = "An egress rule with a port and no protocol lets pass TCP on that port, to everybody, and"
                    + " nothing else",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "Lets pass one port number: TCP to it answers in two namespaces, by ClusterIP as well, where the port"
                    + " of the pod counts; UDP to it and TCP to another port are out of reach.")
    void egressNumber(Trial trial) {
        trial.under(trial.policy("x/a")
                        .egressOn(PolicyPort.number(Ports.SERVER))
                        .build())
                .from(
                        "x/a",
                        trial.pods("x/a", "x/b", "y/b")
                                .via(Via.POD_IP, Via.CLUSTER_IP)
                                .list(),
                        is(ALLOWED))
                .from("x/a", trial.pods("x/a", "x/b").over(UDP).list(), is(DROPPED))
                .from("x/a", trial.secondPort("x/a", "x/b"), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.port.several",
            statement = "Of several ports in one rule each is admitted, with its own protocol",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "Admits TCP on one port and UDP on another: both are answered, each number is dropped for the other"
                    + " protocol.")
    void several(Trial trial) {
        trial.under(trial.policy("x/a")
                        .ingressOn(PolicyPort.number(TCP, Ports.SERVER), PolicyPort.number(UDP, Ports.SECOND_SERVER))
                        .build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("x/b", trial.secondPort("x/b", "x/a", UDP), is(ALLOWED))
                .from("x/b", trial.pods("x/b", "x/a").over(UDP).list(), is(DROPPED))
                .from("x/b", trial.secondPort("x/b", "x/a"), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.port.protocol-alone",
            statement = "A rule that names a protocol and no port admits every port of that protocol",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits TCP without a number: two ports are answered over TCP, UDP is dropped.")
    void protocolAlone(Trial trial) {
        trial.under(trial.policy("x/a").ingressOn(PolicyPort.every(TCP)).build())
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .from("y/a", trial.secondPort("y/a", "x/a"), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/a").over(UDP).list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.port.udp-is-not-tcp",
            statement = "A rule for a UDP port does not admit TCP on that port",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits UDP on the second port: TCP to it is dropped, UDP is answered.")
    void udpIsNotTcp(Trial trial) {
        trial.under(trial.policy("x/a")
                        .ingressOn(PolicyPort.number(UDP, Ports.SECOND_SERVER))
                        .build())
                .from("y/a", trial.secondPort("y/a", "x/a"), is(DROPPED))
                .from("y/a", trial.secondPort("y/a", "x/a", UDP), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.port.range-ingress",
            statement = "An ingress rule with endPort admits every port of the range, and none outside it",
            source = Source.CILIUM_PORT_RANGES,
            plainKubernetes = true,
            cilium = ">=1.16.0",
            kubernetes = ">=1.22.0",
            how = "Admits a TCP range that ends at the second of two ports, and a UDP range that begins there: TCP is"
                    + " answered on both ports, UDP on the second alone.")
    void rangeIngress(Trial trial) {
        trial.under(trial.policy("x/a")
                        .ingressOn(
                                PolicyPort.range(TCP, Ports.SERVER, Ports.SECOND_SERVER),
                                PolicyPort.range(UDP, Ports.SECOND_SERVER, Ports.SECOND_SERVER + 9))
                        .build())
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .from("y/a", trial.secondPort("y/a", "x/a"), is(ALLOWED))
                .from("y/a", trial.secondPort("y/a", "x/a", UDP), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/a").over(UDP).list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.port.range-egress",
            statement = "An egress rule with endPort lets pass every port of the range, and none outside it",
            source = Source.CILIUM_PORT_RANGES,
            plainKubernetes = true,
            cilium = ">=1.16.0",
            kubernetes = ">=1.22.0",
            how = "Lets pass a TCP range that ends at the first of two ports: that port answers, the next is out of"
                    + " reach.")
    void rangeEgress(Trial trial) {
        trial.under(trial.policy("x/a")
                        .egressOn(PolicyPort.range(TCP, Ports.SERVER - 9, Ports.SERVER))
                        .build())
                .from("x/a", trial.pods("x/a", "x/b", "y/a").list(), is(ALLOWED))
                .from("x/a", trial.secondPort("x/a", "x/b"), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.port.range-ignored",
            statement = "Before Cilium 1.16 endPort is ignored, and only the first port of the range is admitted",
            kind = Kind.LIMITATION,
            source = Source.CILIUM_PORT_RANGES,
            cilium = "<1.16.0",
            kubernetes = ">=1.22.0",
            how = "Admits a TCP range of two ports: the first is answered, the second dropped.")
    void rangeIgnored(Trial trial) {
        trial.under(trial.policy("x/a")
                        .ingressOn(PolicyPort.range(TCP, Ports.SERVER, Ports.SECOND_SERVER))
                        .build())
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .from("y/a", trial.secondPort("y/a", "x/a"), limitedToDropped())
                .verify();
    }
}
