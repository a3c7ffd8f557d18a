package org.ciliumconformance.suites.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.cluster.facts.ClusterFacts;
import org.ciliumconformance.cluster.facts.NodeFacts;
import org.ciliumconformance.cluster.monitor.ClusterLook;
import org.ciliumconformance.cluster.monitor.ClusterLook.AgentState;
import org.ciliumconformance.cluster.target.Target;
import org.ciliumconformance.reports.ExitCode;
import org.ciliumconformance.reports.io.ResultsReader;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Traffic;
import org.ciliumconformance.reports.text.Printable;
import org.ciliumconformance.reports.upgrade.Snapshot;
import org.ciliumconformance.reports.upgrade.Snapshot.NodeLook;
import org.ciliumconformance.reports.upgrade.UpgradeFiles;
import org.ciliumconformance.reports.upgrade.UpgradePolicy;
import org.ciliumconformance.reports.upgrade.UpgradePolicyFile;
import org.ciliumconformance.reports.upgrade.UpgradeVerdict;
import org.ciliumconformance.reports.waiver.WaiverFile;
import org.ciliumconformance.reports.waiver.Waivers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Accepts an upgrade, or rejects it: a run, traffic that is watched while somebody upgrades, a run again. Each step is
 * the command of that name; what they leave in one folder is judged.
 */
@Command(
        name = "accept",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Accepts or rejects an upgrade of a live cluster, which you make: runs the suite before, watches traffic"
                    + " meanwhile, runs it again after, and holds all of it against a policy.",
            "",
            "All in one process, or in steps, hours apart: --begin, then --watch while you upgrade, then --finish. Each"
                    + " goes on where the folder of --state says that the last one ended. Nothing here upgrades"
                    + " anything.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ACCEPT, or the step is done",
            "1:REJECT; the reasons are said, and in verdict.md and verdict.json",
            "2:wrong usage",
            "4:the cluster could not be reached or prepared",
            "130:interrupted; the same command goes on from there"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  cilium-conformance accept --context my-cluster --state upgrade --until agents-restarted --for 1h",
            "  cilium-conformance accept --begin  --state upgrade --context my-cluster",
            "  cilium-conformance accept --watch  --state upgrade --context my-cluster --until nodes-reimaged --for 2h",
            "  cilium-conformance accept --finish --state upgrade --context my-cluster --policy upgrade-policy.yaml"
        })
