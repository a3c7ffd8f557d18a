package org.ciliumconformance.suites.networkpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Protocol.UDP;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.allNamespaces;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.allPodsHere;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.namespace;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.namespaces;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.pod;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.podIn;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.podsIn;
import static org.ciliumconformance.suites.dsl.Selecting.ofLane;

import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.catalogue.Tags;
import org.ciliumconformance.suites.dsl.Trial;

/** Peers of rules: selectors of pods and of namespaces, together and side by side. */
class PeerBehaviors {

    @Behavior(
            id = "network-policy.peer.pod-or-namespace",
            statement = "A podSelector and a namespaceSelector as items of their own admit what either selects",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits all other namespaces and, in an item of its own, one pod of the policy's namespace: both are"
                    + " answered, a third pod of that namespace is dropped.")
    void podOrNamespace(Trial trial) {
        trial.under(trial.policy("x/a")
                        .ingressFrom(namespaces(ofLane().notIn("ns", "x")), pod("b"))
                        .build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .from("x/c", trial.pods("x/c", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.peer.pod-and-namespace",
            statement = "A podSelector and a namespaceSelector in one item admit only what both select",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits one pod letter of all other namespaces: those pods of two namespaces are answered, their"
                    + " namesake of the policy's namespace and another pod of an admitted namespace are dropped.")
    void podAndNamespace(Trial trial) {
        trial.under(trial.policy("x/a")
                        .ingressFrom(podsIn(ofLane().notIn("ns", "x"), ofLane().label("pod", "b")))
                        .build())
                .from("y/b", trial.pods("y/b", "x/a").list(), is(ALLOWED))
                .from("z/b", trial.pods("z/b", "x/a").list(), is(ALLOWED))
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.peer.several-values",
            statement = "Each of several values in a selector's list counts, in one item with a namespaceSelector too",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits two pod letters of all other namespaces: both are answered, a third pod and the policy's own"
                    + " namespace are dropped.")
    void severalValues(Trial trial) {
        trial.under(trial.policy("x/a")
                        .ingressFrom(podsIn(ofLane().notIn("ns", "x"), ofLane().in("pod", "b", "c")))
                        .build())
                .from("y/b", trial.pods("y/b", "x/a").list(), is(ALLOWED))
                .from("y/c", trial.pods("y/c", "x/a").list(), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(DROPPED))
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.peer.any-of-several-pods",
            statement = "Of several podSelectors in one rule each admits the pods that it selects",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits two pods by an item each: both are answered, a namesake of another namespace is dropped.")
    void anyOfSeveralPods(Trial trial) {
        trial.under(trial.policy("x/a").ingressFrom(pod("b"), pod("c")).build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("x/c", trial.pods("x/c", "x/a").list(), is(ALLOWED))
                .from("y/b", trial.pods("y/b", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.peer.several-rules",
            statement = "Of several ingress rules of one policy each admits what it names",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "Admits one pod by one rule and one namespace by another: both are answered, a pod that neither names"
                    + " is dropped.")
    void severalRules(Trial trial) {
        trial.under(trial.policy("x/a")
                        .ingressFrom(pod("b"))
                        .ingressFrom(namespace("y"))
                        .build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .from("x/c", trial.pods("x/c", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.peer.ingress-from-pod-of-namespace",
            statement = "An ingress rule can admit a single pod of another namespace, and nobody else",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits one pod of one namespace: it is answered; another pod of that namespace, its namesake of a"
                    + " third one and the policy's own namespace are dropped.")
    void ingressFromPodOfNamespace(Trial trial) {
        trial.under(trial.policy("x/a").ingressFrom(podIn("y", "a")).build())
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .from("y/b", trial.pods("y/b", "x/a").list(), is(DROPPED))
                .from("z/a", trial.pods("z/a", "x/a").list(), is(DROPPED))
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.peer.ingress-from-pod-of-namespace-udp",
            statement = "An ingress rule that admits a single pod of another namespace admits its UDP, and nobody"
                    + " else's",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits one pod of one namespace, and asks over UDP alone: it is answered, another pod of that"
                    + " namespace and one of the policy's own are dropped.")
    void ingressFromPodOfNamespaceUdp(Trial trial) {
        trial.under(trial.policy("x/a").ingressFrom(podIn("y", "a")).build())
                .from("y/a", trial.pods("y/a", "x/a").over(UDP).list(), is(ALLOWED))
                .from("y/b", trial.pods("y/b", "x/a").over(UDP).list(), is(DROPPED))
                .from("x/b", trial.pods("x/b", "x/a").over(UDP).list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.peer.egress-to-pod-of-namespace",
            statement = "An egress rule can let pass traffic to a single pod of another namespace, and to nobody else",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Lets pass traffic to one pod of one namespace: it answers; another pod of that namespace and one of"
                    + " the policy's own are out of reach.")
    void egressToPodOfNamespace(Trial trial) {
        trial.under(trial.policy("x/a").egressTo(podIn("y", "a")).build())
                .from("x/a", trial.pods("x/a", "y/a").list(), is(ALLOWED))
                .from("x/a", trial.pods("x/a", "y/b", "x/b").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.peer.all-namespaces",
            statement = "An empty namespaceSelector admits the pods of all namespaces, the policy's own among them",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits all namespaces: clients of the policy's own and of two other namespaces are answered.")
    void allOfThem(Trial trial) {
        trial.under(trial.policy("x/a").ingressFrom(allNamespaces()).build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .from("z/b", trial.pods("z/b", "x/a").list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.peer.own-namespace",
            statement = "An empty podSelector without a namespaceSelector admits the policy's own namespace alone",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits, for all pods of a namespace, an empty podSelector: they answer each other, clients of two"
                    + " other namespaces are dropped.")
    void ownNamespace(Trial trial) {
        trial.under(trial.policy("x/*").ingressFrom(allPodsHere()).build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(DROPPED))
                .from("z/a", trial.pods("z/a", "x/b").list(), is(DROPPED))
                .verify();
    }
}
