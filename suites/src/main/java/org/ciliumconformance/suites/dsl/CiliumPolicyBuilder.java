package org.ciliumconformance.suites.dsl;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ciliumconformance.cluster.lane.Lane;
import org.jspecify.annotations.Nullable;

/**
 * A CiliumNetworkPolicy of a lane, or a CiliumClusterwideNetworkPolicy. Both select pods of the lane by its label, never
 * nodes, so that not even a clusterwide one touches anybody else's.
 */
public final class CiliumPolicyBuilder {
    private final Lane lane;
    private final @Nullable String namespace;
    private final String pod;
    private final Map<String, List<Map<String, Object>>> sections = new LinkedHashMap<>();
    private final Map<String, Boolean> defaultDeny = new LinkedHashMap<>();
    private String name;

    private CiliumPolicyBuilder(Lane lane, @Nullable String namespace, String pod) {
        this.lane = lane;
        this.namespace = namespace;
        this.pod = pod;
        this.name = "cilium-policy-" + pod;
    }

    /** @param selected a pod, as {@code x/a} */
    static CiliumPolicyBuilder inNamespace(Lane lane, String selected) {
        int slash = selected.indexOf('/');
        return new CiliumPolicyBuilder(lane, selected.substring(0, slash), selected.substring(slash + 1));
    }

    /** @param pod the letter of pods in all namespaces of the lane */
    static CiliumPolicyBuilder clusterwide(Lane lane, String pod) {
        return new CiliumPolicyBuilder(lane, null, pod);
    }

    /** Names it, where a lane has several. */
    public CiliumPolicyBuilder named(String name) {
        this.name = name;
        return this;
    }

    public CiliumPolicyBuilder ingress(CiliumRule... rules) {
        return add("ingress", true, rules);
    }

    public CiliumPolicyBuilder egress(CiliumRule... rules) {
        return add("egress", false, rules);
    }

    public CiliumPolicyBuilder ingressDeny(CiliumRule... rules) {
        return add("ingressDeny", true, rules);
    }

    public CiliumPolicyBuilder egressDeny(CiliumRule... rules) {
        return add("egressDeny", false, rules);
    }

    private CiliumPolicyBuilder add(String section, boolean ingress, CiliumRule... rules) {
        List<Map<String, Object>> present = sections.computeIfAbsent(section, name -> new ArrayList<>());
        Stream.of(rules).map(rule -> rule.write(ingress, lane)).forEach(present::add);
        return this;
    }

    /** Allows or denies what its ingress rules say, and isolates nobody for the rest. */
    public CiliumPolicyBuilder withoutIngressDefaultDeny() {
        defaultDeny.put("ingress", false);
        return this;
    }

    /** The policy as an object that is not in the cluster yet. */
    public GenericKubernetesResource build() {
        return object("spec", spec());
    }

    /** One policy that holds this one's spec and those of others. */
    public GenericKubernetesResource buildWith(CiliumPolicyBuilder... others) {
        return object(
                "specs",
                Stream.concat(Stream.of(this), Stream.of(others))
                        .map(CiliumPolicyBuilder::spec)
                        .toList());
    }

    private GenericKubernetesResource object(String field, Object content) {
        boolean clusterwide = namespace == null;
        ObjectMetaBuilder metadata = new ObjectMetaBuilder();
        if (namespace != null) {
            metadata.withNamespace(lane.namespace(namespace)).withName(name);
        } else {
            metadata.withName(lane.clusterwidePrefix() + name);
        }
        return new GenericKubernetesResourceBuilder()
                .withApiVersion("cilium.io/v2")
                .withKind(clusterwide ? "CiliumClusterwideNetworkPolicy" : "CiliumNetworkPolicy")
                .withMetadata(metadata.build())
                .addToAdditionalProperties(field, content)
                .build();
    }

    private Map<String, Object> spec() {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("endpointSelector", CiliumPeer.selector(Trial.labels(lane, pod)));
        spec.putAll(sections);
        if (!defaultDeny.isEmpty()) {
            spec.put("enableDefaultDeny", defaultDeny);
        }
        return spec;
    }
}
