package org.ciliumconformance.reports.merge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.PlanCounts;
import org.ciliumconformance.reports.model.Problem;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Run;
import org.jspecify.annotations.Nullable;

/**
 * Makes one document of those of all shards of a run: as if one process had made it. Its id is the name that the shards
 * had in common; it is not judged yet.
 */
public final class ShardMerge {

    private final List<ShardDocument> shards;

    private ShardMerge(List<ShardDocument> shards) {
        this.shards = shards;
    }

    /**
     * Merges them, in any order.
     *
     * @throws ReportException when one is missing, there twice or unfinished, or they are of different runs, clusters or
     *     options: which, the message says
     */
    public static ResultsDocument of(List<ShardDocument> documents) {
        if (documents.isEmpty()) {
            throw new ReportException(
                    "Cannot merge shards: there are none",
                    "Name the results of every shard, or the folder of all.",
                    null);
        }
        ShardMerge merge = new ShardMerge(documents.stream()
                .sorted(Comparator.comparing(document -> document.shard().number()))
                .toList());
        merge.requireOneRun();
        merge.requireFinished();
        merge.requireEachOnce();
        merge.requireOneCluster();
        return merge.merged();
    }

    private void requireOneRun() {
        ShardDocument first = shards.get(0);
        for (ShardDocument other : shards) {
            differ("the run", first, first.shard().of(), other, other.shard().of());
            differ(
                    "the number of shards",
                    first,
                    String.valueOf(first.shard().count()),
                    other,
                    String.valueOf(other.shard().count()));
            Run one = first.document().run();
            Run another = other.document().run();
            differ("the version of the suite", first, one.suiteVersion(), other, another.suiteVersion());
            TreeSet<String> names = new TreeSet<>(one.options().keySet());
            names.addAll(another.options().keySet());
            for (String name : names) {
                differ(
                        "--" + name,
                        first,
                        one.options().get(name),
                        other,
                        another.options().get(name));
            }
        }
    }

    private void requireEachOnce() {
        Map<Integer, ShardDocument> present = new TreeMap<>();
        for (ShardDocument shard : shards) {
            ShardDocument twin = present.putIfAbsent(shard.shard().number(), shard);
            if (twin != null) {
                throw new ReportException(
                        "Cannot merge shards: shard " + shard.shard() + " is there twice, in " + twin.file() + " and "
                                + shard.file(),
                        "Leave out one of the two, the older one if it was run again.",
                        null);
            }
        }
        List<String> missing = new ArrayList<>();
        int count = shards.get(0).shard().count();
        for (int number = 1; number <= count; number++) {
            if (!present.containsKey(number)) {
                missing.add(number + "/" + count);
            }
        }
        if (!missing.isEmpty()) {
            throw new ReportException(
                    "Cannot merge shards: there is no document of shard " + String.join(", ", missing),
                    "Run it, alone and with the options of the others: --shard " + missing.get(0) + " --shard-of "
                            + shards.get(0).shard().of() + ".",
                    null);
        }
    }

    private void requireFinished() {
        for (ShardDocument shard : shards) {
            if (!shard.document().run().complete()) {
                throw new ReportException(
                        "Cannot merge shards: shard " + shard.shard() + " did not run to its end, as " + shard.file()
                                + " says",
                        "Run it again, alone and with the options of the others: --shard " + shard.shard()
                                + " --shard-of " + shard.shard().of() + ".",
                        null);
            }
        }
    }

    /** A shard that found no cluster says nothing about it, but why. */
    private void requireOneCluster() {
        ShardDocument first = known();
        Environment one = first.document().environment();
        for (ShardDocument other : shards) {
            Environment another = other.document().environment();
            differ("the target", first, one.target(), other, another.target());
            if (another.kubernetesVersion() == null) {
                continue;
            }
            differ("the context", first, one.contextName(), other, another.contextName());
            differ("the profile", first, one.profile(), other, another.profile());
            differ("the version of Kubernetes", first, one.kubernetesVersion(), other, another.kubernetesVersion());
            differ("the version of Cilium", first, one.ciliumVersion(), other, another.ciliumVersion());
            differ("the hash of cilium-config", first, one.configSha256(), other, another.configSha256());
        }
    }

    private ShardDocument known() {
        return shards.stream()
                .filter(shard -> shard.document().environment().kubernetesVersion() != null)
                .findFirst()
                .orElse(shards.get(0));
    }

    private static void differ(
            String what, ShardDocument first, @Nullable String one, ShardDocument other, @Nullable String another) {
        if (!Objects.equals(one, another)) {
            throw new ReportException(
                    "Cannot merge shards: " + what + " is " + (one == null ? "none" : one) + " in " + first.file()
                            + " and " + (another == null ? "none" : another) + " in " + other.file(),
                    "Merge shards of one run on one cluster; run those again that differ.",
                    null);
        }
    }

    private ResultsDocument merged() {
        Run first = shards.get(0).document().run();
        Instant start = first.startedAt();
        Instant end = first.startedAt();
        int selected = 0;
        int toRun = 0;
        int notApplicable = 0;
        List<Problem> problems = new ArrayList<>();
        for (ShardDocument shard : shards) {
            Run run = shard.document().run();
            start = run.startedAt().isBefore(start) ? run.startedAt() : start;
            Instant ended = run.endedAt();
            end = ended != null && ended.isAfter(end) ? ended : end;
            PlanCounts plan = shard.document().plan();
            selected += plan.selected();
            toRun += plan.toRun();
            notApplicable += plan.notApplicable();
            shard.document()
                    .problems()
                    .forEach(problem -> problems.add(
                            new Problem("Shard " + shard.shard() + ": " + problem.message(), problem.remedy())));
        }
        return new ResultsDocument(
                ResultsDocument.CURRENT_SCHEMA_VERSION,
                Run.begun(shards.get(0).shard().of(), first.suiteVersion(), start, first.options(), first.command())
                        .ended(end, false),
                known().document().environment(),
                new PlanCounts(selected, toRun, notApplicable),
                results(),
                problems);
    }

    private List<BehaviorResult> results() {
        Map<String, ShardDocument> seen = new HashMap<>();
        List<BehaviorResult> results = new ArrayList<>();
        for (ShardDocument shard : shards) {
            for (BehaviorResult result : shard.document().results()) {
                ShardDocument twin = seen.putIfAbsent(result.id(), shard);
                if (twin != null) {
                    throw new ReportException(
                            "Cannot merge shards: " + result.id() + " has a result in shard " + twin.shard()
                                    + " and in shard " + shard.shard(),
                            "Run all shards again with one version of the suite.",
                            null);
                }
                results.add(result);
            }
        }
        results.sort(Comparator.comparing(result -> result.startedAt().plus(result.duration())));
        return results;
    }
}
