package org.ciliumconformance.suites.networkpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.namespaces;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.pods;
import static org.ciliumconformance.suites.dsl.Selecting.ofLane;

import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.catalogue.Tags;
import org.ciliumconformance.suites.dsl.Trial;

/** What single selectors select: matchExpressions of each operator, and the label with a namespace's name. */
class SelectorBehaviors {
    /** A label that no pod and no namespace has. */
    private static final String NO_SUCH_LABEL = "cilium-conformance-none";

    @Behavior(
            id = "network-policy.selector.pod-in",
            statement = "The operator In of a podSelector selects the pods whose label has one of the values",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits pods whose label is in a list of one value: that pod is answered, one with another value and"
                    + " the namesake of another namespace are dropped.")
    void podIn(Trial trial) {
        trial.under(trial.policy("x/a")
                        .ingressFrom(pods(ofLane().in("pod", "b")))
                        .build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("x/c", trial.pods("x/c", "x/a").list(), is(DROPPED))
                .from("y/b", trial.pods("y/b", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.selector.pod-not-in",
            statement = "The operator NotIn of a podSelector selects the pods whose label has none of the values, and"
                    + " those without the label",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "Admits pods by two expressions: one excludes a value that one pod has, the other a label that none"
                    + " has. That pod is dropped, another is answered.")
    void podNotIn(Trial trial) {
        trial.under(trial.policy("x/a")
                        .ingressFrom(pods(ofLane().notIn("pod", "b").notIn(NO_SUCH_LABEL, "any")))
                        .build())
                .from("x/c", trial.pods("x/c", "x/a").list(), is(ALLOWED))
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.selector.pod-exists",
            statement = "The operator Exists of a podSelector selects the pods that have the label",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "One pod admits those with a label that all have, another those with a label that none has: the first"
                    + " answers, the second drops.")
    void podExists(Trial trial) {
        trial.under(
                        trial.policy("x/a")
                                .ingressFrom(pods(ofLane().exists("pod")))
                                .build(),
                        trial.policy("x/c")
                                .ingressFrom(pods(ofLane().exists(NO_SUCH_LABEL)))
                                .build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("x/b", trial.pods("x/b", "x/c").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.selector.pod-does-not-exist",
            statement = "The operator DoesNotExist of a podSelector selects the pods that do not have the label",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "One pod admits those without a label that none has, another those without a label that all have: the"
                    + " first answers, the second drops.")
    void podDoesNotExist(Trial trial) {
        trial.under(
                        trial.policy("x/a")
                                .ingressFrom(pods(ofLane().doesNotExist(NO_SUCH_LABEL)))
                                .build(),
                        trial.policy("x/c")
                                .ingressFrom(pods(ofLane().doesNotExist("pod")))
                                .build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("x/b", trial.pods("x/b", "x/c").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.selector.namespace-in",
            statement = "The operator In of a namespaceSelector selects the namespaces whose label has one of the"
                    + " values",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits namespaces whose label is in a list of one value: pods of that namespace are answered, those"
                    + " of the policy's own and of a third one are dropped.")
    void namespaceIn(Trial trial) {
        trial.under(trial.policy("x/a")
                        .ingressFrom(namespaces(ofLane().in("ns", "y")))
                        .build())
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .from("z/a", trial.pods("z/a", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.selector.namespace-not-in",
            statement = "The operator NotIn of a namespaceSelector selects the namespaces that do not have the name",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            kubernetes = ">=1.22.0",
            tags = Tags.KUBERNETES_NETPOL,
            how = "Lets pass traffic to all namespaces but one, by the label kubernetes.io/metadata.name: that one is"
                    + " out of reach, the policy's own and a third one answer.")
    void namespaceNotIn(Trial trial) {
        trial.under(trial.policy("x/a")
                        .egressTo(namespaces(ofLane().notNamed("y")))
                        .build())
                .from("x/a", trial.pods("x/a", "y/a").list(), is(DROPPED))
                .from("x/a", trial.pods("x/a", "x/b", "z/a").list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.selector.namespace-exists",
            statement = "The operator Exists of a namespaceSelector selects the namespaces that have the label",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "One pod admits namespaces with a label that all have, another those with a label that none has: the"
                    + " first answers, the second drops.")
    void namespaceExists(Trial trial) {
        trial.under(
                        trial.policy("x/a")
                                .ingressFrom(namespaces(ofLane().exists("ns")))
                                .build(),
                        trial.policy("x/c")
                                .ingressFrom(namespaces(ofLane().exists(NO_SUCH_LABEL)))
                                .build())
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/c").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.selector.namespace-does-not-exist",
            statement = "The operator DoesNotExist of a namespaceSelector selects the namespaces that do not have the"
                    + " label",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "One pod admits namespaces without a label that none has, another those without a label that all"
                    + " have: the first answers, the second drops.")
    void namespaceDoesNotExist(Trial trial) {
        trial.under(
                        trial.policy("x/a")
                                .ingressFrom(namespaces(ofLane().doesNotExist(NO_SUCH_LABEL)))
                                .build(),
                        trial.policy("x/c")
                                .ingressFrom(namespaces(ofLane().doesNotExist("ns")))
                                .build())
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/c").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.selector.namespace-name",
            statement = "A namespace can be selected by its name, as the label kubernetes.io/metadata.name",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            kubernetes = ">=1.22.0",
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits one namespace by that label: its pods are answered, those of the policy's own and of a third"
                    + " namespace are dropped.")
    void namespaceName(Trial trial) {
        trial.under(trial.policy("x/a")
                        .ingressFrom(namespaces(ofLane().named("y")))
                        .build())
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .from("z/a", trial.pods("z/a", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.selector.policy-expressions",
            statement = "A policy selects its own pods by matchExpressions as well",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how =
                    "Denies ingress to the pods of a namespace whose label is in a list: the one that is drops, another of"
                            + " the namespace answers.")
    void policyExpressions(Trial trial) {
        trial.under(trial.policy("x/*")
                        .selecting(ofLane().in("pod", "a"))
                        .denyIngress()
                        .build())
                .from("y/a", trial.pods("y/a", "x/a").list(), is(DROPPED))
                .from("y/a", trial.pods("y/a", "x/b").list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.selector.policy-of-own-namespace",
            statement = "A policy selects no pods of other namespaces, even those with the same labels",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "Denies ingress to one pod: its namesakes of two other namespaces, with the same labels, answer.")
    void policyOfOwnNamespace(Trial trial) {
        trial.under(trial.policy("x/a").denyIngress().build())
                .from("y/b", trial.pods("y/b", "x/a").list(), is(DROPPED))
                .from("x/b", trial.pods("x/b", "y/a").list(), is(ALLOWED))
                .from("z/b", trial.pods("z/b", "z/a").list(), is(ALLOWED))
                .verify();
    }
}
