package org.ciliumconformance.suites.platform;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ciliumconformance.cluster.facts.NodeFacts;
import org.ciliumconformance.cluster.facts.Profile;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Inspection;

/** The agent's DaemonSet, the nodes it is for, and what must not run beside it. */
class AgentBehaviors {
    private static final Set<String> OTHER_ENGINES = Set.of("azure-npm", "calico-node", "calico-typha");

    @Behavior(
            id = "platform.agent.no-limits",
            statement = "AKS sets no CPU or memory limits on the Cilium agent",
            source = Source.AKS_FAQ_LIMITS,
            profiles = Profile.AKS_MANAGED,
            how = "The container cilium-agent of the DaemonSet has no resource limits. Requests are fine, and so are"
                    + " limits of the sidecars that AKS adds.")
    void noLimits(Inspection inspection) {
        limits(inspection)
                .forEach((agent, limits) ->
                        inspection.expect(agent, "limits", "none", limits.isEmpty() ? "none" : limits.toString()));
        inspection.verify();
    }

    @Behavior(
            id = "platform.agent.limits-observed",
            statement = "Whether the Cilium agent has CPU or memory limits is the installer's choice",
            kind = Kind.PERMITTED,
            source = Source.AKS_FAQ_LIMITS,
            profiles = {Profile.AKS_BYOCNI, Profile.K3S, Profile.SELF_MANAGED},
            how = "Records the resource limits of the container cilium-agent; the chart sets none by default.")
    void limitsObserved(Inspection inspection) {
        Map<String, Map<String, Quantity>> limits = limits(inspection);
        limits.forEach((agent, set) -> inspection.expect(
                agent, "limits", set.isEmpty() ? "none" : set.toString(), set.isEmpty() ? "none" : set.toString()));
        boolean none = limits.values().stream().allMatch(Map::isEmpty);
        inspection.note(none ? "The agent has no limits." : "The agent has limits: " + limits.values());
        inspection.verify();
    }

    private static Map<String, Map<String, Quantity>> limits(Inspection inspection) {
        Map<String, Map<String, Quantity>> limits = new java.util.TreeMap<>();
        for (DaemonSet set : agents(inspection)) {
            for (Container container : set.getSpec().getTemplate().getSpec().getContainers()) {
                if (container.getName().equals("cilium-agent")) {
                    Map<String, Quantity> own = container.getResources() == null
                            ? null
                            : container.getResources().getLimits();
                    limits.put(
                            "DaemonSet " + set.getMetadata().getName() + ", cilium-agent",
                            own == null ? Map.of() : own);
                }
            }
        }
        return limits;
    }

    private static List<DaemonSet> agents(Inspection inspection) {
        return inspection
                .client()
                .apps()
                .daemonSets()
                .inAnyNamespace()
                .withLabel("k8s-app", "cilium")
                .list()
                .getItems();
    }

    @Behavior(
            id = "platform.nodes.linux-only",
            statement = "Azure CNI powered by Cilium is available for Linux nodes only",
            kind = Kind.LIMITATION,
            source = Source.AKS_LIMITATIONS,
            profiles = Profile.AKS_MANAGED,
            how = "No node has kubernetes.io/os=windows.")
    void linuxOnly(Inspection inspection) {
        for (NodeFacts node : inspection.facts().nodes()) {
            inspection.expect("node " + node.name(), "operating system", "linux", node.operatingSystem());
        }
        inspection.verifyLimitation();
    }

    @Behavior(
            id = "platform.policy-engine.no-other",
            statement = "No other network policy engine runs beside Cilium",
            source = Source.AKS_POLICY_ENFORCEMENT,
            how = "No pod of azure-npm, calico-node or calico-typha is running (leftover custom resources are fine); on"
                    + " k3s the embedded policy controller is off: --disable-network-policy.")
    void noOtherEngine(Inspection inspection) {
        for (String engine : OTHER_ENGINES.stream().sorted().toList()) {
            List<String> running =
                    inspection.client().pods().inAnyNamespace().withLabel("k8s-app", engine).list().getItems().stream()
                            .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                            .map(AgentBehaviors::name)
                            .sorted()
                            .toList();
            inspection.expect("pods k8s-app=" + engine, "running", "none", Inspection.list(running));
        }
        if (inspection.facts().profile() == Profile.K3S) {
            for (NodeFacts node : inspection.facts().nodes()) {
                String arguments = node.annotations().getOrDefault("k3s.io/node-args", "");
                if (arguments.contains("\"server\"")) {
                    inspection.expect(
                            "k3s server " + node.name(),
                            "--disable-network-policy in k3s.io/node-args",
                            "present",
                            arguments.contains("--disable-network-policy") ? "present" : "absent");
                }
            }
        }
        inspection.verify();
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
    }
}
