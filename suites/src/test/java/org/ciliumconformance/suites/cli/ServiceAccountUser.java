package org.ciliumconformance.suites.cli;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ciliumconformance.cluster.rights.RightSet;
import org.ciliumconformance.cluster.target.SimulatedTarget;

/** The ServiceAccount of {@code deploy/}, with the rights that its files give and no others. */
final class ServiceAccountUser {
    private static final String NAME = "cilium-conformance";

    private ServiceAccountUser() {}

    /** Applies the files as the administrator, and writes a kubeconfig with a token of the account. */
    static Path kubeconfig(SimulatedTarget cluster, Path folder, RightSet... sets) throws IOException {
        KubernetesClient administrator = cluster.client();
        for (RightSet set : sets) {
            for (HasMetadata object : RightFiles.objects(administrator, set)) {
                administrator.resource(object).create();
            }
        }
        String token = administrator
                .serviceAccounts()
                .inNamespace(NAME)
                .withName(NAME)
                .tokenRequest()
                .getStatus()
                .getToken();
        Path file = folder.resolve("kubeconfig");
        cluster.writeKubeconfig(file);
        return Files.writeString(file, Files.readString(file).replaceAll("token: .*", "token: " + token));
    }
}
