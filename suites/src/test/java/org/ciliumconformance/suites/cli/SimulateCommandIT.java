package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code simulate} serves, and until when. */
class SimulateCommandIT {
    @TempDir
    private Path folder;

    private final CommandSession session = new CommandSession();

    @ParameterizedTest
    @ValueSource(strings = {"", "--tls"})
    void servesWhatWasDescribedUntilItIsToldToStop(String tls) throws Exception {
        Path kubeconfig = folder.resolve("kubeconfig");
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> {
            String[] words = {"simulate", "nodes=3", "--write-kubeconfig", kubeconfig.toString(), tls};
            return session.execute(tls.isEmpty() ? java.util.Arrays.copyOf(words, 4) : words);
        });
        Awaitility.await("it serves").atMost(Duration.ofMinutes(1)).until(() -> session.out()
                .contains("kubectl get pods"));
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(Files.readString(kubeconfig)))
                .build()) {
            assertThat(client.nodes().list().getItems()).hasSize(3);
        }
        assertThat(session.out()).contains("SIMULATED", kubeconfig.toString());
        assertThat(session.interrupt()).isTrue();
        assertThat(code.get(20, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void aKubeconfigThatCannotBeWrittenIsAMistake() {
        assertThat(session.execute("simulate", "--write-kubeconfig", "/no/such/folder/file"))
                .isEqualTo(2);
        assertThat(session.err()).contains("/no/such/folder/file", "--write-kubeconfig");
    }

    @Test
    void faultsAreListedWithWhatTheyBreak() {
        assertThat(session.execute("simulate", "--faults")).isZero();
        assertThat(session.out()).contains("egress-not-enforced", "Egress policy is not enforced");
        assertThat(session.out()).contains("api-gone", "pod-evicted", "[:NODE]", "after=", "share=");
    }
}
