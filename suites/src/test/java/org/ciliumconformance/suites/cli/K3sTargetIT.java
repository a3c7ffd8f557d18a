package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.suites.k3s.EngineView;
import org.ciliumconformance.suites.k3s.NeedsDocker;
import org.ciliumconformance.suites.k3s.StandInImage;
import org.ciliumconformance.suites.k3s.StandInManifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of {@code --target k3s} when all goes well, with an image that stands in for k3s. */
@NeedsDocker
class K3sTargetIT {
    /** Needs no lane but a cluster, and is quick. */
    private static final String LOOK = "platform.kube-proxy.absent";

    @TempDir
    private Path folder;

    private final CommandSession session = new CommandSession();
    private EngineView engine;

    @BeforeEach
    void lookAtTheEngine() {
        engine = new EngineView();
        engine.clear();
    }

    @AfterEach
    void leaveNothing() {
        engine.clear();
    }

    private int run(String... more) {
        List<String> words = new ArrayList<>(
                List.of("run", "--target", "k3s", "--k3s-image", StandInImage.k3s(), "--out", out().toString()));
        words.addAll(Arrays.asList(more));
        return session.execute(words.toArray(String[]::new));
    }

    private Path out() {
        return folder.resolve("out");
    }

    private String manifest(String version) throws IOException {
        return new StandInManifest(version).in(folder).toString();
    }

    @Test
    void oneCommandStartsItRunsReportsAndRemovesIt() throws IOException {
        String manifest = new StandInManifest("1.18.2").nodes(2).in(folder).toString();

        int code = run(
                "network-policy.ipblock.*",
                "--cilium-manifest",
                manifest,
                "--nodes",
                "2",
                "--lanes",
                "1",
                "--allow",
                "host-network");

        assertThat(code).as(session.out() + session.err()).isZero();
        ResultsDocument results = CommandSession.validResults(out());
        assertThat(results.environment().target()).isEqualTo("k3s");
        assertThat(results.environment().simulated()).isFalse();
        assertThat(results.environment().profile()).isEqualTo("k3s");
        assertThat(results.environment().ciliumVersion()).isEqualTo("1.18.2");
        assertThat(results.environment().nodes()).hasSize(2);
        assertThat(out().resolve("junit.xml")).exists();
        assertThat(session.out())
                .contains("starting k3s", "trying whether a pod reaches another", "removing k3s")
                .contains("CONFORMS        network-policy.ipblock.egress-excludes-pods")
                .contains("CONFORMS        network-policy.ipblock.ingress-excludes-nodes"); // crosses nodes
        assertThat(engine.left()).isEmpty();
    }

    @Test
    void nodesAreStartedWithoutANetworkOfTheirOwnAndWithWhatCiliumNeeds() throws IOException, InterruptedException {
        String manifest = new StandInManifest("1.18.2").nodes(3).in(folder).toString();

        assertThat(run(LOOK, "--cilium-manifest", manifest, "--nodes", "3", "--keep"))
                .as(session.out() + session.err())
                .isZero();

        List<InspectContainerResponse> nodes = engine.containers();
        assertThat(nodes).hasSize(3);
        assertThat(engine.networks()).hasSize(1);
        InspectContainerResponse server = nodes.get(0);
        assertThat(server.getConfig().getCmd())
                .containsExactly(
                        "server",
                        "--tls-san=localhost",
                        "--flannel-backend=none",
                        "--disable-network-policy",
                        "--disable-kube-proxy",
                        "--disable=traefik,servicelb,metrics-server",
                        "--node-name=server");
        assertThat(nodes.get(1).getConfig().getCmd()).startsWith("agent", "--server=https://server:6443");
        for (InspectContainerResponse node : nodes) {
            assertThat(node.getHostConfig().getPrivileged()).isTrue();
            assertThat(node.getHostConfig().getNetworkMode())
                    .isEqualTo(engine.networks().get(0).getId());
            assertThat(node.getConfig().getLabels())
                    .containsEntry("cilium-conformance.org/kept", "true")
                    .doesNotContainKey("org.testcontainers.sessionId");
        }
        // The stand-in itself ends where a mount that Cilium needs is not there or not shared.
        assertThat(engine.log(server.getId())).contains("agent-1 joined", "agent-2 joined", "is installed");
    }

    @Test
    void aKeptClusterIsUsedAgainByKubeconfigAndByTheSameOptionsAndRemovedByCleanup() throws IOException {
        String manifest = manifest("1.18.2");
        assertThat(run(LOOK, "--cilium-manifest", manifest, "--keep"))
                .as(session.out() + session.err())
                .isZero();
        String first = engine.containers().get(0).getId();
        Path kubeconfig = out().resolve("kubeconfig");
        assertThat(kubeconfig).exists();
        assertThat(Files.getPosixFilePermissions(kubeconfig)).hasSize(2);
        assertThat(session.out()).contains("is kept", "--kubeconfig " + kubeconfig.toAbsolutePath(), "cleanup --k3s");

        assertThat(session.execute(
                        "run",
                        LOOK,
                        "--kubeconfig",
                        kubeconfig.toString(),
                        "--out",
                        folder.resolve("by-kubeconfig").toString()))
                .as(session.out() + session.err())
                .isZero();
        assertThat(session.out()).doesNotContain("which was kept");
        assertThat(run(LOOK, "--cilium-manifest", manifest, "--keep"))
                .as(session.out() + session.err())
                .isZero();
        assertThat(session.out()).contains("which was kept");
        assertThat(engine.containers())
                .extracting(InspectContainerResponse::getId)
                .containsExactly(first);

        assertThat(session.execute("cleanup", "--k3s")).isZero();
        assertThat(session.out()).contains("removed k3s cluster");
        assertThat(engine.left()).isEmpty();
    }

