package org.ciliumconformance.reports.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node, or several alike.
 *
 * @param name name of the node, absent where several are summed up
 * @param count how many nodes this stands for, at least 1
 * @param osImage operating system as the kubelet reports it
 * @param kernel kernel version
 * @param architecture for example {@code amd64}
 * @param kubeletVersion version of the kubelet
 * @param containerRuntime name and version of the container runtime
 * @param zone topology zone, absent where the node has no such label
 */
public record NodeSummary(
        @Nullable String name,
        int count,
        String osImage,
        String kernel,
        String architecture,
        String kubeletVersion,
        String containerRuntime,
        @Nullable String zone) {

    /** Above this many nodes they are counted by kind instead of listed: a document of 5,000 nodes stays readable. */
    public static final int LISTED_AT_MOST = 50;

    /**
     * Lists up to {@value #LISTED_AT_MOST} nodes as they are; of more, sums up those that differ in nothing but their
     * name.
     */
    public static List<NodeSummary> condense(List<NodeSummary> nodes) {
        if (nodes.size() <= LISTED_AT_MOST) {
            return List.copyOf(nodes);
        }
        Map<NodeSummary, Integer> counted = new LinkedHashMap<>();
        for (NodeSummary node : nodes) {
            counted.merge(node.standingFor(1), node.count, Integer::sum);
        }
        List<NodeSummary> summed = new ArrayList<>();
        counted.forEach((kind, count) -> summed.add(kind.standingFor(count)));
        return List.copyOf(summed);
    }

    private NodeSummary standingFor(int nodes) {
        return new NodeSummary(null, nodes, osImage, kernel, architecture, kubeletVersion, containerRuntime, zone);
    }
}