final class AcceptCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Interrupts interrupts;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--state",
            required = true,
            paramLabel = "DIR",
            description = "Folder that the steps share: results before, during and after, and the verdict.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path state;

    @Option(names = "--begin", description = "Only the run before the upgrade, and a snapshot of nodes and agents.")
    private boolean begin;

    @Option(names = "--watch", description = "Only the watch over traffic while you upgrade; may be repeated.")
    private boolean watch;

    @Option(names = "--finish", description = "Only the run after the upgrade, and the verdict.")
    private boolean finish;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "What the upgrade may bring with it, as YAML. Default: gaps of up to a second, and nothing"
                    + " else.")
    private @Nullable Path policy;

    @Option(
            names = "--waivers",
            paramLabel = "FILE",
            description = "Deviations that were accepted: YAML with id, reason, owner, expires.")
    private @Nullable Path waivers;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description =
                    "How long to watch; with --until at most. Default: until Ctrl-C, which says that the upgrade is"
                            + " over.")
    private @Nullable Duration lasts;

    @Option(
            names = "--until",
            paramLabel = "agents-restarted|nodes-reimaged",
            description = "Watch until every agent has restarted, or every node has booted again.")
    private MonitorCommand.@Nullable Until until;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            description = "Between two probes of a flow. Default: 100ms.")
    private @Nullable Duration interval;

    @Option(
            names = "--flow-nodes",
            paramLabel = "N",
            description = "On how many nodes flows begin, with three pods each. Default: 3.")
    private @Nullable Integer nodes;

    @Mixin
    private Selection selection = new Selection();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private PodOptions pods = new PodOptions();

    @Mixin
    private LoadOptions load = new LoadOptions();

    AcceptCommand(Terminal terminal, Interrupts interrupts, Clock clock) {
        this.terminal = terminal;
        this.interrupts = interrupts;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        check();
        // Read first: a policy that is wrong is better known before the upgrade than after it.
        UpgradePolicy held = policy == null ? UpgradePolicy.usual() : UpgradePolicyFile.read(policy);
        Waivers accepted = waivers == null
                ? Waivers.none()
                : WaiverFile.read(waivers, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        boolean all = !begin && !watch && !finish;
        boolean begun = Files.exists(snapshot("before"));
        if (begin && begun) {
            throw UserError.usage(
                    "An upgrade has begun in " + state + " already.",
                    "Go on with --watch or --finish, or name another folder with --state.");
        }
        if ((watch || finish) && !begun) {
            throw UserError.usage(
                    "No upgrade has begun in " + state + ".", "Begin with --begin, before anything is upgraded.");
        }
        int code = ExitCode.SUCCESS.code();
        if (begin || (all && !begun)) {
            say("before the upgrade: a run");
            code = run("before", List.of());
        }
        if (code == ExitCode.SUCCESS.code() && (watch || (all && !isWatched()))) {
            say("preparing to watch traffic" + (until == null && lasts == null ? " until Ctrl-C" : "")
                    + "; do not upgrade before it says so");
            code = watch();
        }
        if (code == ExitCode.SUCCESS.code() && (finish || all)) {
            say("after the upgrade: a run");
            String before = folder("before").resolve("results.json").toString();
            code = run("after", List.of("--before", before, "--baseline", before));
            code = code == ExitCode.SUCCESS.code() ? judge(held, accepted) : code;
        }
        return code;
    }

    private void check() {
        target.check();
        load.check();
        if (Stream.of(begin, watch, finish).filter(step -> step).count() > 1) {
            throw UserError.usage(
                    "--begin, --watch and --finish are steps: one at a time.",
                    "Name one of them, or none to have them all in this process.");
        }
        if (spec.commandLine().getParseResult().hasMatchedOption("--before")) {
            throw UserError.usage(
                    "accept knows what was before: the run of --begin.", "Leave out --before, and name --state.");
        }
        if (target.kind() != TargetOptions.Kind.KUBECONFIG) {
            throw UserError.usage(
                    "accept needs a cluster that lives longer than a step of it.",
                    "Name one with --kubeconfig or --context. To try it, serve one with: cilium-conformance simulate"
                            + " --write-kubeconfig FILE");
        }
    }

    private Path folder(String step) {
        return state.resolve(step);
    }

    private Path snapshot(String step) {
        return folder(step).resolve("snapshot.json");
    }

    private void say(String what) {
        terminal.out().println("accept: " + what);
        terminal.out().flush();
    }

    /** A run that could be made, whatever its verdicts: they are held against each other later. */
    private int run(String step, List<String> more) {
        List<String> words = command("run", step);
        words.addAll(more);
        int code = execute(words);
        boolean made = code == ExitCode.SUCCESS.code()
                || code == ExitCode.DEVIATION.code()
                || code == ExitCode.VERDICTS_MISSING.code();
        if (!made) {
            return code;
        }
        look().write(snapshot(step));
        return ExitCode.SUCCESS.code();
    }

    /** Whether a watch has ended by itself: the upgrade is over, and only the run after it is missing. */
    private boolean isWatched() {
        return watches().stream()
                .map(watched -> new ResultsReader().read(watched).traffic())
                .anyMatch(traffic -> traffic != null && traffic.endedBy().startsWith(MonitorRun.REACHED));
    }

    /** Leaks and doubts are the verdict's to tell. */
    private int watch() {
        int number = watches().size() + 1;
        List<String> words = command("monitor", "during-" + number);
        words.add("--of-upgrade");
        add(words, "--for", lasts);
        add(words, "--until", until);
        add(words, "--interval", interval);
        add(words, "--flow-nodes", nodes);
        int code = execute(words);
        return code == ExitCode.DEVIATION.code() || code == ExitCode.VERDICTS_MISSING.code()
                ? ExitCode.SUCCESS.code()
                : code;
    }

    private static void add(List<String> words, String option, @Nullable Object value) {
        if (value != null) {
            words.add(option);
            words.add(value instanceof Duration duration ? duration.toMillis() + "ms" : value.toString());
        }
    }

    private List<Path> watches() {
        List<Path> watches = new ArrayList<>();
        for (int number = 1; Files.exists(folder("during-" + number).resolve("results.json")); number++) {
            watches.add(folder("during-" + number));
        }
        return watches;
    }

    /** What was said to this command and means something to the other, said to that one. */
    private List<String> command(String name, String step) {
        List<String> words = new ArrayList<>(List.of(name, "--out", folder(step).toString()));
        CommandSpec other = Objects.requireNonNull(CommandLines.create(terminal, interrupts)
                        .getSubcommands()
                        .get(name))
                .getCommandSpec();
        CommandLine.ParseResult said = spec.commandLine().getParseResult();
        for (OptionSpec option : said.matchedOptions()) {
            boolean ofStep = List.of("--for", "--until", "--interval", "--flow-nodes", "--waivers", "--state")
                    .contains(option.longestName());
            boolean ofRun = name.equals("monitor") && MonitorCommand.OF_RUNS.contains(option.longestName());
            if (!ofStep && !ofRun && other.findOption(option.longestName()) != null) {
                for (String value : option.originalStringValues()) {
                    words.add(option.longestName());
                    words.add(value);
                }
            }
        }
        if (!other.positionalParameters().isEmpty()) {
            for (PositionalParamSpec behaviors : said.matchedPositionals()) {
                words.addAll(behaviors.originalStringValues());
            }
        }
        return words;
    }

    private int execute(List<String> words) {
        return CommandLines.create(terminal, interrupts).execute(words.toArray(String[]::new));
    }

    private Snapshot look() {
        try (Target opened = target.open()) {
            ClusterFacts facts = target.facts(opened, pods);
            Instant now = clock.instant();
            ClusterLook look = ClusterLook.at(opened.client(), now);
            List<String> unconverted =
                    facts.unconvertedNodes().stream().map(NodeFacts::name).toList();
            Map<String, NodeLook> seen = new TreeMap<>();
            look.nodes()
                    .forEach((name, node) -> seen.put(
                            name,
                            new NodeLook(
                                    node.bootId(),
                                    !unconverted.contains(name),
                                    version(look.agents().get(name)))));
            return new Snapshot(now, seen);
        }
    }

    private static String version(@Nullable AgentState agent) {
        if (agent == null || !agent.ready()) {
            return "";
        }
        return agent.version().isEmpty() ? Snapshot.UNKNOWN : agent.version();
    }

    private int judge(UpgradePolicy held, Waivers accepted) {
        ResultsReader reader = new ResultsReader();
        List<Traffic> traffic = new ArrayList<>();
        for (Path watched : watches()) {
            ResultsDocument document = reader.read(watched);
            if (document.traffic() != null) {
                traffic.add(document.traffic());
            }
        }
        UpgradeVerdict verdict = UpgradeVerdict.of(
                new UpgradeVerdict.Case(
                        reader.read(folder("before")),
                        Snapshot.read(snapshot("before")),
                        traffic,
                        reader.read(folder("after")),
                        Snapshot.read(snapshot("after"))),
                held,
                accepted);
        UpgradeFiles.write(state, verdict);
        terminal.out().println();
        terminal.out().println(verdict.word());
        verdict.reasons().forEach(reason -> terminal.out().println("  " + Printable.line(reason, 1_000)));
        verdict.notes().forEach(note -> terminal.out().println("  note: " + Printable.line(note, 1_000)));
        terminal.out().println("verdict: " + state.resolve("verdict.md"));
        terminal.out().flush();
        return (verdict.accepted() ? ExitCode.SUCCESS : ExitCode.DEVIATION).code();
    }
}