    @Test
    void aChartVersionWithAPresetComesByAHelmChartObject() throws IOException {
        assertThat(run(LOOK, "--cilium-version", "1.17.3", "--like", "aks"))
                .as(session.out() + session.err())
                .isZero();

        ResultsDocument results = CommandSession.validResults(out());
        assertThat(results.environment().ciliumVersion()).isEqualTo("1.17.3");
        assertThat(results.environment().config())
                .containsEntry("enable-l7-proxy", "false")
                .containsEntry("enable-hubble", "false");
        assertThat(engine.left()).isEmpty();
    }

    @Test
    void aChartArchiveWithValuesOfTheUserComesByAHelmChartObject() throws IOException {
        Path chart = chart("1.16.4");
        Path values = Files.writeString(folder.resolve("values.yaml"), "hubble: {enabled: false}\n");

        assertThat(run(LOOK, "--cilium-chart", chart.toString(), "--cilium-values", values.toString()))
                .as(session.out() + session.err())
                .isZero();

        ResultsDocument results = CommandSession.validResults(out());
        assertThat(results.environment().ciliumVersion()).isEqualTo("1.16.4");
        assertThat(results.environment().config())
                .containsEntry("enable-hubble", "false")
                .doesNotContainEntry("enable-l7-proxy", "false");
    }

    @Test
    void imagesOfThisMachineGoIntoTheNodesAndTheRestComesFromTheMirror() throws IOException, InterruptedException {
        String agnhost = "cilium-conformance-test/agnhost:local";
        image(agnhost);
        try {
            assertThat(run(
                            LOOK,
                            "--cilium-manifest",
                            manifest("1.18.2"),
                            "--image",
                            agnhost,
                            "--mirror",
                            "quay.io=mirror.example.com/quay",
                            "--keep"))
                    .as(session.out() + session.err())
                    .isZero();

            assertThat(session.out()).contains("taking 1 images from this machine: " + agnhost);
            String server = engine.containers().get(0).getId();
            assertThat(engine.log(server)).contains("images of", "registries of");
        } finally {
            engine.docker().removeImageCmd(agnhost).exec();
        }
    }

    @Test
    void imagesAreListedWithTheirDigestsAndWithWhereTheyComeFrom() throws IOException {
        assertThat(session.execute(
                        "images",
                        "--target",
                        "k3s",
                        "--k3s-image",
                        StandInImage.k3s(),
                        "--cilium-chart",
                        chart("1.16.4").toString(),
                        "--mirror",
                        "quay.io=mirror.example.com/quay"))
                .isZero();

        assertThat(session.out().lines())
                .anyMatch(line -> line.matches("k3s +cilium-conformance-test/k3s:\\w+ +sha256:\\w{64} +this machine"))
                .anyMatch(line -> line.matches("Cilium +quay.io/cilium/cilium:v1.16.4 +sha256:0a0a +"
                        + "mirror.example.com/quay/cilium/cilium:v1.16.4@sha256:0a0a"))
                .anyMatch(line -> line.matches("Cilium +quay.io/cilium/operator-generic:v1.16.4 +sha256:0b0b .*"))
                .anyMatch(line -> line.matches("run +registry.k8s.io/e2e-test-images/agnhost:\\S+ .*"));
    }

    /** As {@code helm pull} writes it, without what nobody here reads. */
    private Path chart(String version) throws IOException {
        Path file = folder.resolve("cilium-" + version + ".tgz");
        Map<String, String> contents = Map.of(
                "cilium/Chart.yaml", "name: cilium\nversion: " + version + "\n", "cilium/values.yaml", """
                image: {repository: quay.io/cilium/cilium, tag: "v%1$s", digest: "sha256:0a0a"}
                operator: {image: {repository: quay.io/cilium/operator, tag: "v%1$s", genericDigest: "sha256:0b0b"}}
                """.formatted(
                                version));
        try (OutputStream out = Files.newOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
            for (Map.Entry<String, String> content : contents.entrySet()) {
                add(tar, content.getKey(), content.getValue());
            }
        }
        return file;
    }

    private static void add(TarArchiveOutputStream tar, String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    /** An image with next to nothing in it. */
    private void image(String reference) throws IOException {
        Path context = folder.resolve("image.tar");
        try (OutputStream out = Files.newOutputStream(context);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            add(tar, "Dockerfile", "FROM scratch\nADD Dockerfile /\n");
        }
        engine.docker()
                .buildImageCmd(Files.newInputStream(context))
                .withTags(Set.of(reference))
                .exec(new BuildImageResultCallback())
                .awaitImageId();
    }
}
