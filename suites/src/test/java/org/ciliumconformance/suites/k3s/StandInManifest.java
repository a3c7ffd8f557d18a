package org.ciliumconformance.suites.k3s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A manifest of Cilium as short as the stand-in can read it, with what the stand-in is to play. */
public final class StandInManifest {
    private final Map<String, String> instructions = new LinkedHashMap<>();
    private final String version;

    public StandInManifest(String version) {
        this.version = version;
    }

    /** How many nodes the cluster has; agents that have not joined keep it from being ready. */
    public StandInManifest nodes(int nodes) {
        instructions.put("nodes", String.valueOf(nodes));
        return this;
    }

    /** What stays wrong, as {@code simulate --faults} names it, separated by commas. */
    public StandInManifest faults(String faults) {
        instructions.put("faults", faults);
        return this;
    }

    /** With which words the server ends at its start. */
    public StandInManifest end(String words) {
        instructions.put("end", words);
        return this;
    }

    /** Writes it. */
    public Path in(Path folder) throws IOException {
        StringBuilder data = new StringBuilder();
        instructions.forEach((key, value) ->
                data.append("  ").append(key).append(": \"").append(value).append("\"\n"));
        return Files.writeString(folder.resolve("cilium-manifest.yaml"), """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata:
                  name: cilium
                  namespace: kube-system
                  labels:
                    k8s-app: cilium
                spec:
                  template:
                    spec:
                      containers:
                      - name: cilium-agent
                        image: "quay.io/cilium/cilium:v%s"
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: cilium-config
                  namespace: kube-system
                data:
                  debug: "true"
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: stand-in
                data:
                  of: k3s
                %s""".formatted(version, data));
    }
}
