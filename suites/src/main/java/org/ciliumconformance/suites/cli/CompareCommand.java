package org.ciliumconformance.suites.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.compare.Caution;
import org.ciliumconformance.reports.compare.Comparer;
import org.ciliumconformance.reports.compare.Comparison;
import org.ciliumconformance.reports.compare.ComparisonJson;
import org.ciliumconformance.reports.compare.ComparisonText;
import org.ciliumconformance.reports.compare.SettleNoise;
import org.ciliumconformance.reports.history.Baseline;
import org.ciliumconformance.reports.io.ResultsReader;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.output.ComparisonFiles;
import org.ciliumconformance.reports.waiver.WaiverFile;
import org.ciliumconformance.reports.waiver.Waivers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds one run against another. Asks no cluster. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Compares two runs: regressions, recoveries, lifted limitations, other observations, settle times, cluster.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing became worse",
            "1:a regression that no waiver covers; with --strict also: a limitation came or went",
            "2:wrong usage, a file that cannot be read, or a pair that should not be compared",
            "3:more behaviors than --allow-inconclusive had a verdict and have none now"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  cilium-conformance compare results/monday results/tuesday",
            "  cilium-conformance compare results results/tonight --waivers waivers.yaml --out comparison",
            "  cilium-conformance compare before.json after.json --output json | jq .counts"
        })
final class CompareCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;

    @Parameters(
            index = "0",
            paramLabel = "BEFORE",
            description = "Earlier results: a results.json, its folder, or a folder of runs, of which the last accepted"
                    + " one counts.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "Later results: a results.json or its folder.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path after;

    @Option(
            names = "--waivers",
            paramLabel = "FILE",
            description = "Deviations that were accepted: YAML with id, reason, owner, expires.")
    private @Nullable Path waivers;

    @Option(names = "--strict", description = "Limitations that come or go fail the comparison, too.")
    private boolean strict;

    @Option(
            names = "--allow-inconclusive",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many behaviors may lose their verdict. Default: ${DEFAULT-VALUE}.")
    private int allowInconclusive;

    @Option(
            names = "--settle-noise",
            paramLabel = "DURATION",
            description = "By how much a settle time has to differ to be told. Default: 250ms.")
    private @Nullable Duration noise;

    @Option(names = "--anyway", description = "Compare also a pair that should not be compared.")
    private boolean anyway;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the comparison as files: comparison.html, comparison.md, comparison.json.")
    private @Nullable Path out;

    @Mixin
    private OutputForm output = new OutputForm();

    CompareCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Arguments.atLeast("--allow-inconclusive", allowInconclusive, 0);
        Gate gate = new Gate(strict, allowInconclusive);
        Comparison comparison = comparison();
        if (!comparison.sensible() && !anyway) {
            throw UserError.usage(
                    "These two runs should not be compared. "
                            + String.join(
                                    " ",
                                    comparison.cautions().stream()
                                            .filter(Caution::forbids)
                                            .map(Caution::text)
                                            .toList()),
                    "Choose two runs of one cluster, or add --anyway to compare them all the same.");
        }
        if (output.json()) {
            ByteArrayOutputStream json = new ByteArrayOutputStream();
            new ComparisonJson(gate).write(json, comparison);
            terminal.out().println(json.toString(StandardCharsets.UTF_8));
        } else {
            terminal.out().print(ComparisonText.of(comparison, gate));
        }
        Path folder = out;
        if (folder != null) {
            new ComparisonFiles(gate).write(folder, comparison).forEach((what, file) -> terminal.err()
                    .println(what + ": " + file));
        }
        return comparison.exitCode(gate).code();
    }

    private Comparison comparison() {
        Waivers accepted = waivers == null
                ? Waivers.none()
                : WaiverFile.read(waivers, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        Baseline baseline = Baseline.at(before);
        ResultsDocument later = new ResultsReader().read(after);
        Baseline.Found found = baseline.of(later);
        found.notes().forEach(note -> terminal.err().println("note: " + note));
        ResultsDocument earlier = found.document();
        if (earlier == null) {
            throw UserError.usage(
                    "There is nothing in " + before + " to compare with.",
                    "Name a results.json, or run the suite there until a run is accepted.");
        }
        SettleNoise threshold = noise == null ? SettleNoise.usual() : SettleNoise.ofAtLeast(noise);
        return new Comparer(accepted, threshold).compare(earlier, later);
    }
}
