package org.ciliumconformance.reports.upgrade;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an upgrade may bring with it. A leak of a standing deny is never accepted.
 *
 * @param gaps the longest gap of flows; of several that match a flow, the first counts
 * @param brokenConnections how many long-lived connections may break, all flows together
 * @param newDeviations how many behaviors may deviate that did not before
 * @param lostVerdicts how many behaviors may have lost their verdict
 * @param allNodesConverted whether every Linux node must be served by a ready agent at the end, and on AKS be labelled so
 * @param oneAgentVersion whether all agents must be of one version at the end
 * @param trafficRequired whether traffic must have been watched, from its beginning to its end
 */
public record UpgradePolicy(
        List<Gap> gaps,
        int brokenConnections,
        int newDeviations,
        int lostVerdicts,
        boolean allNodesConverted,
        boolean oneAgentVersion,
        boolean trafficRequired) {

    /**
     * How long flows may get no answer.
     *
     * @param flow id of a flow, with {@code *} for anything
     * @param longest the longest gap that is allowed
     */
    public record Gap(String flow, Duration longest) {
        boolean matches(String id) {
            return Pattern.matches(
                    Pattern.compile("\\*")
                            .splitAsStream(flow + " ")
                            .map(Pattern::quote)
                            .reduce((left, right) -> left + ".*" + right)
                            .orElse(""),
                    id + " ");
        }
    }

    public UpgradePolicy {
        gaps = List.copyOf(gaps);
    }

    /** What Cilium promises of an upgrade of its own: connections stay, and nothing is out for longer than a second. */
    public static UpgradePolicy usual() {
        return new UpgradePolicy(List.of(new Gap("*", Duration.ofSeconds(1))), 0, 0, 0, true, true, true);
    }

    /** The longest gap that this flow may have. */
    Duration allowed(String flow) {
        return gaps.stream()
                .filter(gap -> gap.matches(flow))
                .findFirst()
                .map(Gap::longest)
                .orElse(Duration.ZERO);
    }
}
