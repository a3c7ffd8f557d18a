package org.ciliumconformance.reports.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fingerprint of the cluster that was looked at. What could not be found out is absent, never invented.
 *
 * @param target {@code simulated}, {@code kubeconfig} or {@code k3s}
 * @param simulated whether this was the simulated cluster, which is evidence about the suite and about no real cluster
 * @param kubernetesVersion version of the API server
 * @param profile id of the cluster profile
 * @param profileReason what the profile was concluded from
 * @param ciliumVersion version of the Cilium agents, absent without Cilium
 * @param config effective values of {@code cilium-config}, sorted by key
 * @param nodes the nodes, counted by kind where there are many
 * @param boots boot id by name of node: two documents tell which nodes booted between them
 * @param daemonSets {@code namespace/name} of every DaemonSet that wanted pods, sorted
 * @param customResources names of Cilium's CustomResourceDefinitions, sorted
 * @param contextName context of the kubeconfig, absent inside a cluster
 */
public record Environment(
        String target,
        boolean simulated,
        @Nullable String kubernetesVersion,
        @Nullable String profile,
        @Nullable String profileReason,
        @Nullable String ciliumVersion,
        Map<String, String> config,
        List<NodeSummary> nodes,
        Map<String, String> boots,
        List<String> daemonSets,
        List<String> customResources,
        @Nullable String contextName) {

    public Environment {
        config = Collections.unmodifiableMap(new TreeMap<>(config));
        nodes = NodeSummary.condense(nodes);
        boots = Collections.unmodifiableMap(new TreeMap<>(boots));
        daemonSets = daemonSets.stream().sorted().toList();
        customResources = customResources.stream().sorted().toList();
    }

    /** What is known before the cluster answered. */
    public static Environment unknown(String target, boolean simulated, @Nullable String contextName) {
        return new Environment(
                target,
                simulated,
                null,
                null,
                null,
                null,
                Map.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                contextName);
    }

    /** How many nodes there are in all. */
    public int nodeCount() {
        return nodes.stream().mapToInt(NodeSummary::count).sum();
    }

    /**
     * SHA-256 of the configuration in lower-case hexadecimal: of every key and value in the order of keys, each
     * followed by a zero byte. Two equal hashes mean equal configurations.
     */
    public String configSha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            config.forEach((key, value) -> {
                digest.update(key.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(value.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
