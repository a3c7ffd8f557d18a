package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that are kept in the cluster. */
class ResultsConfigMapIT {
    @TempDir
    private Path folder;

    private final CommandSession session = new CommandSession();
    private SimulatedTarget cluster;

    @BeforeEach
    void start() throws IOException {
        cluster = SimulatedTarget.start("");
        cluster.writeKubeconfig(folder.resolve("kubeconfig"));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private int run(String... more) {
        List<String> words =
                new ArrayList<>(List.of("run", "platform.*", "--kubeconfig=" + folder.resolve("kubeconfig")));
        words.addAll(List.of("--out=" + folder.resolve("out"), "--allow-inconclusive=99"));
        words.addAll(List.of(more));
        return session.execute(words.toArray(String[]::new));
    }

    @Test
    void theConfigMapHoldsWhatTheFileHolds() throws IOException {
        assertThat(run("--results-configmap=default/nightly")).as(session.err()).isZero();

        ConfigMap kept = cluster.client()
                .configMaps()
                .inNamespace("default")
                .withName("nightly")
                .get();
        byte[] gzip = Base64.getDecoder().decode(kept.getBinaryData().get("results.json.gz"));
        try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            assertThat(folder.resolve("out/results.json")).hasBinaryContent(content.readAllBytes());
        }
        assertThat(session.out()).contains("ConfigMap: default/nightly" + System.lineSeparator());
        assertThat(cluster.client()
                        .configMaps()
                        .inNamespace("default")
                        .withName("nightly")
                        .get()
                        .getMetadata()
                        .getLabels())
                .containsEntry("cilium-conformance.org/owner", "cilium-conformance");
    }

    @Test
    void aConfigMapOfOthersIsLeftAloneAndSaidBeforeTheRun() {
        cluster.client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace("default")
                        .withName("theirs")
                        .endMetadata()
                        .withData(Map.of("key", "value"))
                        .build())
                .create();

        assertThat(run("--results-configmap=default/theirs")).isEqualTo(4);

        assertThat(session.err()).contains("The ConfigMap default/theirs is not of this suite, and is left alone.");
        assertThat(session.out()).doesNotContain("CONFORMS");
        assertThat(cluster.client()
                        .configMaps()
                        .inNamespace("default")
                        .withName("theirs")
                        .get()
                        .getData())
                .containsEntry("key", "value");
    }

    @Test
    void aNamespaceThatIsNotThereFailsTheRunAfterItsResultsAreWritten() throws IOException {
        assertThat(run("--results-configmap=nowhere/nightly")).isEqualTo(4);

        assertThat(session.err()).contains("nowhere");
        assertThat(CommandSession.validResults(folder.resolve("out")).results()).isNotEmpty();
    }

    @Test
    void aClusterThatGoesWithTheRunKeepsNothing() {
        assertThat(session.execute("run", "--results-configmap=default/nightly"))
                .isEqualTo(2);
        assertThat(session.err()).contains("--results-configmap needs a live cluster that outlives the run.");
        assertThat(session.execute("run", "--results-configmap=nightly")).isEqualTo(2);
        assertThat(session.err()).contains("'nightly' is no ConfigMap: write NAMESPACE/NAME");
    }
}
