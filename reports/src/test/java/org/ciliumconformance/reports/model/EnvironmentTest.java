package org.ciliumconformance.reports.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ciliumconformance.reports.Samples;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    private static Environment with(Map<String, String> config, List<NodeSummary> nodes) {
        return new Environment(
                "kubeconfig", false, null, null, null, null, config, nodes, Map.of(), List.of(), List.of(), null);
    }

    private static List<NodeSummary> nodes(int count) {
        List<NodeSummary> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(Samples.node("node-" + i));
        }
        return nodes;
    }

    @Test
    void upToFiftyNodesAreListedByName() {
        Environment environment = with(Map.of(), nodes(50));

        assertThat(environment.nodes()).hasSize(50);
        assertThat(environment.nodeCount()).isEqualTo(50);
    }

    @Test
    void moreNodesAreCountedByKind() {
        List<NodeSummary> nodes = nodes(5_000);
        nodes.add(new NodeSummary("odd", 1, "Azure Linux 3.0", "6.6.82", "arm64", "v1.32.4", "containerd://2.0", null));

        Environment environment = with(Map.of(), nodes);

        assertThat(environment.nodes()).extracting(NodeSummary::count).containsExactly(5_000, 1);
        assertThat(environment.nodes()).extracting(NodeSummary::name).containsOnlyNulls();
        assertThat(environment.nodeCount()).isEqualTo(5_001);
    }

    @Test
    void theHashFollowsFromTheConfigurationAlone() {
        String hash = with(Map.of("a", "1", "b", "2"), List.of()).configSha256();

        assertThat(with(Map.of("b", "2", "a", "1"), nodes(3)).configSha256()).isEqualTo(hash);
        assertThat(with(Map.of("a", "1", "b", "3"), List.of()).configSha256()).isNotEqualTo(hash);
        assertThat(with(Map.of("a", "1b2"), List.of()).configSha256()).isNotEqualTo(hash);
    }

    @Test
    void theHashOfNothingIsThatOfTheEmptyInput() {
        assertThat(with(Map.of(), List.of()).configSha256())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
