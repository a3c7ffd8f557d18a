package org.ciliumconformance.reports.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.NodeSummary;
import org.ciliumconformance.reports.model.Run;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that was looked at, and the run that did.
 *
 * @param facts what is known, by name
 * @param config effective values of cilium-config
 * @param nodes the nodes, or kinds of them
 * @param others how many more of them there are than are shown
 * @param options what the run was told
 * @param command the command line
 */
record EnvironmentView(
        List<Fact> facts, List<Fact> config, List<Node> nodes, int others, List<Fact> options, String command) {

    /** A name and a value. */
    record Fact(String name, String value) {}

    /** A node, or a number of them alike. */
    record Node(
            String name, String os, String kernel, String architecture, String kubelet, String runtime, String zone) {}

    private static final int NODES_AT_MOST = 100;
    private static final int VALUES_AT_MOST = 500;
    private static final int NAMES_AT_MOST = 60;

    static EnvironmentView of(Environment environment, Run run) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Cilium", Shown.known(environment.ciliumVersion())));
        facts.add(new Fact("Kubernetes", Shown.known(environment.kubernetesVersion())));
        String reason = environment.profileReason();
        facts.add(new Fact(
                "profile",
                Shown.known(environment.profile()) + (reason == null ? "" : " (" + Shown.name(reason) + ")")));
        facts.add(new Fact("target", Shown.name(environment.target())));
        String context = environment.contextName();
        if (context != null) {
            facts.add(new Fact("context", Shown.name(context)));
        }
        facts.add(new Fact("nodes", Shown.number(environment.nodeCount())));
        names(facts, "DaemonSets", environment.daemonSets());
        names(facts, "CustomResourceDefinitions", environment.customResources());
        facts.add(new Fact("cilium-config", environment.configSha256() + " (SHA-256)"));
        List<Node> nodes = environment.nodes().stream()
                .limit(NODES_AT_MOST)
                .map(EnvironmentView::node)
                .toList();
        return new EnvironmentView(
                facts,
                entries(environment.config()),
                nodes,
                environment.nodes().size() - nodes.size(),
                entries(run.options()),
                Shown.text(run.command()));
    }

    private static void names(List<Fact> facts, String what, List<String> names) {
        if (!names.isEmpty()) {
            int more = names.size() - NAMES_AT_MOST;
            facts.add(new Fact(
                    what,
                    String.join(
                                    ", ",
                                    names.stream()
                                            .limit(NAMES_AT_MOST)
                                            .map(Shown::name)
                                            .toList())
                            + (more > 0 ? " and " + more + " more" : "")));
        }
    }

    private static List<Fact> entries(Map<String, String> values) {
        List<Fact> facts = new ArrayList<>();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            if (facts.size() == VALUES_AT_MOST) {
                facts.add(new Fact("...", values.size() - VALUES_AT_MOST + " more, in the results document"));
                break;
            }
            facts.add(new Fact(Shown.name(entry.getKey()), Shown.name(entry.getValue())));
        }
        return facts;
    }

    private static Node node(NodeSummary node) {
        String name = node.name();
        return new Node(
                name == null
                        ? Shown.counted(node.count(), "node", "nodes")
                        : Shown.name(name) + (node.count() > 1 ? " and " + (node.count() - 1) + " more" : ""),
                Shown.name(node.osImage()),
                Shown.name(node.kernel()),
                Shown.name(node.architecture()),
                Shown.name(node.kubeletVersion()),
                Shown.name(node.containerRuntime()),
                zone(node.zone()));
    }

    private static String zone(@Nullable String zone) {
        return zone == null ? "" : Shown.name(zone);
    }
}
