package org.ciliumconformance.suites.ciliumpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.suites.dsl.CiliumPeer.pods;
import static org.ciliumconformance.suites.dsl.CiliumRule.about;

import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.CiliumPeer;
import org.ciliumconformance.suites.dsl.Trial;

/** A policy that holds several, that changes, that goes, and that is wrong. */
class LifecycleBehaviors {

    @Behavior(
            id = "cilium-policy.lifecycle.specs",
            statement = "Every one of the specs of a CiliumNetworkPolicy is enforced",
            source = Source.CILIUM_KUBERNETES,
            aksManaged = Support.SINCE_L3_L4,
            how = "One policy with two specs isolates two pods: each admits the pod that its spec names, and drops"
                    + " another.")
    void specs(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a")
                        .ingress(about(pods("b")))
                        .buildWith(trial.ciliumPolicy("x/b").ingress(about(pods("a")))))
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("x/a", trial.pods("x/a", "x/b").list(), is(ALLOWED))
                .from("x/c", trial.pods("x/c", "x/a", "x/b").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.lifecycle.updated",
            statement = "A CiliumNetworkPolicy that is changed is enforced as it is now",
            source = Source.CILIUM_POLICY_MODES,
            aksManaged = Support.SINCE_L3_L4,
            how = "Admits one pod, then in its stead another one: each is answered while it is admitted, and dropped"
                    + " while it is not.")
    void updated(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a").ingress(about(pods("b"))).build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("x/c", trial.pods("x/c", "x/a").list(), is(DROPPED))
                .then(
                        "after the policy was changed",
                        lane -> lane.replace(trial.ciliumPolicy("x/a")
                                .ingress(about(pods("c")))
                                .build()))
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .from("x/c", trial.pods("x/c", "x/a").list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.lifecycle.removed",
            statement = "A CiliumNetworkPolicy that is deleted is no longer enforced",
            source = Source.CILIUM_POLICY_MODES,
            aksManaged = Support.SINCE_L3_L4,
            how = "Isolates a pod in both directions: nothing passes. Once the policy is deleted, everything does.")
    void removed(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a")
                        .ingress(about(pods("none")))
                        .egress(about(pods("none")))
                        .build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .from("x/a", trial.pods("x/a", "y/a").list(), is(DROPPED))
                .provingEnforcement()
                .provingRemoval()
                .verify();
    }

    @Behavior(
            id = "cilium-policy.lifecycle.validity",
            statement = "The status of a CiliumNetworkPolicy says whether it is valid",
            source = Source.CILIUM_POLICY_VALIDATION,
            cilium = ">=1.16.0",
            aksManaged = Support.SINCE_L3_L4,
            config = "validate-network-policy!=false",
            how =
                    "Creates a policy that Cilium can enforce and one with a rule that combines endpoints and CIDRs, which"
                            + " it cannot: the condition Valid becomes True in the one and False in the other.")
    void validity(Trial trial) {
        PolicyValidity.of(
                        trial,
                        trial.ciliumPolicy("x/a")
                                .named("valid")
                                .ingress(about(pods("b")))
                                .build(),
                        trial.ciliumPolicy("x/a")
                                .named("invalid")
                                .ingress(about(pods("b")).and(CiliumPeer.cidr("192.0.2.0/24")))
                                .build())
                .verify("True", "False");
    }
}
