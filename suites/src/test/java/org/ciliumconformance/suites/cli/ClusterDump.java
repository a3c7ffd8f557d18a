package org.ciliumconformance.suites.cli;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ciliumconformance.cluster.cleanup.Ownership;

/**
 * Every object of every kind that the API lists, as YAML: without what changes by itself (status, events, leases, and the
 * server's own notes of who wrote when), and without the identities that Cilium itself keeps of a run's pods.
 */
final class ClusterDump {
    private static final Set<String> MOVING = Set.of("events", "leases");

    private ClusterDump() {}

    static Map<String, String> of(KubernetesClient client) {
        Map<String, String> objects = new TreeMap<>();
        for (String version : versions(client)) {
            for (APIResource kind : client.getApiResources(version).getResources()) {
                if (!kind.getName().contains("/")
                        && kind.getVerbs().contains("list")
                        && !MOVING.contains(kind.getName())) {
                    add(objects, client, version, kind);
                }
            }
        }
        return objects;
    }

    /** Names of namespaces and cluster-wide policies that carry our label. */
    static List<String> ours(KubernetesClient client) {
        List<HasMetadata> ours = new ArrayList<>(client.namespaces()
                .withLabel(Ownership.OWNER_LABEL, Ownership.OWNER)
                .list()
                .getItems());
        ours.addAll(client.genericKubernetesResources("cilium.io/v2", "CiliumClusterwideNetworkPolicy")
                .withLabel(Ownership.OWNER_LABEL, Ownership.OWNER)
                .list()
                .getItems());
        return ours.stream().map(object -> object.getMetadata().getName()).toList();
    }

    private static List<String> versions(KubernetesClient client) {
        List<String> versions = new ArrayList<>(List.of("v1"));
        client.getApiGroups()
                .getGroups()
                .forEach(group -> versions.add(group.getPreferredVersion().getGroupVersion()));
        return versions;
    }

    private static void add(Map<String, String> objects, KubernetesClient client, String version, APIResource kind) {
        int slash = version.indexOf('/');
        ResourceDefinitionContext context = new ResourceDefinitionContext.Builder()
                .withGroup(slash < 0 ? "" : version.substring(0, slash))
                .withVersion(version.substring(slash + 1))
                .withKind(kind.getKind())
                .withPlural(kind.getName())
                .withNamespaced(kind.getNamespaced())
                .build();
        var all = client.genericKubernetesResources(context);
        List<GenericKubernetesResource> items = kind.getNamespaced()
                ? all.inAnyNamespace().list().getItems()
                : all.list().getItems();
        for (GenericKubernetesResource object : items) {
            if (isIdentityOfRun(object)) {
                continue;
            }
            object.getAdditionalProperties().remove("status");
            object.getMetadata().setResourceVersion(null);
            object.getMetadata().setManagedFields(null);
            objects.put(
                    kind.getName() + " " + object.getMetadata().getNamespace() + "/"
                            + object.getMetadata().getName(),
                    Serialization.asYaml(object));
        }
    }

    /** Cilium's own note of a set of labels, which its operator collects some time after the last pod that had them. */
    private static boolean isIdentityOfRun(GenericKubernetesResource object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return object.getKind().equals("CiliumIdentity")
                && labels != null
                && labels.getOrDefault("io.kubernetes.pod.namespace", "").startsWith("cc-");
    }
}
