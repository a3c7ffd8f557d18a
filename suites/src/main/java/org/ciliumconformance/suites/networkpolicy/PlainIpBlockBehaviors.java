package org.ciliumconformance.suites.networkpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.ipBlock;

import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.catalogue.Tags;
import org.ciliumconformance.suites.dsl.Trial;

/**
 * ipBlock as Kubernetes means it: it selects whoever has the address, pods too. So it is on clusters without Cilium, and
 * with Cilium where its match mode says so.
 */
class PlainIpBlockBehaviors {
    private static final String EVERYTHING = "0.0.0.0/0";

    @Behavior(
            id = "network-policy.ipblock.egress-selects-pods",
            statement = "Where an ipBlock selects pods, egress to the pod whose address it contains passes",
            source = Source.CILIUM_CIDR_MATCH_MODE_PODS,
            plainKubernetes = true,
            cilium = ">=1.20.0",
            config = "policy-cidr-match-mode=pods",
            tags = Tags.KUBERNETES_NETPOL,
            how = "Lets pass one pod's address: that pod answers, another of its namespace is out of reach.")
    void egressSelectsPods(Trial trial) {
        trial.under(trial.policy("x/a").egressTo(ipBlock(address(trial, "y/b"))).build())
                .from("x/a", trial.pods("x/a", "y/b").list(), is(ALLOWED))
                .from("x/a", trial.pods("x/a", "y/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.ipblock.egress-except-pods",
            statement = "Where an ipBlock selects pods, it leaves out those whose addresses are in its except list",
            source = Source.CILIUM_CIDR_MATCH_MODE_PODS,
            plainKubernetes = true,
            cilium = ">=1.20.0",
            config = "policy-cidr-match-mode=pods",
            tags = Tags.KUBERNETES_NETPOL,
            how = "Lets pass 0.0.0.0/0 except one pod's address: that pod is out of reach, others answer.")
    void egressExceptPods(Trial trial) {
        trial.under(trial.policy("x/a")
                        .egressTo(ipBlock(EVERYTHING, address(trial, "x/b")))
                        .build())
                .from("x/a", trial.pods("x/a", "x/b").list(), is(DROPPED))
                .from("x/a", trial.pods("x/a", "x/c", "y/a").list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.ipblock.egress-overlap-pods",
            statement = "Where an ipBlock selects pods, a pod that one block excepts and another contains is let pass",
            source = Source.CILIUM_CIDR_MATCH_MODE_PODS,
            plainKubernetes = true,
            cilium = ">=1.20.0",
            config = "policy-cidr-match-mode=pods",
            tags = Tags.KUBERNETES_NETPOL,
            how = "Lets pass 0.0.0.0/0 except one pod's address: that pod is out of reach. Then a second policy lets"
                    + " pass that address: the pod answers.")
    void egressOverlapPods(Trial trial) {
        trial.under(trial.policy("x/a")
                        .egressTo(ipBlock(EVERYTHING, address(trial, "x/b")))
                        .build())
                .from("x/a", trial.pods("x/a", "x/b").list(), is(DROPPED))
                .then(
                        "with a second policy for that address",
                        lane -> lane.create(trial.policy("x/a")
                                .named("second")
                                .egressTo(ipBlock(address(trial, "x/b")))
                                .build()))
                .from("x/a", trial.pods("x/a", "x/b").list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.ipblock.ingress-selects-pods",
            statement = "Where an ipBlock selects pods, a pod whose address an ingress rule contains is admitted",
            source = Source.CILIUM_CIDR_MATCH_MODE_PODS,
            plainKubernetes = true,
            cilium = ">=1.20.0",
            config = "policy-cidr-match-mode=pods",
            how = "Admits one pod's address: that pod is answered, another of its namespace is dropped.")
    void ingressSelectsPods(Trial trial) {
        trial.under(trial.policy("x/a")
                        .ingressFrom(ipBlock(address(trial, "y/b")))
                        .build())
                .from("y/b", trial.pods("y/b", "x/a").list(), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(DROPPED))
                .verify();
    }

    private static String address(Trial trial, String pod) {
        return trial.lane().pod(pod).address() + "/32";
    }
}
