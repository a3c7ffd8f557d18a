package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ciliumconformance.suites.k3s.EngineView;
import org.ciliumconformance.suites.k3s.FakeEngine;
import org.ciliumconformance.suites.k3s.NeedsDocker;
import org.ciliumconformance.suites.k3s.StandInImage;
import org.ciliumconformance.suites.k3s.StandInManifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said, and what is left, when a throwaway cluster does not come up: exit code 4, and nothing. */
@NeedsDocker
class K3sTroubleIT {
    private static final Duration LONGEST = Duration.ofMinutes(5);

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

    private String[] words(String image, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "run",
                "platform.kube-proxy.absent",
                "--target",
                "k3s",
                "--k3s-image",
                image,
                "--out",
                folder.resolve("out").toString()));
        words.addAll(Arrays.asList(more));
        return words.toArray(String[]::new);
    }

    private int run(StandInManifest manifest, String timeout) throws IOException {
        return session.execute(words(
                StandInImage.k3s(), "--cilium-manifest", manifest.in(folder).toString(), "--k3s-timeout", timeout));
    }

    private String explanation() throws IOException {
        return Files.readString(folder.resolve("out/k3s-not-ready.txt"));
    }

    @Test
    void ciliumThatNeverBecomesReadyIsExplainedByNodesPodsEventsAndLogs() throws IOException {
        int code = run(new StandInManifest("1.18.2").faults("agent-missing"), "35s");

        assertThat(code).as(session.out() + session.err()).isEqualTo(4);
        assertThat(session.err())
                .contains("The k3s cluster does not become ready: not ready after 35 s: 0 of 1 agents are ready")
                .contains("k3s-not-ready.txt");
        assertThat(session.out()).contains("waiting for k3s: ");
        assertThat(explanation())
                .contains("== Missing", "0 of 1 agents are ready", "== Nodes", "n1", "== Pods", "kube-system/")
                .contains("== Events", "== Logs", "== Log of k3s on the server", "stand-in k3s: serving");
        assertThat(engine.left()).isEmpty();
    }

    @Test
    void anOperatorThatIsMissingIsNamed() throws IOException {
        assertThat(run(new StandInManifest("1.18.2").faults("operator-missing"), "35s"))
                .isEqualTo(4);
        assertThat(session.err()).contains("operator");
        assertThat(engine.left()).isEmpty();
    }

    @Test
    void aDefinitionThatIsNotEstablishedIsNamed() throws IOException {
        assertThat(run(new StandInManifest("1.18.2").faults("crd-not-established"), "35s"))
                .isEqualTo(4);
        assertThat(session.err()).contains("not established: CustomResourceDefinition ciliumendpoints.cilium.io");
        assertThat(engine.left()).isEmpty();
    }

    @Test
    void podsThatDoNotReachEachOtherAreNoReadyCluster() throws IOException {
        assertThat(run(new StandInManifest("1.18.2").faults("same-node-connectivity-broken"), "45s"))
                .isEqualTo(4);
        assertThat(session.err()).contains("A pod on node n1 does not reach one on node n1", "DROPPED");
        assertThat(engine.left()).isEmpty();
    }

    @Test
    void aServerThatEndsIsQuotedWithItsLastWords() throws IOException {
        assertThat(run(new StandInManifest("1.18.2").end("level=fatal msg=no-clock"), "60s"))
                .isEqualTo(4);
        assertThat(session.err()).contains("Node server did not start", "level=fatal msg=no-clock");
        assertThat(engine.left()).isEmpty();
    }

    @Test
    void anImageThatCannotBePulledIsNamed() {
        int code = session.execute(words("cilium-conformance-test/absent:1"));

        assertThat(code).isEqualTo(4);
        assertThat(session.err())
                .contains("The image cilium-conformance-test/absent:1 cannot be pulled: ")
                .contains("what to do: ", "--mirror", "docker load");
        assertThat(engine.left()).isEmpty();
    }

    @Test
    void withoutAnEngineThatIsWhatIsSaid() throws IOException, InterruptedException {
        Path socket = folder.resolve("docker.sock");
        said(Map.of("DOCKER_HOST", "unix://" + socket), List.of(), "There is no Docker engine: " + socket);
    }

    @Test
    void aSocketOnWhichNobodyListensIsNamed() throws IOException, InterruptedException {
        Path socket = folder.resolve("docker.sock");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
        }
        said(
                Map.of("DOCKER_HOST", "unix://" + socket),
                List.of(),
                "No Docker engine answers at unix://" + socket,
                "onnection refused");
    }

    @Test
    void aSocketThatTheUserMayNotUseIsAMatterOfPermission() throws IOException, InterruptedException {
        Path socket = folder.resolve("docker.sock");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("---------"));
            boolean root = "root".equals(System.getProperty("user.name"));
            said(
                    Map.of("DOCKER_HOST", "unix://" + socket),
                    // Root passes over permissions by a capability: without it, root is a user like others.
                    root ? List.of("setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override") : List.of(),
                    "may not use the Docker engine at unix://" + socket + ": permission denied",
                    "usermod -aG docker");
        }
    }

    @Test
    void anEngineThatIsTooOldIsNamedWithItsVersion() throws IOException, InterruptedException {
        try (FakeEngine old = FakeEngine.speaking("1.24")) {
            said(
                    Map.of("DOCKER_HOST", old.host()),
                    List.of(),
                    "is too old: it speaks API 1.24, and 1.41 is needed",
                    "Upgrade Docker");
        }
    }

    @Test
    void aFullDiskIsNamedAndItsNetworkIsRemoved() throws IOException, InterruptedException {
        try (FakeEngine full = FakeEngine.full()) {
            said(
                    Map.of("DOCKER_HOST", full.host(), "TESTCONTAINERS_RYUK_DISABLED", "true"),
                    List.of(),
                    "The disk of the Docker engine is full, when it was to start node server",
                    "no space left on device",
                    "docker system prune");
            assertThat(full.requests()).contains("POST /networks/create", "DELETE /networks/n1");
        }
    }

    @Test
    void whatElseAnEngineRefusesIsInItsOwnWords() throws IOException, InterruptedException {
        try (FakeEngine refusing = FakeEngine.withoutNetworks("all predefined address pools are in use")) {
            said(
                    Map.of("DOCKER_HOST", refusing.host(), "TESTCONTAINERS_RYUK_DISABLED", "true"),
                    List.of(),
                    "The Docker engine refused to start k3s: ",
                    "all predefined address pools are in use",
                    "docker info");
        }
        try (FakeEngine refusing = FakeEngine.withoutContainers("unknown runtime specified")) {
            said(
                    Map.of("DOCKER_HOST", refusing.host(), "TESTCONTAINERS_RYUK_DISABLED", "true"),
                    List.of(),
                    "Node server did not start: unknown runtime specified",
                    "docker run --rm --privileged");
        }
    }

    private Path console() {
        return folder.resolve("console.txt");
    }

    private void said(Map<String, String> environment, List<String> before, String... words)
            throws IOException, InterruptedException {
        try (SuiteProcess child = SuiteProcess.start(console(), before, environment, words("rancher/k3s:any"))) {
            assertThat(child.end(LONGEST)).as(child.said()).isEqualTo(4);
            assertThat(child.said()).contains(words);
        }
    }

    @Test
    void aRunThatIsInterruptedWhileItWaitsLeavesNothing() throws IOException, InterruptedException {
        try (SuiteProcess child = waiting()) {
            child.signal("INT");
            assertThat(child.end(LONGEST)).as(child.said()).isEqualTo(130);
        }
        assertThat(engine.left()).isEmpty();
    }

    @Test
    void whatAKilledRunLeftIsRemovedByCleanupAndWhatIsInUseStays() throws IOException, InterruptedException {
        try (SuiteProcess child = waiting()) {
            assertThat(session.execute("cleanup", "--k3s")).isZero();
            assertThat(session.out()).contains("belongs to a run in progress and stays", "nothing to remove");
            assertThat(engine.left()).hasSize(2);

            child.kill();
            assertThat(session.execute("cleanup", "--k3s")).isZero();
            assertThat(session.out()).contains("removed k3s cluster");
        }
        assertThat(engine.left()).isEmpty();
    }

    @Test
    void whatAKilledRunLeftIsRemovedByTheNextRun() throws IOException, InterruptedException {
        try (SuiteProcess child = waiting()) {
            child.kill();
        }
        assertThat(engine.left()).hasSize(2);
        assertThat(run(new StandInManifest("1.18.2"), "5m")).as(session.out()).isZero();
        assertThat(session.out()).contains("which a killed run left");
        assertThat(engine.left()).isEmpty();
    }

    /** A run that waits for a cluster that does not become ready. */
    private SuiteProcess waiting() throws IOException {
        String manifest = new StandInManifest("1.18.2")
                .faults("agent-missing")
                .in(Files.createTempDirectory(folder, "waiting"))
                .toString();
        SuiteProcess child = SuiteProcess.start(
                console(),
                List.of(),
                Map.of("TESTCONTAINERS_RYUK_DISABLED", "true"),
                words(StandInImage.k3s(), "--cilium-manifest", manifest));
        await("the run waits for agents").atMost(Duration.ofMinutes(4)).until(() -> child.said()
                .contains("waiting for k3s: 0 of 1 agents"));
        return child;
    }
}
