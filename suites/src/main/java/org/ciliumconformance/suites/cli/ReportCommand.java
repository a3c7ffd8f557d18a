package org.ciliumconformance.suites.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.accept.Judgement;
import org.ciliumconformance.reports.allure.AllureHtml;
import org.ciliumconformance.reports.github.Annotations;
import org.ciliumconformance.reports.io.ResultsReader;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.output.ReportFiles;
import org.ciliumconformance.reports.output.ReportFormat;
import org.ciliumconformance.reports.text.Printable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes reports of results that are there. Asks no cluster. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "[COMMAND]",
        description = {
            "Makes reports of results that are there, again or held against something else.",
            "",
            "A run writes its reports itself. This is for results of a run that was killed, of an older version of the"
                    + " suite, or to be compared with another baseline or other waivers.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the reports are written, whatever they say",
            "2:wrong usage, or a file that cannot be read or written"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  cilium-conformance report results/tonight",
            "  cilium-conformance report results/tonight --baseline results --waivers waivers.yaml --out public",
            "  cilium-conformance report results.json --format html --out public",
            "  cilium-conformance report results/tonight --format allure --allure",
            "  cilium-conformance report merge results/tonight shards"
        })
final class ReportCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Not optional, but for the commands below this one. */
    @Parameters(index = "0", arity = "0..1", paramLabel = "RESULTS", description = "A results.json or its folder.")
    private @Nullable Path given;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the reports. Default: the folder of the results.")
    private @Nullable Path out;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            split = ",",
            description = "What to write: ${COMPLETION-CANDIDATES}. Default: all.")
    private List<ReportFormat> formats = new ArrayList<>();

    @Option(
            names = "--allure",
            description = "Have Allure make its page of allure-results/, too: allure/index.html, without its analytics."
                    + " Allure is taken from ALLURE_HOME, or fetched once by Maven (25 MB).")
    private boolean allure;

    @Option(
            names = "--annotations",
            description =
                    "Also print workflow commands of GitHub Actions: an annotation for each behavior that fails the"
                            + " run, has no verdict or is a lifted limitation.")
    private boolean annotations;

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

    /**
     * @param environment the variables of the process, which say where Allure and Maven are
     */
    ReportCommand(Terminal terminal, Clock clock, Map<String, String> environment) {
        this.terminal = terminal;
        this.clock = clock;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        if (allowInconclusive < 0) {
            throw UserError.usage("--allow-inconclusive is " + allowInconclusive + ".", "It must be 0 or more.");
        }
        Path results = given;
        if (results == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'RESULTS'");
        }
        ResultsDocument document = new ResultsReader().read(results);
        Judgement judgement =
                against.acceptance(new Gate(strict, allowInconclusive), clock).judge(document);
        Path home = folderOf(results);
        Path folder = out == null ? home : out;
        judgement.notes().forEach(note -> terminal.err().println("note: " + Printable.line(note, 500)));
        new ReportFiles(home, chosen()).write(folder, judgement).forEach((what, file) -> terminal.out()
                .println(what + ": " + file));
        if (annotations) {
            Annotations.of(judgement).forEach(terminal.out()::println);
        }
        if (allure) {
            Path page = folder.resolve("allure/index.html");
            terminal.err().println("making the page of Allure ...");
            terminal.err().flush();
            new AllureHtml(environment, AllureHtml.cacheOf(environment)).write(folder.resolve("allure-results"), page);
            terminal.out().println("Allure page: " + page);
        }
        return 0;
    }

    private Set<ReportFormat> chosen() {
        Set<ReportFormat> chosen = formats.isEmpty() ? EnumSet.allOf(ReportFormat.class) : EnumSet.copyOf(formats);
        if (allure) {
            chosen.add(ReportFormat.ALLURE);
        }
        return chosen;
    }

    /** Where the evidence lies that the results name. */
    private static Path folderOf(Path results) {
        if (Files.isDirectory(results)) {
            return results;
        }
        Path parent = results.toAbsolutePath().getParent();
        return parent == null ? results : parent;
    }
}
