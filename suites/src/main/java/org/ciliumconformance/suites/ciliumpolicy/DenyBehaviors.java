package org.ciliumconformance.suites.ciliumpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.probe.Protocol.UDP;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.suites.dsl.CiliumPeer.anyPod;
import static org.ciliumconformance.suites.dsl.CiliumPeer.cidr;
import static org.ciliumconformance.suites.dsl.CiliumPeer.entities;
import static org.ciliumconformance.suites.dsl.CiliumPeer.pods;
import static org.ciliumconformance.suites.dsl.CiliumRule.about;

import org.ciliumconformance.cluster.lane.Ports;
import org.ciliumconformance.cluster.target.Target.OutsideHost;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.PolicyBuilder.Peer;
import org.ciliumconformance.suites.dsl.Trial;

/** Deny rules win over whatever allows. */
class DenyBehaviors {

    @Behavior(
            id = "cilium-policy.deny.ingress",
            statement = "What an ingressDeny rule matches is denied although an ingress rule admits it",
            source = Source.CILIUM_DENY,
            aksManaged = Support.SINCE_L3_L4,
            how = "Admits all pods of the namespace and denies one of them: it is dropped, another is answered.")
    void ingress(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a")
                        .ingress(about(anyPod()))
                        .ingressDeny(about(pods("b")))
                        .build())
                .from("x/b", trial.pods("x/b", "x/a").over(TCP, UDP).list(), is(DROPPED))
                .from("x/c", trial.pods("x/c", "x/a").over(TCP, UDP).list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.deny.egress",
            statement = "What an egressDeny rule matches is denied although an egress rule lets it pass",
            source = Source.CILIUM_DENY,
            aksManaged = Support.SINCE_L3_L4,
            how = "Lets a pod reach all pods of the namespace and denies one of them: it is out of reach, another"
                    + " answers.")
    void egress(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a")
                        .egress(about(anyPod()))
                        .egressDeny(about(pods("b")))
                        .build())
                .from("x/a", trial.pods("x/a", "x/b").over(TCP, UDP).list(), is(DROPPED))
                .from("x/a", trial.pods("x/a", "x/c").over(TCP, UDP).list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.deny.over-network-policy",
            statement =
                    "What a deny rule of a CiliumNetworkPolicy matches is denied although a NetworkPolicy admits it",
            source = Source.CILIUM_DENY,
            aksManaged = Support.SINCE_L3_L4,
            how = "Admits all pods of the namespace by a NetworkPolicy, and denies one by a CiliumNetworkPolicy: it is"
                    + " dropped, another is answered.")
    void overNetworkPolicy(Trial trial) {
        trial.under(
                        trial.policy("x/a").ingressFrom(Peer.allPodsHere()).build(),
                        trial.ciliumPolicy("x/a").ingressDeny(about(pods("b"))).build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .from("x/c", trial.pods("x/c", "x/a").list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.deny.port",
            statement = "A deny rule with a port denies this port only",
            source = Source.CILIUM_DENY,
            aksManaged = Support.SINCE_L3_L4,
            how =
                    "Admits all pods of the namespace and denies one of them a TCP port: that is dropped, another TCP port"
                            + " and the same port of UDP are answered.")
    void port(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a")
                        .ingress(about(anyPod()))
                        .ingressDeny(about(pods("b")).on(TCP, Ports.SERVER))
                        .build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .from("x/b", trial.secondPort("x/b", "x/a"), is(ALLOWED))
                .from("x/b", trial.pods("x/b", "x/a").over(UDP).list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.deny.isolates",
            statement = "A CiliumNetworkPolicy that has only deny rules isolates its endpoints, too",
            source = Source.CILIUM_DENY,
            aksManaged = Support.SINCE_L3_L4,
            how = "Denies one pod and admits none: another pod, which no rule names, is dropped as well.")
    void isolates(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a").ingressDeny(about(pods("b"))).build())
                .from("x/c", trial.pods("x/c", "x/a").list(), is(DROPPED))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.deny.entity",
            statement = "An entity in a deny rule is taken out of a broader entity that is let pass",
            source = Source.CILIUM_DENY,
            aksManaged = Support.SINCE_L3_L4,
            needs = Need.OUTSIDE_HOST,
            how = "Lets a pod reach all and denies world: pods of both namespaces answer, a host outside does not.")
    void entity(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a")
                        .egress(about(entities("all")))
                        .egressDeny(about(entities("world")))
                        .build())
                .from("x/a", trial.at(trial.outsideHost()), is(DROPPED))
                .from("x/a", trial.pods("x/a", "x/b", "y/a").list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.deny.cidr",
            statement = "An address range in a deny rule is taken out of a broader range that is let pass",
            source = Source.CILIUM_DENY,
            aksManaged = Support.SINCE_L3_L4,
            needs = Need.OUTSIDE_HOST,
            how = "Lets two pods reach 0.0.0.0/0 and denies one of them the address of a host outside: the host is out"
                    + " of its reach, and answers the other.")
    void cidrRange(Trial trial) {
        OutsideHost host = trial.outsideHost();
        trial.under(
                        trial.ciliumPolicy("x/a")
                                .egress(about(cidr("0.0.0.0/0")))
                                .egressDeny(about(cidr(host.address() + "/32")))
                                .build(),
                        trial.ciliumPolicy("x/b")
                                .egress(about(cidr("0.0.0.0/0")))
                                .build())
                .from("x/a", trial.at(host), is(DROPPED))
                .from("x/b", trial.at(host), is(ALLOWED))
                .verify();
    }
}
