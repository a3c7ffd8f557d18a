package org.ciliumconformance.suites.ciliumpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.suites.dsl.CiliumPeer.anyPod;
import static org.ciliumconformance.suites.dsl.CiliumPeer.pods;
import static org.ciliumconformance.suites.dsl.CiliumPeer.podsIn;
import static org.ciliumconformance.suites.dsl.CiliumRule.about;

import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Trial;

/** CiliumClusterwideNetworkPolicy, for pods of ours only. */
class ClusterwideBehaviors {

    @Behavior(
            id = "cilium-policy.clusterwide.every-namespace",
            statement = "A CiliumClusterwideNetworkPolicy selects endpoints of every namespace",
            source = Source.CILIUM_KUBERNETES,
            aksManaged = Support.SINCE_CLUSTERWIDE,
            needs = Need.CLUSTER_SCOPED,
            how = "Selects the pods of one letter in all namespaces of ours, and admits one pod to them: another pod is"
                    + " dropped by those of two namespaces, pods of another letter answer it.")
    void everyNamespace(Trial trial) {
        trial.under(trial.clusterwidePolicy("a")
                        .ingress(about(podsIn("x", "b")))
                        .build())
                .from("z/c", trial.pods("z/c", "x/a", "y/a").list(), is(DROPPED))
                .from("z/c", trial.pods("z/c", "x/b", "y/b").list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.clusterwide.peers",
            statement = "A selector in a rule of a CiliumClusterwideNetworkPolicy that names no namespace means pods of"
                    + " all of them",
            source = Source.CILIUM_KUBERNETES,
            aksManaged = Support.SINCE_CLUSTERWIDE,
            needs = Need.CLUSTER_SCOPED,
            how = "Admits the pods of one letter to those of another: they are answered from the same and from another"
                    + " namespace, a pod of a third letter is dropped.")
    void peers(Trial trial) {
        trial.under(trial.clusterwidePolicy("a").ingress(about(pods("b"))).build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("y/b", trial.pods("y/b", "x/a").list(), is(ALLOWED))
                .from("y/c", trial.pods("y/c", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.clusterwide.union",
            statement = "A CiliumClusterwideNetworkPolicy and a CiliumNetworkPolicy admit what either admits",
            source = Source.CILIUM_POLICY_MODES,
            aksManaged = Support.SINCE_CLUSTERWIDE,
            needs = Need.CLUSTER_SCOPED,
            how = "A clusterwide policy admits one pod, one of the namespace another: both are answered, a third is"
                    + " dropped.")
    void union(Trial trial) {
        trial.under(
                        trial.clusterwidePolicy("a")
                                .ingress(about(podsIn("x", "b")))
                                .build(),
                        trial.ciliumPolicy("x/a").ingress(about(pods("c"))).build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("x/c", trial.pods("x/c", "x/a").list(), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.clusterwide.deny",
            statement = "What a deny rule of a CiliumClusterwideNetworkPolicy matches is denied although a"
                    + " CiliumNetworkPolicy admits it",
            source = Source.CILIUM_DENY,
            aksManaged = Support.SINCE_CLUSTERWIDE,
            needs = Need.CLUSTER_SCOPED,
            how = "A policy of the namespace admits all its pods, a clusterwide one denies one of them: it is dropped,"
                    + " another is answered.")
    void deny(Trial trial) {
        trial.under(
                        trial.clusterwidePolicy("a")
                                .ingressDeny(about(podsIn("x", "b")))
                                .build(),
                        trial.ciliumPolicy("x/a").ingress(about(anyPod())).build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .from("x/c", trial.pods("x/c", "x/a").list(), is(ALLOWED))
                .verify();
    }
}
