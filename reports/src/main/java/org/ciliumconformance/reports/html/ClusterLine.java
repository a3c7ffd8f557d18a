package org.ciliumconformance.reports.html;

import java.util.ArrayList;
import java.util.List;
import org.ciliumconformance.reports.model.Environment;

/** Which cluster, on a line. */
final class ClusterLine {

    private ClusterLine() {}

    static String of(Environment environment) {
        List<String> parts = new ArrayList<>();
        parts.add("Cilium " + Shown.known(environment.ciliumVersion()));
        parts.add("Kubernetes " + Shown.known(environment.kubernetesVersion()));
        String profile = environment.profile();
        if (profile != null) {
            parts.add(Shown.name(profile));
        }
        if (environment.nodeCount() > 0) {
            parts.add(Shown.counted(environment.nodeCount(), "node", "nodes"));
        }
        String context = environment.contextName();
        // The context of a simulated cluster is its whole description; the environment has it.
        if (context != null && !environment.simulated()) {
            parts.add("context " + Shown.name(context));
        }
        return String.join(" · ", parts);
    }
}
