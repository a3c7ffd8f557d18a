package org.ciliumconformance.suites.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.reports.accept.Acceptance;
import org.ciliumconformance.reports.model.Shard;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.jspecify.annotations.Nullable;

/**
 * A run as it was asked for.
 *
 * @param target which cluster
 * @param pods what may be used there
 * @param selected the behaviors
 * @param shard which part of a run they are; null when they are all of it
 * @param wrong what is wrong with the request, to be reported in the document; null when it can be tried
 * @param folder for results and evidence
 * @param startedAt when the command began
 * @param commandLine as typed
 * @param options as the document keeps them
 * @param acceptance what the run is held against
 * @param deadline when all of it must be over, counted from the beginning
 * @param configMap where results are to be kept in the cluster; null where they are not
 * @param keptRuns how many runs of each cluster stay in the folder beside this one; null where all do
 * @param verbose whether everything is logged
 */
record RunRequest(
        TargetOptions target,
        PodOptions pods,
        List<CatalogueEntry> selected,
        @Nullable Shard shard,
        @Nullable UserError wrong,
        Path folder,
        Instant startedAt,
        String commandLine,
        Map<String, String> options,
        Acceptance acceptance,
        Duration deadline,
        @Nullable ConfigMapName configMap,
        @Nullable Integer keptRuns,
        boolean verbose) {}
