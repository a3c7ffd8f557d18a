package org.ciliumconformance.suites.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.cluster.lane.Sharing;
import org.ciliumconformance.cluster.lane.TestBedOptions;
import org.ciliumconformance.cluster.settle.Timing;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.accept.Acceptance;
import org.ciliumconformance.reports.model.Shard;
import org.ciliumconformance.suites.catalogue.Catalogue;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.run.RunOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks what was asked for, and hands it to a {@link ConformanceRun}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Deploys pods, services and policies, asserts the documented behaviors, and reports verdicts.",
            "",
            "Everything it creates is in namespaces of its own (cc-...), and is removed at the end, also after Ctrl-C.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing deviates; with --baseline: nothing became worse",
            "1:a documented behavior is absent; with --strict also: a limitation was lifted",
            "2:wrong usage",
            "3:verdicts are missing: INCONCLUSIVE above --allow-inconclusive",
            "4:the cluster could not be reached or prepared",
            "130:interrupted; what had finished is in the results"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  cilium-conformance run",
            "  cilium-conformance run --context my-cluster --allow host-network --out results/nightly",
            "  cilium-conformance run 'service.*' --exclude service.port-protocols.node-port --lanes 1",
            "  cilium-conformance run --context my-cluster --baseline results --waivers waivers.yaml",
            "  cilium-conformance run --context my-cluster --shard 2/4 --shard-of nightly-17 --out shards/2",
            "  cilium-conformance run --simulate profile=aks-managed,cilium=1.14.10,fault=egress-not-enforced"
        })
final class RunCommand implements Callable<Integer> {
    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** Where files are, and how things are shown: it differs from night to night and changes no verdict. */
    private static final Set<String> NOT_OF_THE_RUN = Set.of(
            "--out",
            "--keep-runs",
            "--baseline",
            "--waivers",
            "--before",
            "--kubeconfig",
            "--context",
            "--no-color",
            "--verbose",
            "--shard",
            "--shard-of",
            "--results-configmap");

    private final Terminal terminal;
    private final Interrupts interrupts;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private Selection selection = new Selection();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private PodOptions pods = new PodOptions();

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Mixin
    private AcceptanceOptions against = new AcceptanceOptions();

    @Mixin
    private final ShardOptions shards;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for results and evidence. Default: results/<UTC time>.")
    private @Nullable Path out;

    @Option(
            names = "--keep-runs",
            paramLabel = "N",
            description =
                    "Afterwards remove the oldest runs in the folders beside this one, so that N of each cluster are"
                            + " left, and the last accepted one. Default: all stay.")
    private @Nullable Integer keepRuns;

    @Option(
            names = "--results-configmap",
            paramLabel = "NAMESPACE/NAME",
            description = "Also keep results.json, compressed, in this ConfigMap of the cluster.")
    private @Nullable ConfigMapName configMap;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            defaultValue = "2",
            description = "How often a behavior is tried until it conforms; a retry shows as FLAKY. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int attempts;

    @Option(names = "--strict", description = "A documented limitation that is not there fails the run, too.")
    private boolean strict;

    @Option(
            names = "--allow-inconclusive",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many behaviors may stay without a verdict. Default: ${DEFAULT-VALUE}.")
    private int allowInconclusive;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "2m",
            description = "How long preparing the cluster may take. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofMinutes(2);

    @Option(
            names = "--deadline",
            paramLabel = "DURATION",
            defaultValue = "2h",
            description = "When all of the run must be over, removal included: what has not finished by then is"
                    + " INCONCLUSIVE. Default: ${DEFAULT-VALUE}.")
    private Duration deadline = Duration.ofHours(2);

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            arity = "0..1",
            preprocessor = AttachedOnly.class,
            description = "Wait for another run on the cluster to end: as long as it takes, or at most so long"
                    + " (--wait=30m). Default: end at once, with 4.")
    private @Nullable Duration wait;

    @Option(
            names = "--settle-timeout",
            paramLabel = "DURATION",
            description = "How long a policy may take to show. Default: 60s, simulated 3s.")
    private @Nullable Duration settleTimeout;

    @Option(names = "--keep", description = "Leave everything in the cluster, to be looked at; remove with cleanup.")
    private boolean keep;

    @Option(names = "--no-color", description = "No colours, no progress bar. So does NO_COLOR=1, without the latter.")
    private boolean noColor;

    @Option(
            names = {"-v", "--verbose"},
            description = "Write everything that happens to run.log in the folder of the results.")
    private boolean verbose;

