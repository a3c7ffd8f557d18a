package org.ciliumconformance.suites.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.accept.Acceptance;
import org.ciliumconformance.reports.accept.Judgement;
import org.ciliumconformance.reports.io.ResultsWriter;
import org.ciliumconformance.reports.merge.ShardDocument;
import org.ciliumconformance.reports.merge.ShardEvidence;
import org.ciliumconformance.reports.merge.ShardMerge;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.output.ReportFiles;
import org.ciliumconformance.reports.text.ConsoleSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes one run of its shards, judges it and writes its reports. Asks no cluster. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Joins the results of all shards of a run, judges the whole, and writes its reports.",
            "",
            "A shard that is missing, there twice or unfinished is named; it can be run again alone.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing deviates; with --baseline: nothing became worse",
            "1:a documented behavior is absent; with --strict also: a limitation was lifted",
            "2:wrong usage, or shards that are not those of one whole run",
            "3:verdicts are missing: INCONCLUSIVE above --allow-inconclusive",
            "4:a shard could not reach or prepare the cluster"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  cilium-conformance report merge results/tonight shards",
            "  cilium-conformance report merge results/tonight shards/1 shards/2 --baseline results"
        })
final class MergeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;

    @Parameters(index = "0", paramLabel = "OUT", description = "Folder for the results and reports of the whole run.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path out;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "IN",
            description = "Results of shards: a results.json, its folder, or a folder of such folders.")
    private List<Path> in = new ArrayList<>();

    @Mixin
    private AcceptanceOptions against = new AcceptanceOptions();

    @Option(names = "--strict", description = "A documented limitation that is not there counts as a failure, too.")
    private boolean strict;

    @Option(
            names = "--allow-inconclusive",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many behaviors may be without a verdict. Default: ${DEFAULT-VALUE}.")
    private int allowInconclusive;

    MergeCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Arguments.atLeast("--allow-inconclusive", allowInconclusive, 0);
        Acceptance acceptance = against.acceptance(new Gate(strict, allowInconclusive), clock);
        List<ShardDocument> shards = ShardDocument.read(in);
        Path results = out.resolve("results.json");
        for (ShardDocument shard : shards) {
            if (shard.file()
                    .toAbsolutePath()
                    .normalize()
                    .equals(results.toAbsolutePath().normalize())) {
                throw UserError.usage(
                        "The merged results would take the place of those of shard " + shard.shard() + ": " + results
                                + ".",
                        "Name another folder for them.");
            }
        }
        ResultsDocument merged = ShardMerge.of(shards);
        Judgement judgement = acceptance.judge(merged);
        ResultsWriter.write(results, judged(merged, judgement.accepted()));
        ShardEvidence.copy(shards, out);
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("results", results);
        files.putAll(new ReportFiles(out).write(out, judgement));
        terminal.out().print(new ConsoleSummary(terminal.colour()).render(merged, files));
        new JudgementText(terminal.out()).print(judgement);
        return judgement.exitCode().code();
    }

    private static ResultsDocument judged(ResultsDocument document, boolean accepted) {
        return new ResultsDocument(
                document.schemaVersion(),
                document.run().judged(accepted),
                document.environment(),
                document.plan(),
                document.results(),
                document.problems());
    }
}
