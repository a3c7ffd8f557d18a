package org.ciliumconformance.suites.platform;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ciliumconformance.suites.dsl.Inspection;

/** Cilium's own workloads, as the API shows them. */
final class CiliumPods {
    static final String AGENT = "cilium-agent";

    /** Tags carry prefixes and suffixes, and a digest may follow; facts file, section 3. */
    private static final Pattern TAGGED = Pattern.compile(":v?(\\d+\\.\\d+\\.\\d+)[^:/@]*(@.*)?$");

    private final Inspection inspection;

    CiliumPods(Inspection inspection) {
        this.inspection = inspection;
    }

    List<DaemonSet> agentSets() {
        return inspection
                .client()
                .apps()
                .daemonSets()
                .inAnyNamespace()
                .withLabel("k8s-app", "cilium")
                .list()
                .getItems();
    }

    /** Agents that are not about to go. */
    List<Pod> agents() {
        return inspection.list(inspection.client().pods().inAnyNamespace().withLabel("k8s-app", "cilium")).stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    List<Deployment> operators() {
        return inspection
                .client()
                .apps()
                .deployments()
                .inAnyNamespace()
                .withLabel("name", "cilium-operator")
                .list()
                .getItems();
    }

    static boolean ready(Pod pod) {
        return pod.getStatus().getConditions() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    /** The version in the image's tag; the whole reference where there is none, as with images by digest alone. */
    static String version(String image) {
        Matcher matcher = TAGGED.matcher(image);
        return matcher.find() ? matcher.group(1) : image;
    }

    static Optional<Container> container(List<Container> containers, String name) {
        return containers.stream()
                .filter(container -> container.getName().equals(name))
                .findFirst();
    }

    static String name(Pod pod) {
        return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
    }
}
