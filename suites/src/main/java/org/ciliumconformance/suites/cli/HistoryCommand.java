package org.ciliumconformance.suites.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ciliumconformance.reports.history.History;
import org.ciliumconformance.reports.history.HistoryJson;
import org.ciliumconformance.reports.history.HistoryText;
import org.ciliumconformance.reports.html.HtmlHistory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how runs went over time. Asks no cluster. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Shows how the runs in a folder went over time: verdicts, flake rate, settle times, versions.",
            "",
            "Writes history.html, cluster by cluster, and prints a line for each run.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the page is written, whatever it says",
            "2:wrong usage, no results in the folder, or a page that cannot be written"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  cilium-conformance history results",
            "  cilium-conformance history results --out public",
            "  cilium-conformance history results --output json | jq '.series[].runs[].accepted'"
        })
final class HistoryCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = "DIR",
            description = "Folder that holds the output folders of runs, up to four levels down.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path folder;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for history.html. Default: DIR itself.")
    private @Nullable Path out;

    @Mixin
    private OutputForm output = new OutputForm();

    HistoryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        History history = History.of(folder);
        if (output.json()) {
            ByteArrayOutputStream json = new ByteArrayOutputStream();
            HistoryJson.write(json, history);
            terminal.out().println(json.toString(StandardCharsets.UTF_8));
        } else {
            terminal.out().print(HistoryText.of(history));
        }
        Path page = (out == null ? folder : out).resolve("history.html");
        HtmlHistory.write(page, history);
        terminal.err().println("history: " + page);
        return 0;
    }
}
