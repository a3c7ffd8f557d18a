package org.ciliumconformance.reports.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a behavior applies and what checking it needs.
 *
 * @param profiles ids of the cluster profiles it is documented for, empty for all
 * @param ciliumRange version range of Cilium, for example {@code >=1.13.0}, absent for all
 * @param kubernetesRange version range of Kubernetes, absent for all
 * @param features features of the cluster that must be present, empty for none
 * @param minNodes how many schedulable nodes the check needs, at least 1
 * @param needs what the check needs that has to be opted into, for example {@code host-network}
 */
public record Applicability(
        List<String> profiles,
        @Nullable String ciliumRange,
        @Nullable String kubernetesRange,
        List<String> features,
        int minNodes,
        List<String> needs) {

    public Applicability {
        profiles = List.copyOf(profiles);
        features = List.copyOf(features);
        needs = List.copyOf(needs);
        if (minNodes < 1) {
            throw new IllegalArgumentException("minNodes must be at least 1, was " + minNodes);
        }
    }

    /** Every cluster of at least one node, with nothing to opt into. */
    public static Applicability everywhere() {
        return new Applicability(List.of(), null, null, List.of(), 1, List.of());
    }
}
