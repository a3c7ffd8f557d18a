package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ciliumconformance.suites.k3s.NeedsDocker;
import org.ciliumconformance.suites.k3s.StandInImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsDocker
class K3sTargetIT {
    @TempDir
    private Path folder;

    private final CommandSession session = new CommandSession();

    @Test
    void aRun() throws IOException {
        Path manifest = folder.resolve("cilium.yaml");
        Files.writeString(manifest, """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: cilium, namespace: kube-system, labels: {k8s-app: cilium}}
                spec: {template: {spec: {containers: [{image: "quay.io/cilium/cilium:v1.18.2"}]}}}
                # k8s-app: cilium
                """);
        int code = session.execute(
                "run", "network-policy.ipblock.*", "--target", "k3s", "--k3s-image", StandInImage.k3s(),
                "--cilium-manifest", manifest.toString(), "--lanes", "1", "--out", folder.resolve("out").toString());
        System.out.println(session.out());
        System.out.println(session.err());
        assertThat(code).isZero();
    }
}
