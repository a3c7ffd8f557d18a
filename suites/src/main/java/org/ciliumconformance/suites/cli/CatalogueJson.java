package org.ciliumconformance.suites.cli;

import java.io.PrintWriter;
import java.util.List;
import org.ciliumconformance.reports.model.Applicability;
import org.ciliumconformance.reports.model.Citation;
import org.ciliumconformance.reports.model.Declaration;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.ciliumconformance.suites.catalogue.Explanation;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Declarations as scripts read them; the field names are those of {@code results.json}. */
final class CatalogueJson {
    private CatalogueJson() {}

    static ObjectNode of(Explanation explanation) {
        CatalogueEntry entry = explanation.entry();
        Declaration declaration = entry.declaration();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", declaration.id());
        node.put("area", declaration.area());
        node.put("statement", declaration.statement());
        node.put("kind", declaration.kind().name());
        Citation citation = declaration.citation();
        ObjectNode cited = node.putObject("citation");
        cited.put("document", citation.document());
        cited.put("section", citation.section());
        if (citation.url() != null) {
            cited.put("url", citation.url());
        }
        cited.put("edition", citation.edition());
        Applicability applicability = declaration.applicability();
        ObjectNode where = node.putObject("applicability");
        applicability.profiles().forEach(where.putArray("profiles")::add);
        if (applicability.ciliumRange() != null) {
            where.put("ciliumRange", applicability.ciliumRange());
        }
        if (applicability.kubernetesRange() != null) {
            where.put("kubernetesRange", applicability.kubernetesRange());
        }
        applicability.features().forEach(where.putArray("features")::add);
        where.put("minNodes", applicability.minNodes());
        applicability.needs().forEach(where.putArray("needs")::add);
        where.put("plainKubernetes", entry.behavior().plainKubernetes());
        node.put("how", entry.behavior().how());
        List.of(entry.behavior().tags()).forEach(node.putArray("tags")::add);
        ArrayNode turnedBy = node.putArray("turnedBy");
        for (Explanation.Turning turning : explanation.turnedBy()) {
            ObjectNode fault = turnedBy.addObject();
            fault.put("fault", turning.fault());
            fault.put("description", turning.description());
            fault.put("verdict", turning.verdict().name());
            if (!turning.clusters().isEmpty()) {
                turning.clusters().forEach(fault.putArray("clusters")::add);
            }
        }
        return node;
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static void print(Object json, PrintWriter out) {
        out.println(JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(json));
        out.flush();
    }
}
