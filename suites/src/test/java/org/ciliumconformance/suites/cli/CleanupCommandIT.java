package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ciliumconformance.cluster.cleanup.Ownership;
import org.ciliumconformance.cluster.cleanup.RunLease;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code cleanup} removes, and what it leaves alone. */
class CleanupCommandIT {
    @TempDir
    private Path folder;

    private final CommandSession session = new CommandSession();

    private int cleanup(SimulatedTarget cluster, String... args) throws IOException {
        Path kubeconfig = folder.resolve("kubeconfig");
        cluster.writeKubeconfig(kubeconfig);
        String[] words = new String[args.length + 3];
        words[0] = "cleanup";
        words[1] = "--kubeconfig";
        words[2] = kubeconfig.toString();
        System.arraycopy(args, 0, words, 3, args.length);
        return session.execute(words);
    }

    private static void namespace(SimulatedTarget cluster, String name, Map<String, String> labels) {
        cluster.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(labels)
                        .endMetadata()
                        .build())
                .create();
    }

    private static List<String> namespaces(SimulatedTarget cluster) {
        return cluster.client().namespaces().list().getItems().stream()
                .map(namespace -> namespace.getMetadata().getName())
                .toList();
    }

    @Test
    void withoutLeftoversThereIsNothingToRemove() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("")) {
            assertThat(cleanup(cluster)).isZero();
            assertThat(session.out()).contains("nothing to remove");
        }
    }

    @Test
    void aRunInProgressStaysUnlessForced() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("")) {
            namespace(cluster, "cc-alive", Ownership.labels("alive"));
            try (RunLease lease = RunLease.take(cluster.client(), "cc-alive", "alive", words -> {})) {
                assertThat(cleanup(cluster)).isZero();
                assertThat(session.out()).contains("run alive is in progress and stays");
                assertThat(namespaces(cluster)).contains("cc-alive");
                assertThat(cleanup(cluster, "--force")).isZero();
                assertThat(session.out()).contains("removed namespace cc-alive");
                assertThat(namespaces(cluster)).doesNotContain("cc-alive");
            }
        }
    }

    @Test
    void aRunWhoseLeaseNobodyRenewsIsRemovedWithoutForce() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("")) {
            namespace(cluster, "cc-dead", Ownership.labels("dead"));
            RunLease.take(cluster.client(), "cc-dead", "dead", words -> {}).close();
            assertThat(cleanup(cluster)).isZero();
            assertThat(session.err()).contains("looking whether run dead is in progress");
            assertThat(session.out()).contains("removed namespace cc-dead");
        }
    }

    @Test
    void aFinalizerThatHoldsANamespaceIsNamed() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("fault=namespace-deletion-slow:60")) {
            namespace(cluster, "cc-held", Ownership.labels("held"));
            assertThat(cleanup(cluster, "--force", "--timeout=2s")).isEqualTo(4);
            assertThat(session.err()).contains("cc-held stays", "finalizers remaining: example.com/hold");
        }
    }

    @Test
    void whatIsNotOursStaysEvenWhenItIsCalledAlike() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("")) {
            namespace(cluster, "cc-theirs", Map.of());
            assertThat(cleanup(cluster, "--force")).isZero();
            assertThat(namespaces(cluster)).contains("cc-theirs");
        }
    }

    @Test
    void aNamespaceThatDoesNotGoAwayEndsWithFourAndSaysWhatHoldsIt() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("fault=namespace-deletion-stuck")) {
            namespace(cluster, "cc-stuck", Ownership.labels("stuck"));
            assertThat(cleanup(cluster, "--force", "--timeout=1s")).isEqualTo(4);
            assertThat(session.err()).contains("namespace cc-stuck stays", "kubectl describe namespace cc-stuck");
        }
    }
}
