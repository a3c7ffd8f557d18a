package org.ciliumconformance.suites.networkpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.namespace;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.pod;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.podIn;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.podsIn;
import static org.ciliumconformance.suites.dsl.Selecting.ofLane;

import java.util.List;
import org.ciliumconformance.cluster.lane.Ports;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.catalogue.Tags;
import org.ciliumconformance.suites.dsl.PolicyPort;
import org.ciliumconformance.suites.dsl.Trial;

/** Several policies for one pod, policies for both directions, and policies at both ends of a connection. */
class CombinationBehaviors {

    @Behavior(
            id = "network-policy.union.target-of-closed-namespace",
            statement = "In a namespace that a policy closes, another policy can open a single pod",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Closes a namespace, and admits all pods of all namespaces of the lane to one of its pods: that one"
                    + " answers clients of two namespaces, another drops them.")
    void targetOfClosedNamespace(Trial trial) {
        trial.under(
                        trial.policy("x/a")
                                .ingressFrom(podsIn(ofLane(), ofLane()))
                                .build(),
                        trial.policy("x/*").denyIngress().build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/b").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.union.stacked",
            statement = "A further policy for a pod adds what it admits to what others admit already",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits one namespace on the second of two ports; the first, the policy's own and a third namespace"
                    + " are dropped. Then a second policy admits it on the first port: both ports are answered, and"
                    + " still nobody else.")
    void stacked(Trial trial) {
        trial.under(trial.policy("x/a")
                        .ingress(List.of(namespace("y")), PolicyPort.number(TCP, Ports.SECOND_SERVER))
                        .build())
                .from("y/a", trial.secondPort("y/a", "x/a"), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(DROPPED))
                .from("x/b", trial.secondPort("x/b", "x/a"), is(DROPPED))
                .from("z/a", trial.pods("z/a", "x/a").list(), is(DROPPED))
                .then(
                        "with a second policy for the first port",
                        lane -> lane.create(trial.policy("x/a")
                                .named("second")
                                .ingress(List.of(namespace("y")), PolicyPort.number(TCP, Ports.SERVER))
                                .build()))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .from("y/a", trial.secondPort("y/a", "x/a"), is(ALLOWED))
                .from("z/a", trial.pods("z/a", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.union.allow-all-ingress",
            statement = "A policy that admits everything opens what a narrower policy of the same pods left closed",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits one of two ports of a namespace's pods: the other is dropped. Then a second policy admits"
                    + " everything: it is answered.")
    void allowAllIngress(Trial trial) {
        trial.under(trial.policy("x/*")
                        .ingressOn(PolicyPort.number(TCP, Ports.SERVER))
                        .build())
                .from("y/a", trial.secondPort("y/a", "x/a"), is(DROPPED))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .then(
                        "with a second policy that admits everything",
                        lane -> lane.create(trial.policy("x/*")
                                .named("everything")
                                .allowAllIngress()
                                .build()))
                .from("y/a", trial.secondPort("y/a", "x/a"), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.union.allow-all-egress",
            statement = "A policy that lets pass everything opens what a narrower egress policy of the same pods left"
                    + " closed",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Lets pass one of two ports, for a namespace's pods: the other is out of reach. Then a second policy"
                    + " lets pass everything: it answers.")
    void allowAllEgress(Trial trial) {
        trial.under(trial.policy("x/*")
                        .egressOn(PolicyPort.number(TCP, Ports.SERVER))
                        .build())
                .from("x/a", trial.secondPort("x/a", "x/b"), is(DROPPED))
                .from("x/a", trial.pods("x/a", "y/a").list(), is(ALLOWED))
                .then(
                        "with a second policy that lets pass everything",
                        lane -> lane.create(trial.policy("x/*")
                                .named("everything")
                                .allowAllEgress()
                                .build()))
                .from("x/a", trial.secondPort("x/a", "x/b"), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.directions.together",
            statement = "A policy with rules for both directions enforces each for its own direction",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits one client on every port, and lets pass one port to everybody: the client is answered on both"
                    + " ports, others are dropped; the pod reaches that port and no other.")
    void together(Trial trial) {
        trial.under(trial.policy("x/a")
                        .ingressFrom(pod("b"))
                        .egressOn(PolicyPort.number(TCP, Ports.SERVER))
                        .build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("x/b", trial.secondPort("x/b", "x/a"), is(ALLOWED))
                .from("x/c", trial.pods("x/c", "x/a").list(), is(DROPPED))
                .from("x/a", trial.pods("x/a", "y/a").list(), is(ALLOWED))
                .from("x/a", trial.secondPort("x/a", "x/b"), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.directions.independent",
            statement = "Ingress and egress of a pod can be ruled by policies of their own, independently",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Lets a pod send everything by one policy: all is as before. Then another policy denies it all"
                    + " ingress: it reaches everybody, and nobody reaches it.")
    void independent(Trial trial) {
        trial.under(trial.policy("x/a").named("egress").allowAllEgress().build())
                .from("x/a", trial.pods("x/a", "x/b", "y/a").list(), is(ALLOWED))
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .then(
                        "with a second policy that denies ingress",
                        lane -> lane.create(trial.policy("x/a")
                                .named("ingress")
                                .denyIngress()
                                .build()))
                .from("x/a", trial.pods("x/a", "x/b", "y/a").list(), is(ALLOWED))
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.ends.client-denies",
            statement = "What policy at the client denies does not pass, even where policy at the server admits it",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Two servers admit the same client, which may send to one of them alone: that one answers, the other"
                    + " is out of reach, and other clients are dropped.")
    void clientDenies(Trial trial) {
        trial.under(
                        trial.policy("x/a").egressTo(podIn("y", "a")).build(),
                        trial.policy("y/a").ingressFrom(podIn("x", "a")).build(),
                        trial.policy("y/b").ingressFrom(podIn("x", "a")).build())
                .from("x/a", trial.pods("x/a", "y/a").list(), is(ALLOWED))
                .from("x/a", trial.pods("x/a", "y/b").list(), is(DROPPED))
                .from("x/b", trial.pods("x/b", "y/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.ends.server-denies",
            statement = "What policy at the server denies does not pass, even where policy at the client lets it",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "A client may send to two servers, one of which admits nobody: the other answers, that one drops.")
    void serverDenies(Trial trial) {
        trial.under(
                        trial.policy("x/a")
                                .egressTo(podIn("y", "a"), podIn("y", "b"))
                                .build(),
                        trial.policy("y/a").denyIngress().build())
                .from("x/a", trial.pods("x/a", "y/b").list(), is(ALLOWED))
                .from("x/a", trial.pods("x/a", "y/a").list(), is(DROPPED))
                .verify();
    }
}
