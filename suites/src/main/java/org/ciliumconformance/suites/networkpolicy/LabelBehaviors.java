package org.ciliumconformance.suites.networkpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.cluster.scenario.Expected.limitedToDropped;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.pods;
import static org.ciliumconformance.suites.dsl.Selecting.ofLane;

import java.util.Map;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Trial;
import org.junit.jupiter.api.Order;

/** Which labels of pods Cilium's selectors see: those that make an identity. */
@Order(1) // an identity takes seconds to change: half a minute each
class LabelBehaviors {
    private static final String TEMPLATE = "pod-template-hash";
    private static final String REVISION = "controller-revision-hash";
    private static final String KUBERNETES = "kubernetes.io/conformance-part";
    private static final String APPLICATION = "app.kubernetes.io/part-of";

    @Behavior(
            id = "network-policy.label.ignored",
            statement = "Selectors do not see labels that Cilium leaves out of identities: hashes of controllers, and"
                    + " those of the domain kubernetes.io",
            kind = Kind.LIMITATION,
            source = Source.CILIUM_IDENTITY_LABELS,
            config = "labels=",
            how =
                    "Gives a pod three such labels and a plain one. A rule that admits each of the three by an item of its"
                            + " own drops it, one that admits the plain one does not.")
    void ignored(Trial trial) {
        trial.lane()
                .relabelPod("x/b", Map.of(TEMPLATE, "cc", REVISION, "cc", KUBERNETES, "client", "cc-plain", "client"));
        trial.under(
                        trial.policy("x/a")
                                .ingressFrom(
                                        pods(ofLane().label(TEMPLATE, "cc")),
                                        pods(ofLane().label(REVISION, "cc")),
                                        pods(ofLane().label(KUBERNETES, "client")))
                                .build(),
                        trial.policy("x/c")
                                .ingressFrom(pods(ofLane().label("cc-plain", "client")))
                                .build())
                .from("x/b", trial.pods("x/b", "x/a").list(), limitedToDropped())
                .from("x/b", trial.pods("x/b", "x/c").list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.label.application",
            statement = "Selectors see the labels of the domain app.kubernetes.io, unlike those of kubernetes.io",
            source = Source.CILIUM_IDENTITY_LABELS,
            plainKubernetes = true,
            config = "labels=",
            how = "Gives a pod such a label, and admits it by that: it is answered, a pod without it is dropped.")
    void application(Trial trial) {
        trial.lane().relabelPod("x/b", Map.of(APPLICATION, "conformance"));
        trial.under(trial.policy("x/a")
                        .ingressFrom(pods(ofLane().label(APPLICATION, "conformance")))
                        .build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("x/c", trial.pods("x/c", "x/a").list(), is(DROPPED))
                .verify();
    }
}
