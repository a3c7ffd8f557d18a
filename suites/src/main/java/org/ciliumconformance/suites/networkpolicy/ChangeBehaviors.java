package org.ciliumconformance.suites.networkpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.scenario.Expected.controlled;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.namespaces;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.pod;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.pods;
import static org.ciliumconformance.suites.dsl.Selecting.ofLane;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.ciliumconformance.cluster.lane.ExtraPod;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.probe.Protocol;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.catalogue.Tags;
import org.ciliumconformance.suites.dsl.Trial;
import org.junit.jupiter.api.Order;

/** What policies make of changes: of themselves, of labels, of pods, and of connections that stand. */
@Order(1) // an identity takes seconds to change: half a minute each
class ChangeBehaviors {

    @Behavior(
            id = "network-policy.change.policy-update",
            statement = "A policy that is changed is enforced as it is now",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "A policy of a namespace admits everything, and all is answered; then the same policy is changed to"
                    + " admit nothing, and all is dropped.")
    void policyUpdate(Trial trial) {
        trial.under(trial.policy("x/*").allowAllIngress().build())
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .then(
                        "after the policy's rule was removed",
                        lane -> lane.replace(trial.policy("x/*").denyIngress().build()))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(DROPPED))
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.change.namespace-gains-label",
            statement = "Pods are admitted once their namespace gets the label that a rule selects",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits namespaces with a label that none has: all are dropped. One namespace gets it: its pods are"
                    + " answered, those of a third one are still dropped.")
    void namespaceGainsLabel(Trial trial) {
        trial.under(trial.policy("x/a")
                        .ingressFrom(namespaces(ofLane().label("cc-gained", "yes")))
                        .build())
                .from("y/a", trial.pods("y/a", "x/a").list(), is(DROPPED))
                .then("after namespace y got the label", lane -> lane.relabelNamespace("y", Map.of("cc-gained", "yes")))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .from("z/a", trial.pods("z/a", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.change.namespace-loses-label",
            statement = "Pods are no longer admitted once their namespace loses the label that a rule selects",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "Admits a namespace by a label that it has: its pod is answered. The label is taken from the"
                    + " namespace: the pod is dropped.")
    void namespaceLosesLabel(Trial trial) {
        trial.lane().relabelNamespace("y", Map.of("cc-lost", "not-yet"));
        trial.under(trial.policy("x/a")
                        .ingressFrom(namespaces(ofLane().label("cc-lost", "not-yet")))
                        .build())
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .then(
                        "after namespace y lost the label",
                        lane -> lane.relabelNamespace("y", Collections.singletonMap("cc-lost", null)))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.change.pod-gains-label",
            statement = "A pod is admitted once it gets the label that a rule selects",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits pods with a label that none has: all are dropped. One gets it, and is answered; another is"
                    + " still dropped.")
    void podGainsLabel(Trial trial) {
        trial.under(trial.policy("x/a")
                        .ingressFrom(pods(ofLane().label("cc-gained", "yes")))
                        .build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .then("after x/b got the label", lane -> lane.relabelPod("x/b", Map.of("cc-gained", "yes")))
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("x/c", trial.pods("x/c", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.change.pod-loses-label",
            statement = "A pod is no longer admitted once it loses the label that a rule selects",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "Admits a pod by a label that it has: it is answered. The label is taken from it: it is dropped.")
    void podLosesLabel(Trial trial) {
        trial.lane().relabelPod("x/b", Map.of("cc-lost", "not-yet"));
        trial.under(trial.policy("x/a")
                        .ingressFrom(pods(ofLane().label("cc-lost", "not-yet")))
                        .build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .then(
                        "after x/b lost the label",
                        lane -> lane.relabelPod("x/b", Collections.singletonMap("cc-lost", null)))
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.change.pod-comes-to-be-selected",
            statement = "A pod is isolated once it gets the label by which a policy selects pods",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Denies ingress to pods with a label that none has: all is answered. One pod gets the label: it drops"
                    + " what comes, another still answers.")
    void podComesToBeSelected(Trial trial) {
        trial.under(trial.policy("x/*")
                        .selecting(ofLane().label("cc-isolated", "yes"))
                        .denyIngress()
                        .build())
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .then("after x/a got the label", lane -> lane.relabelPod("x/a", Map.of("cc-isolated", "yes")))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(DROPPED))
                .from("y/a", trial.pods("y/a", "x/c").list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.change.new-pod-is-isolated",
            statement = "A pod that starts while a policy selects it is isolated from its start",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "Closes a namespace, then starts a pod in it: from the first look clients of two namespaces are"
                    + " dropped. Once the policy is deleted they are answered, which shows that the pod served.")
    void newPodIsIsolated(Trial trial) throws InterruptedException {
        NetworkPolicy policy =
                trial.lane().create(trial.policy("x/*").denyIngress().build());
        LanePod pod = trial.startPod(ExtraPod.in("x").named("new"));
        trial.withoutPolicy()
                .from("x/b", List.of(trial.direct(Protocol.TCP, pod)), is(DROPPED))
                .from("y/a", List.of(trial.direct(Protocol.TCP, pod)), is(DROPPED))
                .then("after the policy was deleted", lane -> lane.delete(policy))
                .from("x/b", List.of(trial.direct(Protocol.TCP, pod)), controlled(ALLOWED))
                .from("y/a", List.of(trial.direct(Protocol.TCP, pod)), controlled(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.change.new-pod-is-admitted",
            statement = "A pod that starts with the label that a rule selects is admitted",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "Admits pods with a label that none has, then starts one with it: it is answered, while another pod"
                    + " of the namespace is dropped until the policy is deleted.")
    void newPodIsAdmitted(Trial trial) throws InterruptedException {
        NetworkPolicy policy =
                trial.lane().create(trial.policy("x/a").ingressFrom(pod("new")).build());
        LanePod pod = trial.startPod(ExtraPod.in("x").named("new"));
        trial.withoutPolicy()
                .expect(pod.key(), pod.prober(), trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .then("after the policy was deleted", lane -> lane.delete(policy))
                .from("x/b", trial.pods("x/b", "x/a").list(), controlled(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.connection.cut-by-new-deny",
            statement = "A new policy that denies a connection cuts it although it stood before",
            source = Source.CILIUM_ESTABLISHED_CONNECTIONS,
            how = "Opens TCP connections to a pod on both nodes, then denies it all ingress: nothing is answered over"
                    + " them any more, as over new ones; a connection to another pod is.")
    void cutByNewDeny(Trial trial) {
        trial.under(trial.policy("x/a").denyIngress().build())
                .connected("x/c", trial.pods("x/c", "x/a").list(), is(DROPPED))
                .connected("y/b", trial.pods("y/b", "x/a").list(), is(DROPPED))
                .connected("y/b", trial.pods("y/b", "x/c").list(), is(ALLOWED))
                .from("y/b", trial.pods("y/b", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.connection.kept-when-admitted",
            statement = "A connection that a new policy admits goes on",
            source = Source.CILIUM_ESTABLISHED_CONNECTIONS,
            how =
                    "Opens a TCP connection to a pod, then isolates that pod and admits the client: the same connection is"
                            + " answered, while another client's new one is dropped.")
    void keptWhenAdmitted(Trial trial) {
        trial.under(trial.policy("x/a").ingressFrom(pod("b")).build())
                .connected("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("x/c", trial.pods("x/c", "x/a").list(), is(DROPPED))
                .verify();
    }
}
