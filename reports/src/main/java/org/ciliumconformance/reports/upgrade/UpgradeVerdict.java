package org.ciliumconformance.reports.upgrade;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ciliumconformance.reports.compare.BehaviorChange;
import org.ciliumconformance.reports.compare.Caution;
import org.ciliumconformance.reports.compare.Change;
import org.ciliumconformance.reports.compare.Comparer;
import org.ciliumconformance.reports.compare.Comparison;
import org.ciliumconformance.reports.compare.SettleNoise;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Problem;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Traffic;
import org.ciliumconformance.reports.model.TrafficFlow;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.text.TrafficText;
import org.ciliumconformance.reports.upgrade.Snapshot.NodeLook;
import org.ciliumconformance.reports.waiver.Waivers;

/**
 * Whether an upgrade is accepted.
 *
 * @param reasons why not, each a sentence; empty when it is
 * @param notes what else is worth knowing, each a sentence
 */
public record UpgradeVerdict(List<String> reasons, List<String> notes) {
    private static final int NAMED = 5;
    private static final String NOT_CILIUM = "not-cilium";

    /** Area of the behaviors that hold the cluster against its state before. */
    private static final String UPGRADE = "upgrade.";

    /**
     * What is judged.
     *
     * @param before the run before the upgrade
     * @param then nodes and agents before it
     * @param traffic what was watched during it, in the order of time
     * @param after the run after it
     * @param now nodes and agents after it
     */
    public record Case(
            ResultsDocument before, Snapshot then, List<Traffic> traffic, ResultsDocument after, Snapshot now) {}

    public UpgradeVerdict {
        reasons = List.copyOf(reasons);
        notes = List.copyOf(notes);
    }

    public boolean accepted() {
        return reasons.isEmpty();
    }

    /** {@code ACCEPT} or {@code REJECT}. */
    public String word() {
        return accepted() ? "ACCEPT" : "REJECT";
    }

    public static UpgradeVerdict of(Case upgrade, UpgradePolicy policy, Waivers waivers) {
        return new Judging(upgrade, policy, waivers).judge();
    }

    private static final class Judging {
        private final Case upgrade;
        private final UpgradePolicy policy;
        private final Waivers waivers;
        private final List<String> reasons = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        Judging(Case upgrade, UpgradePolicy policy, Waivers waivers) {
            this.upgrade = upgrade;
            this.policy = policy;
            this.waivers = waivers;
        }

        UpgradeVerdict judge() {
            traffic();
            nodes();
            versions();
            behaviors();
            return new UpgradeVerdict(reasons, notes);
        }

        private void traffic() {
            if (upgrade.traffic().isEmpty()) {
                (policy.trafficRequired() ? reasons : notes).add("No traffic was watched during the upgrade.");
            } else {
                unwatched();
            }
            long broken = 0;
            for (Traffic traffic : upgrade.traffic()) {
                List<String> doubtful = policy.trafficRequired() ? reasons : notes;
                traffic.doubts().forEach(doubt -> doubtful.add("Traffic is not certain: " + doubt));
                traffic.flows().forEach(this::flow);
                broken += traffic.broken();
            }
            if (broken > policy.brokenConnections()) {
                reasons.add(counted(broken, "long-lived connection broke", "long-lived connections broke")
                        + "; allowed: " + policy.brokenConnections() + ".");
            } else if (broken > 0) {
                notes.add(counted(broken, "long-lived connection broke", "long-lived connections broke")
                        + ", as the policy allows.");
            }
        }

