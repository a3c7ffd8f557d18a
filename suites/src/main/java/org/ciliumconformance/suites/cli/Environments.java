package org.ciliumconformance.suites.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.facts.ClusterFacts;
import org.ciliumconformance.cluster.facts.NodeFacts;
import org.ciliumconformance.cluster.target.Target;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.NodeSummary;

/** The facts of a cluster as the results document keeps them. */
public final class Environments {
    private Environments() {}

    public static Environment of(Target target, ClusterFacts facts) {
        var cilium = facts.ciliumVersion();
        return new Environment(
                target.name(),
                target.simulated(),
                facts.kubernetesVersion().toString(),
                facts.profile().word(),
                facts.profileReason(),
                cilium == null ? null : cilium.toString(),
                facts.ciliumConfig(),
                facts.nodes().stream().map(Environments::node).toList(),
                facts.nodes().stream().collect(Collectors.toMap(NodeFacts::name, NodeFacts::bootId)),
                List.copyOf(facts.daemonSets()),
                List.copyOf(facts.customResources()),
                target.context().isEmpty() ? null : target.context());
    }

    private static NodeSummary node(NodeFacts node) {
        return new NodeSummary(
                node.name(),
                1,
                node.osImage(),
                node.kernel(),
                node.labels().getOrDefault("kubernetes.io/arch", ""),
                node.kubeletVersion(),
                node.containerRuntime(),
                node.labels().get("topology.kubernetes.io/zone"));
    }
}
