package org.ciliumconformance.suites.platform;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.scenario.Inconclusive;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Inspection;
import org.ciliumconformance.suites.dsl.Trial;
import org.jspecify.annotations.Nullable;

/**
 * What Cilium's objects say of pods. Host-network and finished pods have no endpoint, and an endpoint's object follows
 * its pod a little later: only what stays wrong counts.
 */
class EndpointBehaviors {
    private static final String NO_IDENTITY = "no endpoint with an identity";

    @Behavior(
            id = "platform.endpoints.present",
            statement = "Every running pod outside the host network is managed by Cilium: it has a CiliumEndpoint",
            source = Source.CILIUM_ENDPOINT_OBJECTS,
            config = "disable-endpoint-crd!=true",
            how = "For each running pod that is not of the host network there is a CiliumEndpoint of its namespace and"
                    + " name, or is within seconds. Pods that are older than Cilium's installation have none.")
    void present(Inspection inspection) {
        judge(inspection, "without CiliumEndpoint", (pod, endpoint) -> endpoint == null ? "" : null);
    }

    @Behavior(
            id = "platform.endpoints.ready",
            statement = "The CiliumEndpoints of running pods are ready",
            source = Source.CILIUM_ENDPOINT_OBJECTS,
            config = "disable-endpoint-crd!=true",
            how = "status.state of the CiliumEndpoint of every running pod is ready, or becomes so within seconds.")
    void ready(Inspection inspection) {
        judge(inspection, "with an endpoint that is not ready", (pod, endpoint) -> {
            String state = endpoint == null ? "ready" : text(endpoint, "status", "state");
            return state.equals("ready") ? null : " (" + state + ")";
        });
    }

    @Behavior(
            id = "platform.endpoints.addresses",
            statement = "The CiliumEndpoint of a running pod has the pod's address",
            source = Source.CILIUM_ENDPOINT_OBJECTS,
            config = "disable-endpoint-crd!=true",
            how = "status.networking.addressing of the CiliumEndpoint of every running pod has the pod's podIP, or has"
                    + " within seconds.")
    void addresses(Inspection inspection) {
        judge(inspection, "with another address than their endpoint's", (pod, endpoint) -> {
            if (endpoint == null) {
                return null;
            }
            String addressing = text(endpoint, "status", "networking", "addressing");
            return addressing.contains("=" + pod.getStatus().getPodIP() + "}")
                            || addressing.contains("=" + pod.getStatus().getPodIP() + ",")
                    ? null
                    : " (" + pod.getStatus().getPodIP() + ", endpoint: " + addressing + ")";
        });
    }

    /** Says what is wrong with a pod's endpoint; null when nothing is. */
    @FunctionalInterface
    private interface Judgement {
        @Nullable
        String wrong(Pod pod, @Nullable GenericKubernetesResource endpoint);
    }

    private static void judge(Inspection inspection, String aspect, Judgement judgement) {
        Map<String, Integer> podsByNode = new TreeMap<>();
        Map<String, String> nodes = new HashMap<>();
        Map<String, String> wrong = inspection.lasting(() -> {
            podsByNode.clear();
            Map<String, String> found = new TreeMap<>();
            // Endpoints first: a pod that has gone meanwhile is in no list, one that has come is young.
            Map<String, GenericKubernetesResource> endpoints = endpoints(inspection);
            for (Pod pod : inspection.runningPods()) {
                String node = String.valueOf(pod.getSpec().getNodeName());
                podsByNode.merge(node, 1, Integer::sum);
                String name = CiliumPods.name(pod);
                String what = judgement.wrong(pod, endpoints.get(name));
                if (what != null) {
                    String key = name + " " + pod.getMetadata().getUid();
                    nodes.put(key, node);
                    found.put(key, name + what);
                }
            }
            return found;
        });
        podsByNode.keySet().forEach(node -> {
            List<String> here = wrong.entrySet().stream()
                    .filter(entry -> node.equals(nodes.get(entry.getKey())))
                    .map(Map.Entry::getValue)
                    .limit(20)
                    .toList();
            inspection.expect("pods on node " + node, aspect, "none", Inspection.list(here));
        });
        inspection.verify();
    }

