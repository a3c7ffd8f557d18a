package org.ciliumconformance.suites.cli;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.cluster.cleanup.RunShard;
import org.ciliumconformance.reports.model.Shard;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.ciliumconformance.suites.run.ShardSplit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of a run this is, where several processes make it. */
final class ShardOptions {
    private static final String INDEX = "JOB_COMPLETION_INDEX";
    private static final Pattern SHARD = Pattern.compile("(auto|[1-9]\\d{0,3})/([1-9]\\d{0,3})");

    /** The value of a label. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");

    private final Map<String, String> environment;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description =
                    "Run only the I-th of N parts, 1 to N; report merge joins the results. auto/N in an Indexed Job of"
                            + " Kubernetes: as " + INDEX + " says.")
    private @Nullable String shard;

    @Option(
            names = "--shard-of",
            paramLabel = "NAME",
            description =
                    "What all shards of one run have in common, and no other run: they may be on the cluster side by"
                            + " side.")
    private @Nullable String of;

    /**
     * @param environment the variables of the process
     */
    ShardOptions(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Which part; null for all of it.
     *
     * @throws UserError when that cannot be told
     */
    @Nullable
    Shard shard() {
        String text = shard;
        String name = of;
        if (text == null && name == null) {
            return null;
        }
        if (text == null || name == null) {
            throw UserError.usage(
                    "--shard and --shard-of need each other.",
                    "Give every shard of a run its number and the same name: --shard 2/4 --shard-of nightly-17.");
        }
        if (!NAME.matcher(name).matches()) {
            throw UserError.usage(
                    "--shard-of '" + name + "' is no name for a run.",
                    "Use at most 63 letters, digits, dots, hyphens and underscores; it becomes the value of a label.");
        }
        Matcher parts = SHARD.matcher(text);
        if (!parts.matches()) {
            throw UserError.usage(
                    "--shard '" + text + "' is no part of a run.",
                    "Write 2/4 for the second of four, or auto/4 in an Indexed Job.");
        }
        int count = Integer.parseInt(parts.group(2));
        int number = parts.group(1).equals("auto") ? fromJob(text) : Integer.parseInt(parts.group(1));
        if (number > count) {
            throw UserError.usage(
                    "There is no shard " + number + " of " + count + ".",
                    "Shards are numbered from 1; an Indexed Job needs as many completions as there are shards.");
        }
        return new Shard(number, count, name);
    }

    private int fromJob(String text) {
        String index = environment.get(INDEX);
        if (index == null || !index.matches("\\d{1,4}")) {
            throw UserError.usage(
                    "--shard " + text + " needs the variable " + INDEX + ", which "
                            + (index == null ? "is not set." : "is '" + index + "'."),
                    "Kubernetes sets it in the pods of a Job with completionMode Indexed; elsewhere write the number.");
        }
        return Integer.parseInt(index) + 1;
    }

    /**
     * What is left of the selection for this shard.
     *
     * @throws UserError when that is nothing
     */
    List<CatalogueEntry> part(List<CatalogueEntry> selected) {
        Shard part = shard();
        if (part == null) {
            return selected;
        }
        if (part.count() > selected.size()) {
            throw UserError.usage(
                    "A run of " + selected.size() + " behaviors cannot be split in " + part.count() + ".",
                    "Make as few shards as there are behaviors, or select more of them.");
        }
        return ShardSplit.part(selected, part);
    }

    /** The same, as the cluster is told; null for all of a run. */
    @Nullable
    RunShard claimed() {
        Shard part = shard();
        return part == null ? null : new RunShard(part.of(), part.number());
    }
}
