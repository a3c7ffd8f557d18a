package org.ciliumconformance.suites.networkpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.probe.Protocol.UDP;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.namespace;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.pod;

import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.catalogue.Tags;
import org.ciliumconformance.suites.dsl.PolicyPort;
import org.ciliumconformance.suites.dsl.Trial;

/** That policies are enforced at all, in each direction, and that what they name is let through. */
class EnforcementBehaviors {

    @Behavior(
            id = "network-policy.default-deny.ingress",
            statement = "A policy without ingress rules drops all traffic to the pods it selects",
            source = Source.AKS_POLICY_ENFORCEMENT,
            plainKubernetes = true,
            config = {"enable-policy!=never", "policy-audit-mode!=true", "enable-k8s-networkpolicy!=false"},
            how = "Selects one pod. Clients of its own and of another namespace, on its node and on another, must be"
                    + " dropped over TCP and UDP, by pod IP and ClusterIP, and answered before and after.")
    void defaultDenyIngress(Trial trial) {
        trial.under(trial.policy("x/a").denyIngress().build())
                .from("x/b", trial.pods("x/b", "x/a").everyWay(), is(DROPPED))
                .from("x/c", trial.pods("x/c", "x/a").everyWay(), is(DROPPED))
                .from("y/a", trial.pods("y/a", "x/a").everyWay(), is(DROPPED))
                .from("y/b", trial.pods("y/b", "x/a").everyWay(), is(DROPPED))
                .from("x/b", trial.pods("x/b", "x/c").over(TCP, UDP).list(), is(ALLOWED))
                .provingEnforcement()
                .verify();
    }

    @Behavior(
            id = "network-policy.default-deny.egress",
            statement = "A policy of type Egress without rules drops all traffic from the pods it selects",
            source = Source.AKS_POLICY_ENFORCEMENT,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            config = {"enable-policy!=never", "policy-audit-mode!=true", "enable-k8s-networkpolicy!=false"},
            how = "Selects one pod. Servers of its own and of another namespace, on its node and on another, must be"
                    + " out of its reach over TCP and UDP, by pod IP and ClusterIP, and answer before and after.")
    void defaultDenyEgress(Trial trial) {
        trial.under(trial.policy("x/a").denyEgress().build())
                .from("x/a", trial.pods("x/a", "x/b", "x/c", "y/a", "y/b").everyWay(), is(DROPPED))
                .from("x/b", trial.pods("x/b", "x/a", "x/c").over(TCP, UDP).list(), is(ALLOWED))
                .provingEnforcement()
                .verify();
    }

    @Behavior(
            id = "network-policy.removal.restores-traffic",
            statement = "Traffic that a policy denied passes again once the policy is deleted",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Denies ingress to one pod and egress from another, deletes both policies, and waits until everything"
                    + " answers again; a pod that no policy selected must answer all the time.")
    void removalRestoresTraffic(Trial trial) {
        trial.under(
                        trial.policy("x/a").denyIngress().build(),
                        trial.policy("y/a").denyEgress().build())
                .from("x/b", trial.pods("x/b", "x/a").everyWay(), is(DROPPED))
                .from("y/a", trial.pods("y/a", "y/b").everyWay(), is(DROPPED))
                .from("x/b", trial.pods("x/b", "z/a").list(), is(ALLOWED))
                .provingRemoval()
                .verify();
    }

    @Behavior(
            id = "network-policy.allow.ingress-by-pod-label",
            statement = "An ingress rule with a podSelector admits the pods it selects in the policy's namespace, and"
                    + " no others",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits pods labelled b: the one in the policy's namespace is answered, its namesake in another"
                    + " namespace and other pods of the same namespace are dropped.")
    void ingressByPodLabel(Trial trial) {
        trial.under(trial.policy("x/a").ingressFrom(pod("b")).build())
                .from("x/b", trial.pods("x/b", "x/a").everyWay(), is(ALLOWED))
                .from("x/c", trial.pods("x/c", "x/a").everyWay(), is(DROPPED))
                .from("y/b", trial.pods("y/b", "x/a").everyWay(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.allow.egress-by-pod-label",
            statement = "An egress rule with a podSelector lets pass traffic to the pods it selects in the policy's"
                    + " namespace, and to no others",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "Lets pass traffic to pods labelled b: the one in the policy's namespace answers, its namesake in"
                    + " another namespace and other pods of the same namespace are out of reach.")
    void egressByPodLabel(Trial trial) {
        trial.under(trial.policy("x/a").egressTo(pod("b")).build())
                .from("x/a", trial.pods("x/a", "x/b").everyWay(), is(ALLOWED))
                .from("x/a", trial.pods("x/a", "x/c", "y/b").everyWay(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.allow.ingress-by-namespace-label",
            statement = "An ingress rule with a namespaceSelector admits all pods of the namespaces it selects, and no"
                    + " others",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits namespace y: its pods on both nodes are answered, those of x and z are dropped.")
    void ingressByNamespaceLabel(Trial trial) {
        trial.under(trial.policy("x/a").ingressFrom(namespace("y")).build())
                .from("y/a", trial.pods("y/a", "x/a").everyWay(), is(ALLOWED))
                .from("y/b", trial.pods("y/b", "x/a").everyWay(), is(ALLOWED))
                .from("x/b", trial.pods("x/b", "x/a").everyWay(), is(DROPPED))
                .from("z/c", trial.pods("z/c", "x/a").everyWay(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.allow.egress-by-namespace-label",
            statement = "An egress rule with a namespaceSelector lets pass traffic to all pods of the namespaces it"
                    + " selects, and to no others",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "Lets pass traffic to namespace y: its pods on both nodes answer, those of x and z are out of reach.")
    void egressByNamespaceLabel(Trial trial) {
        trial.under(trial.policy("x/a").egressTo(namespace("y")).build())
                .from("x/a", trial.pods("x/a", "y/a", "y/b").everyWay(), is(ALLOWED))
                .from("x/a", trial.pods("x/a", "x/b", "z/c").everyWay(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.allow.ingress-by-port",
            statement = "An ingress rule with a port admits that port and protocol from everywhere, and nothing else",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "Admits TCP on the server's port: TCP is answered, UDP on the same number is dropped.")
    void ingressByPort(Trial trial) {
        trial.under(trial.policy("x/a").ingressOn(PolicyPort.number(TCP, 8080)).build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .from("x/b", trial.pods("x/b", "x/a").over(UDP).list(), is(DROPPED))
                .from("y/a", trial.pods("y/a", "x/a").over(UDP).list(), is(DROPPED))
                .from("x/c", trial.secondPort("x/c", "x/a"), is(DROPPED))
                .verify();
    }
}
