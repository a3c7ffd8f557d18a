package org.ciliumconformance.suites.ciliumpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.probe.Protocol.UDP;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.suites.dsl.CiliumPeer.pods;
import static org.ciliumconformance.suites.dsl.CiliumRule.about;

import org.ciliumconformance.cluster.lane.Ports;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.CiliumRule;
import org.ciliumconformance.suites.dsl.Trial;

/** Which endpoints a policy isolates, in which direction, and how it can leave that be. */
class IsolationBehaviors {
    private static final String DEFAULT_DENY_COUNTS = "enable-non-default-deny-policies!=false";

    @Behavior(
            id = "cilium-policy.isolation.ingress",
            statement = "A CiliumNetworkPolicy with an ingress section is enforced on what enters its endpoints, and on"
                    + " nothing that leaves them",
            source = Source.CILIUM_POLICY_MODES,
            aksManaged = Support.SINCE_L3_L4,
            how = "Admits one pod to the selected one: it is answered, a pod of another namespace is dropped, and the"
                    + " selected pod still reaches that one.")
    void ingress(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a").ingress(about(pods("b"))).build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("y/b", trial.pods("y/b", "x/a").list(), is(DROPPED))
                .from("x/a", trial.pods("x/a", "y/b").list(), is(ALLOWED))
                .provingEnforcement()
                .verify();
    }

    @Behavior(
            id = "cilium-policy.isolation.egress",
            statement = "A CiliumNetworkPolicy with an egress section is enforced on what leaves its endpoints, and on"
                    + " nothing that enters them",
            source = Source.CILIUM_POLICY_MODES,
            aksManaged = Support.SINCE_L3_L4,
            how = "Lets the selected pod reach one pod: that answers, a pod of another namespace is out of reach, and"
                    + " that one still reaches the selected pod.")
    void egress(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a").egress(about(pods("b"))).build())
                .from("x/a", trial.pods("x/a", "x/b").list(), is(ALLOWED))
                .from("x/a", trial.pods("x/a", "y/b").list(), is(DROPPED))
                .from("y/b", trial.pods("y/b", "x/a").list(), is(ALLOWED))
                .provingEnforcement()
                .verify();
    }

    @Behavior(
            id = "cilium-policy.isolation.empty-rule",
            statement = "An empty rule in a CiliumNetworkPolicy isolates, and admits nobody",
            source = Source.CILIUM_LAYER_3,
            aksManaged = Support.SINCE_L3_L4,
            how = "Selects a pod with ingress: [{}], which in a NetworkPolicy would admit everybody: pods of the same"
                    + " and another namespace are dropped over TCP and UDP.")
    void emptyRule(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a").ingress(CiliumRule.empty()).build())
                .from("x/b", trial.pods("x/b", "x/a").over(TCP, UDP).list(), is(DROPPED))
                .from("y/a", trial.pods("y/a", "x/a").over(TCP, UDP).list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.isolation.selected-only",
            statement = "A CiliumNetworkPolicy isolates only the endpoints that its endpointSelector selects",
            source = Source.CILIUM_POLICY_MODES,
            aksManaged = Support.SINCE_L3_L4,
            how = "Isolates one of three pods of a namespace: a pod of another namespace reaches the other two.")
    void selectedOnly(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a").ingress(about(pods("b"))).build())
                .from("y/a", trial.pods("y/a", "x/a").list(), is(DROPPED))
                .from("y/a", trial.pods("y/a", "x/b", "x/c").list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.isolation.own-namespace",
            statement = "A CiliumNetworkPolicy selects no endpoint of another namespace, whatever its labels",
            source = Source.CILIUM_KUBERNETES,
            aksManaged = Support.SINCE_L3_L4,
            how = "Isolates a pod: one with the same labels in another namespace stays open.")
    void ownNamespace(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a").ingress(about(pods("b"))).build())
                .from("z/c", trial.pods("z/c", "x/a").list(), is(DROPPED))
                .from("z/c", trial.pods("z/c", "y/a").list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.default-deny.declined",
            statement = "A CiliumNetworkPolicy with enableDefaultDeny false allows what its rules say, and isolates"
                    + " nobody for the rest",
            source = Source.CILIUM_ENABLE_DEFAULT_DENY,
            cilium = ">=1.16.0",
            aksManaged = Support.SINCE_L3_L4,
            config = DEFAULT_DENY_COUNTS,
            how = "Admits one pod on one port, without default deny for ingress: that pod and pods of both namespaces"
                    + " are answered over TCP and UDP.")
    void declined(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a")
                        .withoutIngressDefaultDeny()
                        .ingress(about(pods("b")).on(TCP, Ports.SERVER))
                        .build())
                .from("x/b", trial.pods("x/b", "x/a").over(TCP, UDP).list(), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/a").over(TCP, UDP).list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.default-deny.deny-counts",
            statement = "The deny rules of a CiliumNetworkPolicy with enableDefaultDeny false deny all the same",
            source = Source.CILIUM_ENABLE_DEFAULT_DENY,
            cilium = ">=1.16.0",
            aksManaged = Support.SINCE_L3_L4,
            config = DEFAULT_DENY_COUNTS,
            how = "Denies one pod, without default deny for ingress: it is dropped, another of its namespace is"
                    + " answered.")
    void denyCounts(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a")
                        .withoutIngressDefaultDeny()
                        .ingressDeny(about(pods("b")))
                        .build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .from("x/c", trial.pods("x/c", "x/a").list(), is(ALLOWED))
                .verify();
    }
}