        /** What changed a node outside every watch was watched by nobody, however calm the watches were. */
        private void unwatched() {
            List<String> changed = upgrade.now().nodes().entrySet().stream()
                    .filter(entry -> changedUnseen(entry.getKey(), entry.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            if (!changed.isEmpty()) {
                (policy.trafficRequired() ? reasons : notes)
                        .add("Upgraded while no watch was on, as boot ids and versions before and after tell: "
                                + named(changed) + ".");
            }
        }

        private boolean changedUnseen(String name, NodeLook node) {
            NodeLook then = upgrade.then().nodes().get(name);
            if (then == null) {
                return !isSeen("node", name) && (isOfTheUpgrade(node) || isReplaced());
            }
            boolean booted = !then.bootId().equals(node.bootId());
            boolean otherAgent = !node.agent().isEmpty()
                    && !node.agent().equals(then.agent())
                    && (!then.agent().isEmpty() || isConversion());
            return booted && !isSeen("node", name)
                    || otherAgent && !(isSeen("agent", name) && isTheLastSeen(name, node));
        }

        private boolean isSeen(String kind, String node) {
            return upgrade.traffic().stream()
                    .flatMap(traffic -> traffic.events().stream())
                    .anyMatch(event -> event.kind().equals(kind) && event.node().equals(node));
        }

        /** Whether its agent is the one that the last watch ended with, as far as versions tell. */
        private boolean isTheLastSeen(String name, NodeLook node) {
            String last =
                    upgrade.traffic().get(upgrade.traffic().size() - 1).agents().get(name);
            return last != null
                    && (last.isEmpty() || node.agent().equals(Snapshot.UNKNOWN) || last.equals(node.agent()));
        }

        /** Clusters also grow by themselves: such a node is like the others. */
        private boolean isOfTheUpgrade(NodeLook node) {
            return upgrade.then().nodes().values().stream()
                    .noneMatch(then -> then.agent().equals(node.agent()));
        }

        private boolean isReplaced() {
            return !upgrade.now()
                    .nodes()
                    .keySet()
                    .containsAll(upgrade.then().nodes().keySet());
        }

        private void flow(TrafficFlow flow) {
            if (flow.leaks() > 0) {
                reasons.add("The standing deny " + flow.id() + " let " + counted(flow.leaks(), "probe", "probes")
                        + " through"
                        + flow.outages().stream()
                                .findFirst()
                                .map(leak ->
                                        ", first at " + leak.start() + " for " + TrafficText.duration(leak.duration()))
                                .orElse("")
                        + ": policy was not enforced" + (flow.to().isEmpty() ? "" : " on node " + flow.to()) + ".");
            }
            Duration allowed = policy.allowed(flow.id());
            if (flow.longestUnwatched().compareTo(allowed) > 0) {
                reasons.add("Flow " + flow.id() + " was not watched for "
                        + TrafficText.duration(flow.longestUnwatched()) + ", since its pod was away; allowed: "
                        + TrafficText.duration(allowed) + ".");
            }
            if (flow.longestGap().compareTo(allowed) > 0) {
                reasons.add("Flow " + flow.id() + " got no answer for " + TrafficText.duration(flow.longestGap())
                        + "; allowed: " + TrafficText.duration(allowed) + ".");
            } else if (!flow.longestGap().isZero()) {
                notes.add("Flow " + flow.id() + " got no answer for " + TrafficText.duration(flow.longestGap())
                        + ", as the policy allows.");
            }
        }

        /** Nothing is promised of policy while a node is not converted, so that is told before all else about nodes. */
        private void nodes() {
            List<String> unconverted = new ArrayList<>();
            List<String> withoutAgent = new ArrayList<>();
            upgrade.now().nodes().forEach((name, node) -> {
                if (!node.converted()) {
                    unconverted.add(name);
                } else if (node.agent().isEmpty()) {
                    withoutAgent.add(name);
                }
            });
            List<String> to = policy.allNodesConverted() ? reasons : notes;
            if (!unconverted.isEmpty()) {
                to.add("Not converted to Cilium: " + named(unconverted)
                        + "; enforcement is promised only after all nodes" + " have been re-imaged.");
            }
            if (!withoutAgent.isEmpty()) {
                to.add("No agent is ready on " + named(withoutAgent) + ".");
            }
            long booted = upgrade.now().nodes().entrySet().stream()
                    .filter(entry -> {
                        NodeLook then = upgrade.then().nodes().get(entry.getKey());
                        return then == null
                                || !then.bootId().equals(entry.getValue().bootId());
                    })
                    .count();
            int all = upgrade.now().nodes().size();
            if (booted > 0 && booted < all) {
                notes.add("Booted since the run before: " + booted + " of " + all + " nodes.");
            }
        }

        private void versions() {
            Map<String, List<String>> byVersion = new TreeMap<>();
            upgrade.now().nodes().forEach((name, node) -> {
                if (!node.agent().isEmpty()) {
                    byVersion
                            .computeIfAbsent(node.agent(), version -> new ArrayList<>())
                            .add(name);
                }
            });
            if (byVersion.size() > 1) {
                List<String> parts = new ArrayList<>();
                byVersion.forEach((version, nodes) -> parts.add(version + " on " + named(nodes)));
                (policy.oneAgentVersion() ? reasons : notes)
                        .add("The agents are of several versions: " + String.join("; ", parts) + ".");
            }
        }

        private void behaviors() {
            run("before", upgrade.before());
            run("after", upgrade.after());
            Comparison comparison =
                    new Comparer(waivers, SettleNoise.usual()).compare(upgrade.before(), upgrade.after());
            for (Caution caution : comparison.cautions()) {
                if (caution.kind() == Caution.Kind.PROFILES && isConversion()) {
                    notes.add("Converted to Cilium: only behaviors that apply to both are compared.");
                } else if (caution.forbids() || caution.kind() == Caution.Kind.CONTEXTS) {
                    reasons.add("The two runs cannot be compared: " + caution.text());
                } else {
                    notes.add(caution.text());
                }
            }
            changes(
                    comparison.failing(false),
                    policy.newDeviations(),
                    "behavior deviates that did not before",
                    "behaviors deviate that did not before");
            List<BehaviorChange> lost = new ArrayList<>(comparison.of(Change.VERDICT_LOST));
            lost.addAll(comparison.of(Change.REMOVED));
            changes(lost, policy.lostVerdicts(), "behavior has lost its verdict", "behaviors have lost their verdicts");
            List<String> inapplicable = comparison.of(Change.NO_LONGER_APPLICABLE).stream()
                    .map(BehaviorChange::id)
                    .toList();
            if (!inapplicable.isEmpty()) {
                notes.add("No longer applicable: " + named(inapplicable) + ".");
            }
            List<String> undecided = upgrade.after().results().stream()
                    .filter(result -> result.verdict() == Verdict.INCONCLUSIVE
                            && result.id().startsWith(UPGRADE))
                    .map(BehaviorResult::id)
                    .toList();
            if (!undecided.isEmpty()) {
                reasons.add("Of the upgrade itself there is no verdict: " + named(undecided) + ".");
            }
        }

        private boolean isConversion() {
            String then = upgrade.before().environment().profile();
            String now = upgrade.after().environment().profile();
            return NOT_CILIUM.equals(then) && now != null && !NOT_CILIUM.equals(now);
        }

        private void run(String which, ResultsDocument document) {
            if (!document.run().complete()) {
                reasons.add("The run " + which + " the upgrade did not end.");
            }
            for (Problem problem : document.problems()) {
                reasons.add("The run " + which + " the upgrade could not be done: " + problem.message());
            }
        }

        private void changes(List<BehaviorChange> changes, int allowed, String one, String many) {
            if (!changes.isEmpty()) {
                (changes.size() > allowed ? reasons : notes)
                        .add(counted(changes.size(), one, many) + ": "
                                + named(changes.stream().map(BehaviorChange::id).toList()) + "; allowed: " + allowed
                                + ".");
            }
        }

        private static String named(List<String> names) {
            String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
            return names.size() <= NAMED ? first : first + " and " + (names.size() - NAMED) + " more";
        }

        private static String counted(long count, String one, String many) {
            return count + " " + (count == 1 ? one : many);
        }
    }
}
