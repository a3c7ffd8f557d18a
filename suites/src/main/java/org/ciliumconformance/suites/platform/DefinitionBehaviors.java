package org.ciliumconformance.suites.platform;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Inspection;

/** The CustomResourceDefinitions without which no Cilium of any version and configuration works. */
class DefinitionBehaviors {
    private static final String SCHEMA = "io.cilium.k8s.crd.schema.version";
    private static final List<String> CORE = List.of(
            "ciliumclusterwidenetworkpolicies.cilium.io",
            "ciliumendpoints.cilium.io",
            "ciliumidentities.cilium.io",
            "ciliumnetworkpolicies.cilium.io",
            "ciliumnodes.cilium.io");

    @Behavior(
            id = "platform.crds.present",
            statement = "Cilium's policies, endpoints, identities and nodes are defined as custom resources",
            source = Source.CILIUM_CRD_VALIDATION,
            how =
                    "The CustomResourceDefinitions of CiliumNetworkPolicy, CiliumClusterwideNetworkPolicy, CiliumEndpoint,"
                            + " CiliumIdentity and CiliumNode are there. Others depend on version and configuration.")
    void present(Inspection inspection) {
        Map<String, CustomResourceDefinition> present = core(inspection);
        CORE.forEach(name -> inspection.expect(name, "defined", "yes", present.containsKey(name) ? "yes" : "no"));
        inspection.verify();
    }

    @Behavior(
            id = "platform.crds.established",
            statement = "The definitions of Cilium's custom resources are in effect",
            source = Source.CILIUM_CRD_VALIDATION,
            how = "The condition Established of those of them that are there is True.")
    void established(Inspection inspection) {
        core(inspection)
                .forEach((name, definition) -> inspection.expect(
                        name,
                        "Established",
                        "True",
                        definition.getStatus() == null
                                ? "no status"
                                : definition.getStatus().getConditions().stream()
                                        .filter(condition -> condition.getType().equals("Established"))
                                        .map(condition -> condition.getStatus())
                                        .findFirst()
                                        .orElse("absent")));
        inspection.verify();
    }

    @Behavior(
            id = "platform.crds.one-schema",
            statement = "The definitions of Cilium's custom resources are of one schema version",
            source = Source.CILIUM_CRD_VALIDATION,
            how = "The labels io.cilium.k8s.crd.schema.version of the core definitions are equal: the operator of a"
                    + " version writes all of them. Definitions of kinds that a version no longer has may be older.")
    void oneSchema(Inspection inspection) {
        Map<String, String> versions = new TreeMap<>();
        core(inspection).forEach((name, definition) -> {
            Map<String, String> labels = definition.getMetadata().getLabels();
            versions.put(name, labels == null ? "absent" : labels.getOrDefault(SCHEMA, "absent"));
        });
        String most = versions.values().stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("absent");
        versions.forEach((name, version) -> inspection.expect(name, SCHEMA, most, version));
        inspection.verify();
    }

    private static Map<String, CustomResourceDefinition> core(Inspection inspection) {
        return inspection.list(inspection.client().apiextensions().v1().customResourceDefinitions()).stream()
                .filter(definition -> CORE.contains(definition.getMetadata().getName()))
                .collect(Collectors.toMap(
                        definition -> definition.getMetadata().getName(),
                        definition -> definition,
                        (one, other) -> other,
                        TreeMap::new));
    }
}
