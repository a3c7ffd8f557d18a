package org.ciliumconformance.suites.ciliumpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.scenario.Expected.controlled;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.suites.dsl.CiliumPeer.pods;
import static org.ciliumconformance.suites.dsl.CiliumRule.about;

import org.ciliumconformance.cluster.facts.Profile;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Trial;

/** Where Cilium's own policies are not supported, which is not to say that they do nothing. */
class SupportBehaviors {

    @Behavior(
            id = "cilium-policy.support.unsupported-but-there",
            statement = "Whether a CiliumNetworkPolicy is enforced where AKS does not support it is not documented",
            kind = Kind.PERMITTED,
            source = Source.AKS_FAQ_CILIUM_NETWORK_POLICY,
            profiles = Profile.AKS_MANAGED,
            aksManaged = "<1.17.0",
            how =
                    "Isolates a pod by a CiliumNetworkPolicy that admits another pod: that one is answered, and a third is"
                            + " answered or dropped. What was seen is recorded.")
    void unsupportedButThere(Trial trial) {
        // By a NetworkPolicy it is witnessed that agents work, whatever they make of the other kind.
        trial.under(trial.policy("z/a").denyIngress().build())
                .from("z/b", trial.pods("z/b", "z/a").list(), is(DROPPED))
                .then(
                        "with a CiliumNetworkPolicy, too",
                        lane -> lane.create(trial.ciliumPolicy("x/a")
                                .ingress(about(pods("b")))
                                .build()))
                .from("x/b", trial.pods("x/b", "x/a").list(), controlled(ALLOWED))
                .from("x/c", trial.pods("x/c", "x/a").list(), is(ALLOWED, DROPPED))
                .verify();
        trial.note("A pod that a CiliumNetworkPolicy does not admit was "
                + trial.lastOutcome(
                        "x/c", trial.pods("x/c", "x/a").list().get(0).name()) + ".");
    }
}