    /**
     * @param environment the variables of the process, which say which shard the pod of an Indexed Job is
     */
    RunCommand(Terminal terminal, Interrupts interrupts, Clock clock, Map<String, String> environment) {
        this.shards = new ShardOptions(environment);
        this.terminal = terminal;
        this.interrupts = interrupts;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Instant startedAt = clock.instant();
        Path folder = out != null ? out : Path.of("results", FOLDER.format(startedAt));
        List<CatalogueEntry> selected = new ArrayList<>();
        Shard shard = null;
        UserError wrong = null;
        Acceptance acceptance = Acceptance.byItself(gate());
        try {
            check();
            acceptance = acceptance();
            shard = shards.shard();
            selected.addAll(shards.part(selection.of(Catalogue.load().entries())));
        } catch (UserError e) {
            if (out == null) {
                throw e; // nobody waits for a document in a folder that nobody named
            }
            wrong = e;
        }
        RunRequest request = new RunRequest(
                target,
                pods,
                selected,
                shard,
                wrong,
                folder,
                startedAt,
                commandLine(),
                options(),
                acceptance,
                deadline,
                configMap,
                keepRuns,
                verbose);
        return new ConformanceRun(request, this::runOptions, noColor ? terminal.plain() : terminal, interrupts, clock)
                .execute()
                .code();
    }

    private void check() {
        Arguments.atLeast("--attempts", attempts, 1);
        Arguments.atLeast("--allow-inconclusive", allowInconclusive, 0);
        if (keepRuns != null) {
            Arguments.atLeast("--keep-runs", keepRuns, 1);
        }
        load.check();
        target.check();
        if (configMap != null && target.kind() != TargetOptions.Kind.KUBECONFIG) {
            throw UserError.usage(
                    "--results-configmap needs a live cluster that outlives the run.",
                    "Name one with --context, --kubeconfig or --target kubeconfig, or leave it out.");
        }
        var unused = pods.allowed(false);
        var unread = pods.expectations();
    }

    /** Files that are not there, or are wrong, are found out before a cluster is touched. */
    private Acceptance acceptance() {
        try {
            return against.acceptance(gate(), clock);
        } catch (ReportException e) {
            throw UserError.usage(String.valueOf(e.getMessage()), e.remedy());
        }
    }

    private Gate gate() {
        return new Gate(strict, Math.max(0, allowInconclusive));
    }

    private RunOptions runOptions(boolean simulated, Path folder) {
        Timing timing = simulated ? Timing.simulated() : Timing.live();
        return new RunOptions(
                new TestBedOptions(
                        load.lanes(simulated),
                        timeout,
                        load.workloads(pods),
                        settleTimeout == null ? timing : timing.withCap(settleTimeout),
                        pods.allowed(simulated).contains(Need.HOST_NETWORK),
                        !simulated,
                        keep,
                        simulated
                                ? Sharing.alone()
                                : Sharing.waiting(wait == null ? Duration.ZERO : wait, shards.claimed())),
                pods.allowed(simulated),
                pods.outside(),
                pods.outsideClient(),
                attempts,
                folder,
                true,
                pods.expectations());
    }

    /** As typed, each word with quotes where a shell would need them. */
    private String commandLine() {
        return RootCommand.NAME + " "
                + String.join(
                        " ",
                        spec.root().commandLine().getParseResult().originalArgs().stream()
                                .map(RunCommand::quoted)
                                .toList());
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        options.put("attempts", String.valueOf(attempts));
        options.put("strict", String.valueOf(strict));
        options.put("allow-inconclusive", String.valueOf(allowInconclusive));
        options.put("timeout", timeout.toString());
        options.put("deadline", deadline.toString());
        if (wait != null) {
            options.put("wait", wait.toString());
        }
        options.put("image", load.image());
        if (load.lanesAsked() != null) {
            options.put("lanes", String.valueOf(load.lanesAsked()));
        }
        if (settleTimeout != null) {
            options.put("settle-timeout", settleTimeout.toString());
        }
        if (!target.simulation().isEmpty()) {
            options.put("simulate", target.simulation());
        }
        CommandLine.ParseResult said = spec.commandLine().getParseResult();
        for (CommandLine.Model.OptionSpec option : said.matchedOptions()) {
            if (!NOT_OF_THE_RUN.contains(option.longestName())) {
                options.putIfAbsent(
                        option.longestName().substring("--".length()), String.join(",", option.originalStringValues()));
            }
        }
        said.matchedPositionals()
                .forEach(behaviors -> options.put("behaviors", String.join(" ", behaviors.originalStringValues())));
        return options;
    }
}
