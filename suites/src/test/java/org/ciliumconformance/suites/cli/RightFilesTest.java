package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.ciliumconformance.cluster.rights.Right;
import org.ciliumconformance.cluster.rights.RightSet;
import org.ciliumconformance.cluster.rights.Rights;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The files of {@code deploy/} and what the suite says that it needs are the same. */
class RightFilesTest {

    @ParameterizedTest
    @EnumSource(RightSet.class)
    void aFileGivesExactlyTheRightsThatAreDeclared(RightSet set) throws IOException {
        TreeSet<String> declared = new TreeSet<>();
        for (Right right : Rights.of(List.of(set))) {
            declared.add(
                    switch (right.where()) {
                        case CLUSTER -> "ClusterRole " + set.role() + ": " + right;
                        case CILIUM_CONFIG -> "Role kube-system/" + set.role() + ": " + right + " [cilium-config]";
                        case RESULTS -> "Role cilium-conformance/" + set.role() + ": " + right;
                    });
        }
        // Never connected: it only reads the file.
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(Config.empty()).build()) {
            assertThat(RightFiles.rights(client, set)).containsExactlyElementsOf(declared);
        }
    }
}
