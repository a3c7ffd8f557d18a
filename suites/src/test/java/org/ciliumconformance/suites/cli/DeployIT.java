package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folders of {@code deploy/}, applied with the real kubectl. */
class DeployIT {
    private static final String NAMESPACE = "cilium-conformance";

    @TempDir
    private Path folder;

    private SimulatedTarget cluster;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "kubectl"))),
                "kubectl is not on the PATH");
        cluster = SimulatedTarget.start("");
        cluster.writeKubeconfig(folder.resolve("kubeconfig"));
    }

    @AfterEach
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private void apply(String what) throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        int code = new ProcessBuilder(
                        "kubectl",
                        "--kubeconfig=" + folder.resolve("kubeconfig"),
                        "apply",
                        "-k",
                        Path.of("..", "deploy", what).toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        assertThat(code).as(Files.readString(said, StandardCharsets.UTF_8)).isZero();
    }

    private Job job(String name) {
        return cluster.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(NAMESPACE)
                .withName(name)
                .get();
    }

    /** Pods that PodSecurity restricted would not let in never appear. */
    private void awaitPods(String job, int number) {
        Awaitility.await(number + " pods of " + job)
                .atMost(Duration.ofSeconds(20))
                .until(() -> cluster.client()
                                .pods()
                                .inNamespace(NAMESPACE)
                                .withLabel("batch.kubernetes.io/job-name", job)
                                .list()
                                .getItems()
                                .size()
                        == number);
    }

    private static void assertSafe(PodTemplateSpec template) {
        PodSpec pod = template.getSpec();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getContainers()).singleElement().satisfies(container -> {
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getVolumeMounts())
                    .extracting(mount -> mount.getMountPath())
                    .containsExactly("/results", "/tmp");
        });
    }

    @Test
    void aJob() throws Exception {
        apply("job");
        assertSafe(job("cilium-conformance").getSpec().getTemplate());
        awaitPods("cilium-conformance", 1);
    }

    @Test
    void aCronJob() throws Exception {
        apply("cronjob");
        CronJob made = cluster.client()
                .batch()
                .v1()
                .cronjobs()
                .inNamespace(NAMESPACE)
                .withName("cilium-conformance")
                .get();
        assertSafe(made.getSpec().getJobTemplate().getSpec().getTemplate());
        assertThat(made.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
    }

    @Test
    void anIndexedJobOfShardsAndTheirMerge() throws Exception {
        apply("shards");
        Job shards = job("cilium-conformance");
        assertSafe(shards.getSpec().getTemplate());
        assertThat(shards.getSpec().getCompletionMode()).isEqualTo("Indexed");
        assertThat(shards.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getArgs())
                .as("as many shards as completions")
                .contains("--shard=auto/" + shards.getSpec().getCompletions());
        awaitPods("cilium-conformance", shards.getSpec().getParallelism());

        apply("merge");
        assertSafe(job("cilium-conformance-merge").getSpec().getTemplate());
        awaitPods("cilium-conformance-merge", 1);
    }
}
