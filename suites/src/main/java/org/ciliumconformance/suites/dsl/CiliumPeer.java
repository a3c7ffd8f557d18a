package org.ciliumconformance.suites.dsl;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ciliumconformance.cluster.lane.Lane;

/**
 * Whom a rule of a Cilium policy speaks of, in one of the ways that such rules have. A rule has one of them: Cilium does
 * not combine several.
 */
public final class CiliumPeer {
    private static final String NAMESPACE = "k8s:io.kubernetes.pod.namespace";
    private static final String NAMESPACE_LABELS = "k8s:io.cilium.k8s.namespace.labels.";

    private final String field;
    private final Written written;

    /** What stands in the rule's field, for this lane. */
    @FunctionalInterface
    private interface Written {
        Object of(Lane lane);
    }

    private CiliumPeer(String field, Written written) {
        this.field = field;
        this.written = written;
    }

    /** Adds itself to a rule. */
    void addTo(Map<String, Object> rule, boolean ingress, Lane lane) {
        rule.put((ingress ? "from" : "to") + field, written.of(lane));
    }

    /** The pods of this letter, by a selector that names no namespace. */
    public static CiliumPeer pods(String... letters) {
        return new CiliumPeer("Endpoints", lane -> Arrays.stream(letters)
                .map(letter -> selector(Trial.labels(lane, letter)))
                .toList());
    }

    /** All endpoints, by an empty selector that names no namespace. */
    public static CiliumPeer anyPod() {
        return new CiliumPeer("Endpoints", lane -> List.of(Map.of()));
    }

    /** The pods of this letter in the lane's namespace of that letter, which the selector names. */
    public static CiliumPeer podsIn(String namespace, String letter) {
        return new CiliumPeer("Endpoints", lane -> {
            Map<String, String> labels = new LinkedHashMap<>(Trial.labels(lane, letter));
            labels.put(NAMESPACE, lane.namespace(namespace));
            return List.of(selector(labels));
        });
    }

    /** The pods of the lane's namespace of this letter, which is selected by its labels. */
    public static CiliumPeer podsOfNamespaceLabelled(String namespace) {
        return new CiliumPeer(
                "Endpoints",
                lane -> List.of(
                        selector(Map.of(NAMESPACE_LABELS + "ns", namespace, NAMESPACE_LABELS + "lane", lane.id()))));
    }

    /** Pods of the policy's namespace of which an expression holds for the label {@code pod}. */
    public static CiliumPeer podsWhere(String operator, String... values) {
        return new CiliumPeer("Endpoints", lane -> {
            Map<String, Object> expression = new LinkedHashMap<>(Map.of("key", "pod", "operator", operator));
            if (values.length > 0) {
                expression.put("values", List.of(values));
            }
            return List.of(Map.of("matchLabels", Map.of("lane", lane.id()), "matchExpressions", List.of(expression)));
        });
    }

    /** Some of Cilium's entities, by name. */
    public static CiliumPeer entities(String... names) {
        return new CiliumPeer("Entities", lane -> List.of(names));
    }

    /** Address ranges. */
    public static CiliumPeer cidr(String... cidrs) {
        return new CiliumPeer("CIDR", lane -> List.of(cidrs));
    }

    /** An address range without some. */
    public static CiliumPeer cidrSet(String cidr, String... except) {
        return new CiliumPeer("CIDRSet", lane -> List.of(Map.of("cidr", cidr, "except", List.of(except))));
    }

    /** A Service in the lane's namespace of this letter. */
    public static CiliumPeer service(String namespace, String name) {
        return new CiliumPeer(
                "Services",
                lane -> List.of(
                        Map.of("k8sService", Map.of("serviceName", name, "namespace", lane.namespace(namespace)))));
    }

    /** The Services with a label in the lane's namespace of this letter. */
    public static CiliumPeer servicesLabelled(String namespace, String label, String value) {
        return new CiliumPeer(
                "Services",
                lane -> List.of(Map.of(
                        "k8sServiceSelector",
                        Map.of("selector", selector(Map.of(label, value)), "namespace", lane.namespace(namespace)))));
    }

    /** The node of this name, by the label that carries it. */
    public static CiliumPeer node(String hostname) {
        return new CiliumPeer("Nodes", lane -> List.of(selector(Map.of("kubernetes.io/hostname", hostname))));
    }

    /** The addresses that a Service's name leads to, as the DNS proxy sees; the cluster's domain may have 1 to 3 labels. */
    public static CiliumPeer addressesOf(String namespace, String service) {
        return new CiliumPeer("FQDNs", lane -> {
            String name = service + "." + lane.namespace(namespace) + ".svc";
            return Stream.of(".*", ".*.*", ".*.*.*")
                    .map(domain -> Map.of("matchPattern", name + domain))
                    .toList();
        });
    }

    /** The cluster's DNS server, where it is a pod. */
    public static CiliumPeer dnsServer() {
        return new CiliumPeer(
                "Endpoints", lane -> List.of(selector(Map.of(NAMESPACE, "kube-system", "k8s:k8s-app", "kube-dns"))));
    }

    /** Labels that select the pods of this letter, and none of another lane. */
    public static Map<String, String> labels(Lane lane, String letter) {
        return Trial.labels(lane, letter);
    }

    static Map<String, Object> selector(Map<String, String> labels) {
        return Map.of("matchLabels", labels);
    }
}
