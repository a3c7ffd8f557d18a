package org.ciliumconformance.suites.ciliumpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.cluster.scenario.Expected.limitedToDropped;
import static org.ciliumconformance.suites.dsl.CiliumPeer.anyPod;
import static org.ciliumconformance.suites.dsl.CiliumPeer.podsIn;
import static org.ciliumconformance.suites.dsl.CiliumPeer.podsOfNamespaceLabelled;
import static org.ciliumconformance.suites.dsl.CiliumPeer.podsWhere;
import static org.ciliumconformance.suites.dsl.CiliumRule.about;

import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Trial;

/** Which endpoints the selectors of rules mean, and in which namespaces. */
class EndpointsBehaviors {

    @Behavior(
            id = "cilium-policy.endpoints.own-namespace",
            statement = "A selector in fromEndpoints that names no namespace means the policy's own, even when it is"
                    + " empty",
            source = Source.CILIUM_KUBERNETES,
            aksManaged = Support.SINCE_L3_L4,
            how =
                    "Admits an empty selector: pods of the policy's namespace, on the same and another node, are answered,"
                            + " those of another namespace are dropped.")
    void ownNamespace(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a").ingress(about(anyPod())).build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("x/c", trial.pods("x/c", "x/a").list(), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.endpoints.named-namespace",
            statement = "A selector with io.kubernetes.pod.namespace means the pods of that namespace, and no longer"
                    + " those of the policy's own",
            source = Source.CILIUM_KUBERNETES,
            aksManaged = Support.SINCE_L3_L4,
            how =
                    "Lets a pod reach one pod of another namespace by its labels and namespace: it answers, one with other"
                            + " labels there and one with the same labels in the policy's own namespace are out of reach.")
    void namedNamespace(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a").egress(about(podsIn("y", "b"))).build())
                .from("x/a", trial.pods("x/a", "y/b").list(), is(ALLOWED))
                .from("x/a", trial.pods("x/a", "y/a", "x/b").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.endpoints.namespace-labels",
            statement = "A selector with io.cilium.k8s.namespace.labels means the pods of all namespaces with such"
                    + " labels",
            source = Source.CILIUM_KUBERNETES,
            cilium = ">=1.16.0",
            aksManaged = Support.SINCE_L3_L4,
            how = "Admits the pods of a namespace by its labels: they are answered, those of a third namespace and of"
                    + " the policy's own are dropped.")
    void namespaceLabels(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a")
                        .ingress(about(podsOfNamespaceLabelled("y")))
                        .build())
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .from("y/b", trial.pods("y/b", "x/a").list(), is(ALLOWED))
                .from("z/a", trial.pods("z/a", "x/a").list(), is(DROPPED))
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.endpoints.namespace-labels-unsupported",
            statement = "Until 1.15 a selector with io.cilium.k8s.namespace.labels means no pods of another namespace",
            kind = Kind.LIMITATION,
            source = Source.CILIUM_NAMESPACE_LABELS,
            cilium = "<1.16.0",
            aksManaged = Support.SINCE_L3_L4,
            how = "Admits the pods of another namespace by its labels: they are dropped.")
    void namespaceLabelsUnsupported(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a")
                        .ingress(about(podsOfNamespaceLabelled("y")))
                        .build())
                .from("y/a", trial.pods("y/a", "x/a").list(), limitedToDropped())
                .from("y/b", trial.pods("y/b", "x/a").list(), limitedToDropped())
                .verify();
    }

    @Behavior(
            id = "cilium-policy.endpoints.expressions",
            statement = "The matchExpressions of a selector in a CiliumNetworkPolicy count",
            source = Source.CILIUM_LAYER_3,
            aksManaged = Support.SINCE_L3_L4,
            how = "Admits to one pod those whose label is In a set, to another those whose label is NotIn it: of two"
                    + " pods the first admits one, the second the other.")
    void expressions(Trial trial) {
        trial.under(
                        trial.ciliumPolicy("x/a")
                                .ingress(about(podsWhere("In", "b")))
                                .build(),
                        trial.ciliumPolicy("x/b")
                                .ingress(about(podsWhere("NotIn", "c")))
                                .build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("x/c", trial.pods("x/c", "x/a", "x/b").list(), is(DROPPED))
                .from("x/a", trial.pods("x/a", "x/b").list(), is(ALLOWED))
                .verify();
    }
}
