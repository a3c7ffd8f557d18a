package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ciliumconformance.cluster.cleanup.Ownership;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.ciliumconformance.reports.model.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clusters and kubeconfigs that keep a run from being done: each ends with one clear message, the right exit code, soon,
 * with a valid document, and with nothing left in the cluster.
 */
class BadInputIT {
    private static final String SOME = "connectivity.pod.pod-ip";

    private static SimulatedTarget secured;
    private static String kubeconfig;

    @TempDir
    private Path folder;

    private final CommandSession session = new CommandSession();

    @BeforeAll
    static void serve(@TempDir Path folder) throws IOException {
        secured = SimulatedTarget.start("", true);
        Path file = folder.resolve("kubeconfig");
        secured.writeKubeconfig(file);
        kubeconfig = Files.readString(file);
    }

    @AfterAll
    static void stop() {
        secured.close();
    }

    private void expect(int code, Duration within, List<String> says, String... args) throws IOException {
        Path out = folder.resolve("out");
        List<String> words = new ArrayList<>(List.of("run", "--out", out.toString()));
        words.addAll(List.of(args));
        long start = System.nanoTime();
        int actual = session.execute(words.toArray(String[]::new));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(within);
        assertThat(actual).as(session.out() + session.err()).isEqualTo(code);
        assertThat(session.err()).contains("error: ", "what to do: ").contains(says);
        assertThat(session.err()).doesNotContain("\tat ", "Exception");
        assertThat(CommandSession.validResults(out).problems()).singleElement().satisfies(problem -> {
            assertThat(session.err()).contains(problem.message());
            assertThat(problem.remedy()).isNotBlank();
        });
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), content).toString();
    }

    @Test
    void aContextThatIsNotThereIsNamedWithThoseThatAre() throws IOException {
        expect(
                2,
                Duration.ofSeconds(10),
                List.of("no context 'nope'", "simulated"),
                "--kubeconfig",
                file(kubeconfig),
                "--context",
                "nope");
    }

    @Test
    void aKubeconfigThatIsNotThereIsNamed() throws IOException {
        expect(2, Duration.ofSeconds(10), List.of("/no/such/file"), "--kubeconfig", "/no/such/file");
    }

    @Test
    void aKubeconfigThatCannotBeReadIsNamed() throws IOException {
        expect(2, Duration.ofSeconds(10), List.of(folder.toString()), "--kubeconfig", folder.toString());
    }

    @Test
    void aMalformedKubeconfigIsNamed() throws IOException {
        expect(2, Duration.ofSeconds(10), List.of("malformed"), "--kubeconfig", file("contexts: [unclosed"));
    }

    @Test
    void aServerThatIsDownIsNamed() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        expect(
                4,
                Duration.ofSeconds(30),
                List.of("127.0.0.1:" + port, "does not answer"),
                "--kubeconfig",
                file(kubeconfig.replaceAll("server: .*", "server: https://127.0.0.1:" + port)));
    }

    @Test
    void anAuthorityThatIsNotTrustedIsAFailureOfTls() throws IOException {
        expect(
                4,
                Duration.ofSeconds(30),
                List.of("TLS with https://127.0.0.1", "certificate-authority-data"),
                "--kubeconfig",
                file(kubeconfig.replaceAll("(?m)^\\s*certificate-authority-data: .*\n", "")));
    }

    @Test
    void credentialsThatAreNotAcceptedAreAFailureOfTheCluster() throws IOException {
        expect(
                4,
                Duration.ofSeconds(30),
                List.of("401"),
                "--kubeconfig",
                file(kubeconfig.replaceAll("token: .*", "token: wrong")));
    }

    @Test
    void aForbiddenListIsNamedBeforeAnythingIsCreated() throws IOException {
        expect(
                4,
                Duration.ofSeconds(30),
                List.of("may not list nodes", "403", "permissions"),
                "--simulate",
                "fault=forbidden-verb:list nodes");
    }

    @Test
    void aForbiddenCreationIsNamedAndLeavesNothing() throws IOException {
        withFault("fault=forbidden-verb:create pods", List.of("pods", "forbidden"));
    }

    @Test
    void anImageThatCannotBePulledIsNamedAndLeavesNothing() throws IOException {
        withFault("fault=image-pull-failure", List.of("agnhost", "--image"));
    }

    @Test
    void aQuotaThatIsUsedUpIsNamedAndLeavesNothing() throws IOException {
        withFault("fault=quota-exceeded", List.of("exceeded quota", "--lanes"));
    }

    @Test
    void aClusterWithoutASchedulableNodeIsNamedAndLeavesNothing() throws IOException {
        withFault("fault=unschedulable-nodes", List.of("No Linux node can take pods", "Uncordon"));
    }

    private void withFault(String fault, List<String> says) throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start(fault)) {
            Path file = folder.resolve("kubeconfig");
            cluster.writeKubeconfig(file);
            expect(4, Duration.ofSeconds(60), says, SOME, "--lanes=1", "--kubeconfig", file.toString());
            assertThat(cluster.client()
                            .namespaces()
                            .withLabel(Ownership.OWNER_LABEL, Ownership.OWNER)
                            .list()
                            .getItems())
                    .isEmpty();
        }
    }

    @Test
    void aClusterOfOneNodeLeavesOutWhatNeedsTwo() throws IOException {
        Path out = folder.resolve("out");
        assertThat(session.execute(
                        "run",
                        SOME,
                        "service.internal-traffic-policy.local",
                        "--lanes=1",
                        "--simulate=nodes=1",
                        "--out=" + out))
                .as(session.out() + session.err())
                .isZero();
        var summary = CommandSession.validResults(out).summary();
        assertThat(summary.count(Verdict.CONFORMS)).isEqualTo(1);
        assertThat(summary.count(Verdict.NOT_APPLICABLE)).isEqualTo(1);
        assertThat(session.out()).contains("needs 2 nodes that can take pods; there is 1");
    }
}
