package org.ciliumconformance.suites.platform;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import org.ciliumconformance.cluster.facts.NodeFacts;
import org.ciliumconformance.cluster.facts.Profile;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Inspection;

/** That nothing else enforces policies. */
class PolicyEngineBehaviors {
    private static final List<String> OTHER_ENGINES =
            List.of("azure-npm", "calico-node", "calico-typha", "kube-router");

    @Behavior(
            id = "platform.policy-engine.no-other",
            statement = "No other network policy engine runs beside Cilium",
            source = Source.AKS_POLICY_ENFORCEMENT,
            how = "No pod of azure-npm, calico-node, calico-typha or kube-router is running. Custom resources that"
                    + " are left of them are fine.")
    void noOtherEngine(Inspection inspection) {
        for (String engine : OTHER_ENGINES) {
            List<String> running =
                    inspection.client().pods().inAnyNamespace().withLabel("k8s-app", engine).list().getItems().stream()
                            .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                            .map(PolicyEngineBehaviors::place)
                            .sorted()
                            .toList();
            inspection.expect("pods k8s-app=" + engine, "running", "none", Inspection.list(running));
        }
        inspection.verify();
    }

    private static String place(Pod pod) {
        return CiliumPods.name(pod) + " on " + pod.getSpec().getNodeName();
    }

    @Behavior(
            id = "platform.policy-engine.k3s-controller-off",
            statement = "The network policy controller of k3s is switched off where Cilium enforces policies",
            source = Source.CILIUM_K3S,
            profiles = Profile.K3S,
            how = "k3s.io/node-args of every server node has --disable-network-policy. The controller is part of the"
                    + " k3s process: no pod shows it.")
    void k3sControllerOff(Inspection inspection) {
        for (NodeFacts node : inspection.facts().nodes()) {
            K3sArguments arguments = new K3sArguments(node);
            if (arguments.server()) {
                inspection.expect(
                        "k3s server " + node.name(),
                        "--disable-network-policy",
                        "on",
                        arguments.state("--disable-network-policy"));
            }
        }
        inspection.verify();
    }
}
