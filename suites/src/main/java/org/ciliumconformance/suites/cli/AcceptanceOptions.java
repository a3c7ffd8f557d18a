package org.ciliumconformance.suites.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.accept.Acceptance;
import org.ciliumconformance.reports.compare.SettleNoise;
import org.ciliumconformance.reports.history.Baseline;
import org.ciliumconformance.reports.waiver.WaiverFile;
import org.ciliumconformance.reports.waiver.Waivers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run is held against. */
final class AcceptanceOptions {
    @Option(
            names = "--baseline",
            paramLabel = "FILE|DIR",
            description = "Compare with these results, or with the last accepted run in a folder of runs: only what"
                    + " became worse fails.")
    private @Nullable Path baseline;

    @Option(
            names = "--waivers",
            paramLabel = "FILE",
            description = "Deviations that were accepted: YAML with id, reason, owner, expires.")
    private @Nullable Path waivers;

    @Option(
            names = "--settle-noise",
            paramLabel = "DURATION",
            description = "By how much a settle time has to differ from the baseline to be told. Default: 250ms.")
    private @Nullable Duration noise;

    /**
     * @throws ReportException when a file is not there or cannot be read
     */
    Acceptance acceptance(Gate gate, Clock clock) {
        return new Acceptance(baseline == null ? null : Baseline.at(baseline), waivers(clock), noise(), gate);
    }

    private Waivers waivers(Clock clock) {
        return waivers == null
                ? Waivers.none()
                : WaiverFile.read(waivers, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    private SettleNoise noise() {
        return noise == null ? SettleNoise.usual() : SettleNoise.ofAtLeast(noise);
    }
}
