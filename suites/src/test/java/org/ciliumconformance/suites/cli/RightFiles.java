package org.ciliumconformance.suites.cli;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.ciliumconformance.cluster.rights.RightSet;

/** The files of {@code deploy/} that give rights. */
final class RightFiles {
    private static final Path FOLDER = Path.of("..", "deploy");

    private RightFiles() {}

    static List<HasMetadata> objects(KubernetesClient client, RightSet set) throws IOException {
        String yaml = Files.readString(FOLDER.resolve(set.file()));
        return client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items();
    }

    /** Each right that the file gives: {@code ROLE: VERB RESOURCE}, with the names that it is restricted to. */
    static SortedSet<String> rights(KubernetesClient client, RightSet set) throws IOException {
        SortedSet<String> rights = new TreeSet<>();
        for (HasMetadata object : objects(client, set)) {
            String name = object.getMetadata().getName();
            if (object instanceof ClusterRole role) {
                role.getRules().forEach(rule -> add(rights, "ClusterRole " + name, rule));
            } else if (object instanceof Role role) {
                String home = object.getMetadata().getNamespace();
                role.getRules().forEach(rule -> add(rights, "Role " + home + "/" + name, rule));
            }
        }
        return rights;
    }

    private static void add(SortedSet<String> rights, String role, PolicyRule rule) {
        for (String group : rule.getApiGroups()) {
            for (String resource : rule.getResources()) {
                for (String verb : rule.getVerbs()) {
                    rights.add(role + ": " + verb + " " + resource + (group.isEmpty() ? "" : "." + group)
                            + (rule.getResourceNames().isEmpty() ? "" : " " + rule.getResourceNames()));
                }
            }
        }
    }
}
