package org.ciliumconformance.suites.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.ciliumconformance.cluster.monitor.MonitorOptions;
import org.jspecify.annotations.Nullable;

/**
 * A watch over traffic as it was asked for.
 *
 * @param target which cluster
 * @param pods which nodes the pods may use
 * @param folder for the results
 * @param startedAt when the command began
 * @param commandLine as typed
 * @param options how flows are probed
 * @param lasts how long at most; null for as long as nobody ends it
 * @param until what ends it; null for nothing
 * @param disrupts whether an agent's pod is deleted
 * @param disruptsManaged whether also on AKS
 * @param keep whether everything stays in the cluster
 * @param verbose whether everything is logged
 * @param ofUpgrade whether it is a step of {@code accept}, which judges by itself what has restarted
 */
record MonitorRequest(
        TargetOptions target,
        PodOptions pods,
        Path folder,
        Instant startedAt,
        String commandLine,
        MonitorOptions options,
        @Nullable Duration lasts,
        MonitorCommand.@Nullable Until until,
        boolean disrupts,
        boolean disruptsManaged,
        boolean keep,
        boolean verbose,
        boolean ofUpgrade) {}
