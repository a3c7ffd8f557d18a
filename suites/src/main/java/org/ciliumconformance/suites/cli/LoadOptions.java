package org.ciliumconformance.suites.cli;

import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.cluster.lane.WorkloadOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much of a cluster a run uses, and with which pods. */
final class LoadOptions {
    private static final int LIVE_LANES = 2;
    private static final int SIMULATED_LANES = 4;

    @Option(
            names = "--lanes",
            paramLabel = "N",
            description = "How many behaviors run at a time, each on 11 pods of its own. Default: 2, simulated 4.")
    private @Nullable Integer lanes;

    @Option(
            names = "--pods-per-node",
            paramLabel = "N",
            defaultValue = "" + WorkloadOptions.PODS_PER_NODE,
            description = "How many pods of lanes a node may get; there are fewer lanes where they would be more."
                    + " Default: ${DEFAULT-VALUE}.")
    private int podsPerNode = WorkloadOptions.PODS_PER_NODE;

    @Option(
            names = "--image",
            paramLabel = "REFERENCE",
            defaultValue = WorkloadOptions.AGNHOST,
            description = "The agnhost image, for clusters that pull from a mirror. Default: ${DEFAULT-VALUE}.")
    private String image = WorkloadOptions.AGNHOST;

    @Option(
            names = "--priority-class",
            paramLabel = "NAME",
            description = "PriorityClass of the pods; a low one lets everything else go first. Default: the cluster's.")
    private @Nullable String priorityClass;

    /** @throws UserError when a number is too small */
    void check() {
        if (lanes != null) {
            Arguments.atLeast("--lanes", lanes, 1);
        }
        Arguments.atLeast("--pods-per-node", podsPerNode, 1);
    }

    int lanes(boolean simulated) {
        Integer asked = lanes;
        return asked != null ? asked : simulated ? SIMULATED_LANES : LIVE_LANES;
    }

    /** As typed; null when the default counts. */
    @Nullable
    Integer lanesAsked() {
        return lanes;
    }

    String image() {
        return image;
    }

    WorkloadOptions workloads(PodOptions pods) {
        return new WorkloadOptions(image, pods.tolerations(), pods.nodeSelector(), priorityClass, podsPerNode);
    }
}
