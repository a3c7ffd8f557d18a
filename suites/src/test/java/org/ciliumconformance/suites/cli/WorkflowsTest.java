package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the workflows of this repository offer, and what guides and workflows ask of them. */
class WorkflowsTest {
    private static final Path GITHUB = Path.of("..", ".github");
    private static final YAMLMapper YAML = new YAMLMapper();

    private static JsonNode read(Path file) throws IOException {
        return YAML.readTree(Files.readString(file));
    }

    private static JsonNode callable(String workflow) throws IOException {
        return read(GITHUB.resolve("workflows").resolve(workflow)).path("on").path("workflow_call");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nightly.yml", "pre-upgrade.yml"})
    void aReusableWorkflowDescribesEachInputAndNeedsAKubeconfig(String workflow) throws IOException {
        JsonNode call = callable(workflow);
        assertThat(call.path("inputs").properties()).isNotEmpty().allSatisfy(input -> assertThat(
                        input.getValue().path("description").asString(""))
                .isNotBlank());
        assertThat(call.path("secrets").path("kubeconfig").path("required").asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nightly.md", "pre-upgrade.md"})
    void whatAGuideCallsTakesWhatItIsGiven(String page) throws IOException {
        List<JsonNode> calls = new ArrayList<>();
        for (String block : GuideBlocks.of(page, "yaml")) {
            calls(YAML.readTree(block), calls);
        }
        assertThat(calls).isNotEmpty();
        for (JsonNode call : calls) {
            assertTaken(call);
        }
    }

    @Test
    void theWorkflowGivesTheActionWhatItTakes() throws IOException {
        List<JsonNode> calls = new ArrayList<>();
        calls(read(GITHUB.resolve("workflows/nightly.yml")), calls);
        assertThat(calls).hasSize(1);
        assertTaken(calls.get(0));
    }

    /** Whatever uses a workflow or an action of ours, as a job or as a step. */
    private static void calls(JsonNode node, List<JsonNode> calls) {
        if (node.path("uses").asString("").matches(".*(nightly\\.yml|pre-upgrade\\.yml|actions/conformance)(@\\w+)?")) {
            calls.add(node);
        }
        node.forEach(child -> calls(child, calls));
    }

    private static void assertTaken(JsonNode call) throws IOException {
        String uses = call.path("uses").asString().replaceFirst("@.*", "");
        String name = uses.substring(uses.lastIndexOf('/') + 1);
        JsonNode offered = name.endsWith(".yml")
                ? callable(name)
                : read(GITHUB.resolve("actions").resolve(name).resolve("action.yml"));
        assertThat(offered.path("inputs").propertyNames())
                .containsAll(call.path("with").propertyNames());
        offered.path("inputs").properties().stream()
                .filter(input -> input.getValue().path("required").asBoolean(false))
                .forEach(input -> assertThat(call.path("with").propertyNames()).contains(input.getKey()));
        assertThat(call.path("secrets").propertyNames())
                .containsExactlyElementsOf(offered.path("secrets").propertyNames());
    }
}
