package org.ciliumconformance.suites.networkpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.probe.Protocol.UDP;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.pod;

import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.catalogue.Tags;
import org.ciliumconformance.suites.dsl.Trial;

/** Policies for whole namespaces, and which directions a policy isolates its pods for. */
class DefaultPolicyBehaviors {

    @Behavior(
            id = "network-policy.default-deny.ingress-of-namespace",
            statement = "A policy with an empty podSelector and no ingress rules closes every pod of its namespace, and"
                    + " none of another",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how =
                    "Selects all of namespace x. Clients of x and y are dropped by each of its pods, while x still reaches"
                            + " y, and y itself.")
    void ingressOfNamespace(Trial trial) {
        trial.under(trial.policy("x/*").denyIngress().build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .from("y/a", trial.pods("y/a", "x/a", "x/b").list(), is(DROPPED))
                .from("y/a", trial.pods("y/a", "y/b").list(), is(ALLOWED))
                .from("x/a", trial.pods("x/a", "y/a").list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.default-deny.ingress-of-namespace-udp",
            statement = "A policy with an empty podSelector and no ingress rules stops UDP to its namespace as it does"
                    + " TCP",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Selects all of namespace x, and asks over UDP alone: its pods drop what comes from x and y, while x"
                    + " still reaches y, and y itself.")
    void ingressOfNamespaceUdp(Trial trial) {
        trial.under(trial.policy("x/*").denyIngress().build())
                .from("x/b", trial.pods("x/b", "x/a").over(UDP).list(), is(DROPPED))
                .from("y/a", trial.pods("y/a", "x/a", "x/b").over(UDP).list(), is(DROPPED))
                .from("y/a", trial.pods("y/a", "y/b").over(UDP).list(), is(ALLOWED))
                .from("x/a", trial.pods("x/a", "y/a").over(UDP).list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.default-deny.egress-of-namespace",
            statement = "A policy of type Egress with an empty podSelector and no rules lets no pod of its namespace"
                    + " connect to anything",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Selects all of namespace x. Its pods reach neither each other nor y, while y reaches x, and y"
                    + " itself.")
    void egressOfNamespace(Trial trial) {
        trial.under(trial.policy("x/*").denyEgress().build())
                .from("x/a", trial.pods("x/a", "x/b", "y/a").list(), is(DROPPED))
                .from("x/b", trial.pods("x/b", "y/b").list(), is(DROPPED))
                .from("y/a", trial.pods("y/a", "x/a", "y/b").list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.default-deny.both-directions",
            statement = "A policy of both types without rules cuts its namespace off in both directions",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Selects all of namespace x: no traffic within it, into it or out of it; y stays as it is.")
    void bothDirections(Trial trial) {
        trial.under(trial.policy("x/*").denyIngress().denyEgress().build())
                .from("x/a", trial.pods("x/a", "x/b", "y/a").list(), is(DROPPED))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(DROPPED))
                .from("y/a", trial.pods("y/a", "y/b").list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.allow-all.ingress",
            statement = "An empty ingress rule admits everything",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Selects all of namespace x with one empty rule: clients of x and y are answered on both ports.")
    void allowAllIngress(Trial trial) {
        trial.under(trial.policy("x/*").allowAllIngress().build())
                .from("x/b", trial.pods("x/b", "x/a").over(TCP, UDP).list(), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/a", "x/b").list(), is(ALLOWED))
                .from("y/a", trial.secondPort("y/a", "x/a"), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.allow-all.egress",
            statement = "An empty egress rule lets pass everything",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "Selects one pod with one empty egress rule: pods of its own and another namespace answer, over TCP"
                    + " and UDP, by pod IP and ClusterIP.")
    void allowAllEgress(Trial trial) {
        trial.under(trial.policy("x/a").allowAllEgress().build())
                .from("x/a", trial.pods("x/a", "x/b", "y/a").everyWay(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.policy-types.default-ingress",
            statement = "A policy without policyTypes and rules isolates for ingress, and not for egress",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "Creates a policy that only has a podSelector: the pod drops what comes, and reaches everything.")
    void defaultIngress(Trial trial) {
        trial.under(trial.policy("x/a").withoutTypes().build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(DROPPED))
                .from("x/a", trial.pods("x/a", "x/b", "y/a").list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.policy-types.default-with-egress-rules",
            statement = "A policy without policyTypes that has egress rules isolates for both directions",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "Creates a policy with one egress rule and no policyTypes: the pod reaches what the rule names and"
                    + " nothing else, and drops everything that comes.")
    void defaultWithEgressRules(Trial trial) {
        trial.under(trial.policy("x/a").withoutTypes().egressTo(pod("b")).build())
                .from("x/a", trial.pods("x/a", "x/b").list(), is(ALLOWED))
                .from("x/a", trial.pods("x/a", "x/c").list(), is(DROPPED))
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.policy-types.egress-only",
            statement = "A policy of type Egress alone does not isolate its pods for ingress",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "Denies one pod all egress: it still answers clients of its own and of another namespace.")
    void egressOnly(Trial trial) {
        trial.under(trial.policy("x/a").denyEgress().build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .from("x/a", trial.pods("x/a", "x/b").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.replies.implied",
            statement = "What an ingress rule admits is answered even where the server may send nothing of its own",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "A policy of both types admits one client and has no egress rules: that client gets its answers over"
                    + " TCP and UDP, while the server cannot connect to it.")
    void repliesImplied(Trial trial) {
        trial.under(trial.policy("x/a").ingressFrom(pod("b")).denyEgress().build())
                .from("x/b", trial.pods("x/b", "x/a").over(TCP, UDP).list(), is(ALLOWED))
                .from("x/c", trial.pods("x/c", "x/a").list(), is(DROPPED))
                .from("x/a", trial.pods("x/a", "x/b").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.self.own-address",
            statement = "A pod reaches itself at its own address, whatever policies say",
            source = Source.CILIUM_SELF_TRAFFIC,
            how = "Denies one pod everything in both directions: it still answers itself at its pod IP over TCP and"
                    + " UDP, while others are dropped.")
    void ownAddress(Trial trial) {
        trial.under(trial.policy("x/a").denyIngress().denyEgress().build())
                .from("x/a", trial.pods("x/a", "x/a").over(TCP, UDP).list(), is(ALLOWED))
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .verify();
    }
}
