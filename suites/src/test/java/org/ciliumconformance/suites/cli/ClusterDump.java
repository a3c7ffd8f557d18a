package org.ciliumconformance.suites.cli;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ciliumconformance.cluster.cleanup.Ownership;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of a cluster is other people's, byte for byte, but for status and what the API server writes by itself. Identities
 * and endpoints of Cilium follow the pods of everybody and are left out.
 */
final class ClusterDump {
    private ClusterDump() {}

    /** Every object by its kind, namespace and name. */
    static Map<String, String> of(KubernetesClient client) {
        Map<String, String> dump = new TreeMap<>();
        List<KubernetesResourceList<? extends HasMetadata>> kinds = List.of(
                client.namespaces().list(),
                client.nodes().list(),
                client.pods().inAnyNamespace().list(),
                client.services().inAnyNamespace().list(),
                client.serviceAccounts().inAnyNamespace().list(),
                client.configMaps().inAnyNamespace().list(),
                client.secrets().inAnyNamespace().list(),
                client.leases().inAnyNamespace().list(),
                client.apps().deployments().inAnyNamespace().list(),
                client.apps().daemonSets().inAnyNamespace().list(),
                client.apps().replicaSets().inAnyNamespace().list(),
                client.network().v1().networkPolicies().inAnyNamespace().list(),
                client.apiextensions().v1().customResourceDefinitions().list(),
                client.genericKubernetesResources("cilium.io/v2", "CiliumNetworkPolicy")
                        .inAnyNamespace()
                        .list(),
                client.genericKubernetesResources("cilium.io/v2", "CiliumClusterwideNetworkPolicy")
                        .list(),
                client.genericKubernetesResources("cilium.io/v2", "CiliumNode").list());
        kinds.forEach(kind -> kind.getItems().forEach(object -> add(object, dump)));
        return dump;
    }

    private static void add(HasMetadata object, Map<String, String> dump) {
        // The lease of a node is renewed by its kubelet.
        if ("kube-node-lease".equals(object.getMetadata().getNamespace())) {
            return;
        }
        JsonNode tree = JsonMapper.shared().readTree(Serialization.asJson(object));
        ((ObjectNode) tree).remove("status");
        ((ObjectNode) tree.path("metadata")).remove(List.of("resourceVersion", "managedFields", "generation"));
        dump.put(
                object.getKind() + " " + object.getMetadata().getNamespace() + "/"
                        + object.getMetadata().getName(),
                tree.toString());
    }

    /** Names of namespaces and cluster-wide policies that carry our label. */
    static List<String> ours(KubernetesClient client) {
        List<String> ours = new java.util.ArrayList<>();
        client.namespaces()
                .withLabel(Ownership.OWNER_LABEL, Ownership.OWNER)
                .list()
                .getItems()
                .forEach(namespace -> ours.add(namespace.getMetadata().getName()));
        client.genericKubernetesResources("cilium.io/v2", "CiliumClusterwideNetworkPolicy")
                .withLabel(Ownership.OWNER_LABEL, Ownership.OWNER)
                .list()
                .getItems()
                .forEach(policy -> ours.add(policy.getMetadata().getName()));
        return ours;
    }
}
