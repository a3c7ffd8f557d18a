package org.ciliumconformance.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.NodeSummary;
import org.ciliumconformance.reports.model.PlanCounts;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Run;
import org.junit.jupiter.api.Test;

class EnvironmentDifferencesTest {

    private static final Environment REAL = cluster("kubeconfig", false, "p", "1.19.4", "ctx", List.of(), Map.of());

    private static Environment cluster(
            String target,
            boolean simulated,
            String profile,
            String cilium,
            String context,
            List<NodeSummary> nodes,
            Map<String, String> boots) {
        return new Environment(
                target, simulated, "v1.32.4", profile, null, cilium, Map.of(), nodes, boots, List.of(), List.of(),
                context);
    }

    private static ResultsDocument in(Environment environment, String suite, Map<String, String> options) {
        Run run = Run.begun("r", suite, Samples.START, options, "run").ended(Samples.START.plusSeconds(1), false);
        return new ResultsDocument(1, run, environment, PlanCounts.none(), List.of(), List.of());
    }

    private static List<EnvironmentChange> between(Environment before, Environment after) {
        return EnvironmentDifferences.of(in(before, "1", Map.of()), in(after, "1", Map.of()));
    }

    private static NodeSummary node(
            String name, String os, String kernel, String architecture, String kubelet, String runtime) {
        return new NodeSummary(name, 1, os, kernel, architecture, kubelet, runtime, null);
    }

    private static Environment nodes(NodeSummary... nodes) {
        return cluster("kubeconfig", false, "p", "1.19.4", "ctx", List.of(nodes), Map.of());
    }

    @Test
    void whatTheClusterIsCalledIsTold() {
        assertThat(between(REAL, cluster("k3s", false, "other", "1.20.0", "elsewhere", List.of(), Map.of())))
                .containsExactly(
                        new EnvironmentChange("Cilium", "1.19.4", "1.20.0"),
                        new EnvironmentChange("profile", "p", "other"),
                        new EnvironmentChange("target", "kubeconfig", "k3s"),
                        new EnvironmentChange("context", "ctx", "elsewhere"));
    }

    @Test
    void whatTheRunWasIsTold() {
        assertThat(EnvironmentDifferences.of(
                        in(REAL, "1", Map.of("attempts", "1", "same", "x")),
                        in(REAL, "2", Map.of("lanes", "3", "same", "x"))))
                .containsExactly(
                        new EnvironmentChange("suite version", "1", "2"),
                        new EnvironmentChange("option attempts", "1", null),
                        new EnvironmentChange("option lanes", null, "3"));
    }

    @Test
    void everythingAboutANodeIsTold() {
        assertThat(between(
                        nodes(node("n", "Ubuntu 22", "5.15", "amd64", "v1.31", "containerd 1")),
                        nodes(node("n", "Ubuntu 24", "6.8", "arm64", "v1.32", "containerd 2"))))
                .containsExactly(
                        new EnvironmentChange("kernel", "5.15", "6.8"),
                        new EnvironmentChange("operating system", "Ubuntu 22", "Ubuntu 24"),
                        new EnvironmentChange("kubelet", "v1.31", "v1.32"),
                        new EnvironmentChange("container runtime", "containerd 1", "containerd 2"),
                        new EnvironmentChange("architecture", "amd64", "arm64"));
    }

    @Test
    void kindsOfNodesAreCountedOnlyWhereTheyDiffer() {
        NodeSummary old = node("a", "U", "5.15", "amd64", "v1", "c");
        NodeSummary alsoOld = node("b", "U", "5.15", "amd64", "v1", "c");
        NodeSummary renewed = node("c", "U", "6.8", "amd64", "v1", "c");

        assertThat(between(nodes(old, alsoOld), nodes(old, alsoOld, renewed)))
                .containsExactly(
                        new EnvironmentChange("nodes", "2", "3"),
                        new EnvironmentChange("kernel", "5.15", "5.15 (2 nodes), 6.8 (1 nodes)"));
        assertThat(between(nodes(old), nodes(old, alsoOld)))
                .as("one more of the same kind")
                .containsExactly(new EnvironmentChange("nodes", "1", "2"));
    }

    @Test
    void nodesThatWereNotSeenDifferInTheirNumberOnly() {
        NodeSummary one = node("a", "U", "5.15", "amd64", "v1", "c");

        assertThat(between(nodes(), nodes(one))).containsExactly(new EnvironmentChange("nodes", "0", "1"));
        assertThat(between(nodes(one), nodes())).containsExactly(new EnvironmentChange("nodes", "1", "0"));
    }

    @Test
    void nodesThatBootedAreCountedOnARealClusterOnly() {
        Map<String, String> then = Map.of("a", "1", "b", "1", "c", "1", "gone", "1");
        Map<String, String> now = Map.of("a", "2", "b", "1", "c", "1", "new", "1");

        assertThat(between(booted(false, then), booted(false, now)))
                .containsExactly(new EnvironmentChange("nodes that booted since", null, "1"));
        assertThat(between(booted(false, then), booted(false, then))).isEmpty();
        assertThat(between(booted(true, then), booted(true, now))).isEmpty();
    }

    private static Environment booted(boolean simulated, Map<String, String> boots) {
        return cluster("t", simulated, "p", "1.19.4", "ctx", List.of(), boots);
    }
}
