package org.ciliumconformance.suites.ciliumpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.suites.dsl.CiliumPeer.pods;
import static org.ciliumconformance.suites.dsl.CiliumRule.about;

import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.PolicyBuilder.Peer;
import org.ciliumconformance.suites.dsl.Trial;

/** What several policies allow adds up, whatever their kinds. */
class UnionBehaviors {

    @Behavior(
            id = "cilium-policy.union.several",
            statement = "Several CiliumNetworkPolicies that select an endpoint admit what any of them admits",
            source = Source.CILIUM_POLICY_MODES,
            aksManaged = Support.SINCE_L3_L4,
            how = "Two policies admit one pod each to the same pod: both are answered, a third is dropped.")
    void several(Trial trial) {
        trial.under(
                        trial.ciliumPolicy("x/a")
                                .named("first")
                                .ingress(about(pods("b")))
                                .build(),
                        trial.ciliumPolicy("x/a")
                                .named("second")
                                .ingress(about(pods("c")))
                                .build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("x/c", trial.pods("x/c", "x/a").list(), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.union.with-network-policy",
            statement = "A CiliumNetworkPolicy and a NetworkPolicy that select an endpoint admit what either admits",
            source = Source.CILIUM_KUBERNETES,
            aksManaged = Support.SINCE_L3_L4,
            how = "A NetworkPolicy admits a pod of another namespace, a CiliumNetworkPolicy one of the own: both are"
                    + " answered, others of both namespaces are dropped.")
    void withNetworkPolicy(Trial trial) {
        trial.under(
                        trial.policy("x/a").ingressFrom(Peer.podIn("y", "a")).build(),
                        trial.ciliumPolicy("x/a").ingress(about(pods("b"))).build())
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("y/b", trial.pods("y/b", "x/a").list(), is(DROPPED))
                .from("x/c", trial.pods("x/c", "x/a").list(), is(DROPPED))
                .verify();
    }
}