    private static Map<String, GenericKubernetesResource> endpoints(Inspection inspection) {
        return inspection.ciliumObjects("v2", "CiliumEndpoint", "ciliumendpoints", true).stream()
                .collect(Collectors.toMap(
                        endpoint -> endpoint.getMetadata().getNamespace() + "/"
                                + endpoint.getMetadata().getName(),
                        endpoint -> endpoint,
                        (one, other) -> other));
    }

    private static String text(GenericKubernetesResource object, Object... path) {
        return String.valueOf((Object) object.get(path));
    }

    @Behavior(
            id = "platform.identities.present",
            statement = "The security identity of a pod is a CiliumIdentity in the API",
            source = Source.CILIUM_IDENTITY_OBJECTS,
            config = {"identity-allocation-mode=crd", "disable-endpoint-crd!=true"},
            how = "The identity that the CiliumEndpoint of each pod of a lane names exists as a CiliumIdentity.")
    void identityPresent(Trial trial) {
        identities(
                trial,
                "CiliumIdentity of the endpoint",
                "present",
                (pod, identity) -> identity == null ? "missing" : "present");
    }

    @Behavior(
            id = "platform.identities.labels",
            statement = "A CiliumIdentity names the labels of the pods that have it",
            source = Source.CILIUM_IDENTITY_OBJECTS,
            config = {"identity-allocation-mode=crd", "disable-endpoint-crd!=true"},
            how =
                    "security-labels of the identity of each pod of a lane have the pod's own labels, which are plain ones"
                            + " that Cilium does not leave out by default.")
    void identityLabels(Trial trial) {
        identities(trial, "security-labels", "those of the pod", (pod, identity) -> {
            String letter = pod.key().substring(pod.key().indexOf('/') + 1);
            if (identity == null) {
                throw new Inconclusive("the identity of " + pod.key() + " is not in the API: nothing to look at");
            }
            String lane = text(identity, "security-labels", "k8s:lane");
            String own = text(identity, "security-labels", "k8s:pod");
            return lane.equals(trial.lane().id()) && own.equals(letter)
                    ? "those of the pod"
                    : "lane=" + lane + ", pod=" + own;
        });
    }

    /** What an identity shows of a pod. */
    @FunctionalInterface
    private interface Look {
        String at(LanePod pod, @Nullable GenericKubernetesResource identity);
    }

    private static void identities(Trial trial, String aspect, String expected, Look look) {
        Inspection inspection = trial.inspection();
        Map<String, String> wrong = inspection.lasting(() -> {
            Map<String, GenericKubernetesResource> endpoints = endpoints(inspection);
            Map<String, GenericKubernetesResource> identities =
                    inspection.ciliumObjects("v2", "CiliumIdentity", "ciliumidentities", false).stream()
                            .collect(Collectors.toMap(
                                    identity -> identity.getMetadata().getName(),
                                    identity -> identity,
                                    (one, other) -> other));
            Map<String, String> found = new TreeMap<>();
            for (LanePod pod : trial.lane().mesh()) {
                GenericKubernetesResource endpoint = endpoints.get(pod.namespace() + "/" + pod.name());
                String id = endpoint == null ? "null" : text(endpoint, "status", "identity", "id");
                GenericKubernetesResource identity = identities.get(id);
                String seen = id.equals("null") ? NO_IDENTITY : look.at(pod, identity);
                if (!seen.equals(expected)) {
                    found.put(pod.key(), seen);
                }
            }
            return found;
        });
        for (LanePod pod : trial.lane().mesh()) {
            String seen = wrong.getOrDefault(pod.key(), expected);
            if (seen.equals(NO_IDENTITY)) {
                throw new Inconclusive(pod.key() + " has no CiliumEndpoint with an identity to look at");
            }
            inspection.expect("pod " + pod.key(), aspect, expected, seen);
        }
        inspection.verify();
    }
}
