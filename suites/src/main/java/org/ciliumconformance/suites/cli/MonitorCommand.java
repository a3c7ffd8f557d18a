package org.ciliumconformance.suites.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.cluster.facts.ClusterFacts.Endpoint;
import org.ciliumconformance.cluster.lane.FlowMeshOptions;
import org.ciliumconformance.cluster.lane.Sharing;
import org.ciliumconformance.cluster.monitor.MonitorOptions;
import org.ciliumconformance.cluster.settle.Timing;
import org.ciliumconformance.cluster.target.Target.OutsideHost;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks what was asked for, and hands it to a {@link MonitorRun}. */
@Command(
        name = "monitor",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Watches traffic while something happens to a cluster: long-lived and new connections between pods, to"
                    + " ClusterIPs and node ports, UDP, DNS, and a standing allow and deny of a NetworkPolicy. Reports"
                    + " losses, gaps, latencies, broken connections and leaks, beside what befell nodes and agents.",
            "",
            "The probes run in pods of their own, also while the API server is away. Ctrl-C ends it; what was seen is"
                    + " reported all the same, and everything is removed.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the standing deny held; gaps, if any, are in the report",
            "1:the standing deny let traffic through",
            "2:wrong usage",
            "3:not everything was seen, or what was waited for did not happen; the report says which",
            "4:the cluster could not be reached or prepared",
            "130:interrupted before anything was watched"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  cilium-conformance monitor --context my-cluster --until agents-restarted --for 30m",
            "  cilium-conformance monitor --context my-cluster --outside 192.0.2.10:443",
            "  cilium-conformance monitor --for 10s --simulate fault=node-cluster-ip-broken:n2,after=3s,for=250ms"
        })
final class MonitorCommand implements Callable<Integer> {
    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int FASTEST_MILLIS = 20;
    /** Options of the mixins that mean something to runs only. */
    static final List<String> OF_RUNS =
            List.of("--allow", "--before", "--expect", "--lanes", "--outside-client", "--pods-per-node");

    private static final Duration SLOWEST = Duration.ofSeconds(10);

    /** What may end it beside a signal. */
    enum Until {
        AGENTS_RESTARTED,
        NODES_REIMAGED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What it may do itself. */
    enum Disruption {
        AGENT
    }

    private final Terminal terminal;
    private final Interrupts interrupts;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private PodOptions pods = new PodOptions();

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the results. Default: results/<UTC time>-monitor.")
    private @Nullable Path out;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "How long to watch; with --until at most. Default: until Ctrl-C.")
    private @Nullable Duration lasts;

    @Option(
            names = "--until",
            paramLabel = "agents-restarted|nodes-reimaged",
            description = "Watch until every agent has restarted, or every node has booted again, all are ready, and"
                    + " every flow is answered.")
    private @Nullable Until until;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            defaultValue = "100ms",
            description = "Between two probes of a flow, 20ms to 10s. Default: ${DEFAULT-VALUE}.")
    private Duration interval = Duration.ofMillis(100);

    @Option(
            names = "--flow-nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "On how many nodes flows begin, with three pods each. Default: ${DEFAULT-VALUE}.")
    private int nodes;

    @Option(
            names = "--disrupt",
            paramLabel = "agent",
            description = "Delete one agent's pod once all flows run, and see what comes of it. Never by default; needs"
                    + " the right to delete pods there.")
    private @Nullable Disruption disrupt;

    @Option(
            names = "--disrupt-managed",
            description = "Let --disrupt touch the agents of AKS, which are not yours to touch.")
    private boolean disruptManaged;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "2m",
            description = "How long preparing the cluster may take. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofMinutes(2);

    @Option(names = "--keep", description = "Leave everything in the cluster, to be looked at; remove with cleanup.")
    private boolean keep;

    @Option(
            names = {"-v", "--verbose"},
            description = "Write everything that happens to run.log in the folder of the results.")
    private boolean verbose;

    @Option(names = "--of-upgrade", hidden = true, description = "It is a step of accept.")
    private boolean ofUpgrade;

    MonitorCommand(Terminal terminal, Interrupts interrupts, Clock clock) {
        this.terminal = terminal;
        this.interrupts = interrupts;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        Instant startedAt = clock.instant();
        Path folder = out != null ? out : Path.of("results", FOLDER.format(startedAt) + "-monitor");
        MonitorRequest request = new MonitorRequest(
                target,
                pods,
                folder,
                startedAt,
                RootCommand.NAME + " "
                        + String.join(
                                " ", spec.root().commandLine().getParseResult().originalArgs()),
                new MonitorOptions(interval, Duration.ofSeconds(1)),
                lasts,
                until,
                disrupt == Disruption.AGENT,
                disruptManaged,
                keep,
                verbose,
                ofUpgrade);
        return new MonitorRun(request, this::meshOptions, terminal, interrupts, clock)
                .execute()
                .code();
    }

    private void check() {
        target.check();
        load.check();
        OF_RUNS.stream()
                .filter(spec.commandLine().getParseResult()::hasMatchedOption)
                .findFirst()
                .ifPresent(option -> {
                    throw UserError.usage(
                            option + " means nothing to a watch over traffic.",
                            "Leave it out; it is an option of run.");
                });
        Arguments.atLeast("--flow-nodes", nodes, 1);
        if (interval.toMillis() < FASTEST_MILLIS) {
            throw UserError.usage(
                    "--interval " + interval.toMillis()
                            + "ms is too short: a shell in a pod makes no probe that often.",
                    "Use " + FASTEST_MILLIS + "ms or more.");
        }
        if (interval.compareTo(SLOWEST) > 0) {
            throw UserError.usage(
                    "--interval " + interval.toSeconds()
                            + "s is too long: what happens between two probes is not seen.",
                    "Use " + SLOWEST.toSeconds() + "s or less.");
        }
        if (disruptManaged && disrupt == null) {
            throw UserError.usage(
                    "--disrupt-managed does nothing without --disrupt.", "Add --disrupt agent, or leave it out.");
        }
    }

    private FlowMeshOptions meshOptions(boolean simulated) {
        List<OutsideHost> outside = pods.outside();
        return new FlowMeshOptions(
                nodes,
                outside.isEmpty()
                        ? null
                        : new Endpoint(outside.get(0).address(), outside.get(0).port()),
                timeout,
                load.workloads(pods),
                simulated ? Timing.simulated() : Timing.live(),
                keep,
                simulated ? Sharing.alone() : Sharing.waiting(Duration.ZERO));
    }
}
