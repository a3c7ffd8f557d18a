package org.ciliumconformance.suites.cli;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.ciliumconformance.cluster.Refusal;
import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.cluster.facts.ClusterFacts;
import org.ciliumconformance.cluster.facts.Profile;
import org.ciliumconformance.cluster.lane.FlowMesh;
import org.ciliumconformance.cluster.lane.FlowMeshOptions;
import org.ciliumconformance.cluster.monitor.Monitoring;
import org.ciliumconformance.cluster.monitor.TrafficMonitor;
import org.ciliumconformance.cluster.target.Target;
import org.ciliumconformance.reports.ExitCode;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.accept.Acceptance;
import org.ciliumconformance.reports.accept.Judgement;
import org.ciliumconformance.reports.io.ResultsWriter;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.PlanCounts;
import org.ciliumconformance.reports.model.Problem;
import org.ciliumconformance.reports.model.Run;
import org.ciliumconformance.reports.output.ReportFiles;
import org.ciliumconformance.reports.text.ConsoleSummary;
import org.ciliumconformance.suites.run.RunId;
import org.jspecify.annotations.Nullable;

/**
 * One watch over traffic: target, facts, pods, flows, documents. Whatever goes wrong, the results document is written and
 * says so, and nothing stays in the cluster.
 */
final class MonitorRun {
    /** What follows from the target being simulated or not. */
    @FunctionalInterface
    interface OptionsFor {
        FlowMeshOptions of(boolean simulated);
    }

    /** How {@link org.ciliumconformance.reports.model.Traffic#endedBy} begins where --until was reached. */
    static final String REACHED = "when it was ";

    private static final Duration BETWEEN_FLUSHES = Duration.ofSeconds(10);

    /** After what was waited for, flows may need a while. */
    private static final Duration RECOVERY = Duration.ofMinutes(1);

    /** Stands in the document as long as nothing better does. */
    private static final String BROKEN_OFF = "The watch was broken off: what came after was not seen.";

    private static final Duration BEFORE_DISRUPTION = Duration.ofSeconds(3);

    private final MonitorRequest request;
    private final OptionsFor options;
    private final Terminal terminal;
    private final Interrupts interrupts;
    private final Clock clock;
    private final String id = RunId.next();
    private final AtomicBoolean signalled = new AtomicBoolean();
    private final AtomicReference<@Nullable String> lost = new AtomicReference<>();
    private final AtomicReference<@Nullable FlowMesh> running = new AtomicReference<>();

    MonitorRun(MonitorRequest request, OptionsFor options, Terminal terminal, Interrupts interrupts, Clock clock) {
        this.request = request;
        this.options = options;
        this.terminal = terminal;
        this.interrupts = interrupts;
        this.clock = clock;
    }

    /** @throws org.ciliumconformance.reports.ReportException when the results cannot be written */
    ExitCode execute() {
        boolean simulated = request.target().kind() == TargetOptions.Kind.SIMULATED;
        Environment unknown = Environment.unknown(
                request.target().kind().word(), simulated, request.target().context());
        Run run = Run.begun(id, Version.ofSuite(), request.startedAt(), optionsOfRun(), request.commandLine());
        ExitCode failed = null;
        try (ResultsWriter writer = ResultsWriter.open(request.folder().resolve("results.json"), run, unknown);
                RunLog log = RunLog.in(request.folder(), request.verbose());
                RunProgress progress = RunProgress.on(terminal, simulated)) {
            Thread main = Thread.currentThread();
            try (Interrupts.Subscription subscription =
                    interrupts.subscribe(() -> stop(main, progress), this::sayWhatStays)) {
                failed = attempt(writer, progress);
            }
            boolean unused = Thread.interrupted();
            progress.close();
            Judgement judgement = Acceptance.byItself(Gate.standard())
                    .judge(writer.end(
                            clock.instant(), failed == null && writer.document().traffic() == null));
            writer.finish(failed == null && judgement.accepted());
            return finish(judgement, failed);
        }
    }

    private Map<String, String> optionsOfRun() {
        Map<String, String> told = new TreeMap<>();
        told.put("interval", request.options().interval().toString());
        if (request.lasts() != null) {
            told.put("for", request.lasts().toString());
        }
        if (request.until() != null) {
            told.put("until", request.until().toString());
        }
        if (request.disrupts()) {
            told.put("disrupt", "agent");
        }
        if (!request.target().simulation().isEmpty()) {
            told.put("simulate", request.target().simulation());
        }
        return told;
    }

    private void stop(Thread main, RunProgress progress) {
        signalled.set(true);
        progress.progress("ending: hearing the rest, removing what is in the cluster; once more to leave at once");
        main.interrupt();
    }

    private void sayWhatStays() {
        FlowMesh mesh = running.get();
        List<String> stays = mesh == null ? List.of() : mesh.namespaces();
        terminal.err().println();
        terminal.err()
                .println(
                        stays.isEmpty()
                                ? "left at once; nothing of this run is in the cluster"
                                : "left at once; these namespaces may stay in the cluster: "
                                        + String.join(", ", stays));
        terminal.err().flush();
    }

    /** @return the exit code of what kept traffic from being watched; null when it was */
    private @Nullable ExitCode attempt(ResultsWriter writer, RunProgress progress) {
        try {
            conduct(writer, progress);
            return null;
        } catch (UserError e) {
            return signalled.get() ? null : problem(writer, progress, e);
        } catch (KubernetesClientException e) {
            return signalled.get() ? null : problem(writer, progress, Refusal.of("watch traffic", e));
        } catch (InterruptedException e) {
            return null; // before anything was watched: the document says interrupted
        }
    }

    private ExitCode problem(ResultsWriter writer, RunProgress progress, UserError e) {
        writer.problem(new Problem(String.valueOf(e.getMessage()), e.remedy()));
        progress.close();
        new Failures(terminal.err()).say(e);
        return Failures.code(e);
    }

    private void conduct(ResultsWriter writer, RunProgress progress) throws InterruptedException {
        boolean simulated = request.target().kind() == TargetOptions.Kind.SIMULATED;
        FlowMeshOptions mesh = options.of(simulated);
        writer.plan(new PlanCounts(0, 0, 0));
        try (Target target =
                request.target().open(mesh.workloads(), request.keep(), request.folder(), progress::progress)) {
            ClusterFacts facts = request.target().facts(target, request.pods());
            Environment environment = Environments.of(target, facts);
            writer.environment(environment);
            refuseManaged(facts);
            progress.progress(VerdictLine.of(environment));
            try (FlowMesh flows = FlowMesh.prepare(target.client(), facts, id, mesh, progress::progress, this::taken)) {
                running.set(flows);
                watch(target, flows, writer, progress);
            } finally {
                running.set(null);
            }
        }
    }

    private void refuseManaged(ClusterFacts facts) {
        boolean managed = facts.profile() == Profile.AKS_MANAGED;
        if (request.disrupts() && managed && !request.disruptsManaged()) {
            throw UserError.usage(
                    "The agents of this cluster are managed by AKS, and --disrupt would delete one's pod.",
                    "Leave out --disrupt; if you mean it, add --disrupt-managed.");
        }
    }

    private void taken(String how) {
        lost.set(how);
    }

    private void watch(Target target, FlowMesh flows, ResultsWriter writer, RunProgress progress)
            throws InterruptedException {
        try (TrafficMonitor monitor = TrafficMonitor.start(target.client(), flows, request.options(), clock)) {
            progress.progress("watching " + flows.flows().size() + " flows from " + String.join(", ", flows.nodes())
                    + "; Ctrl-C ends it");
            if (request.ofUpgrade()) {
                progress.progress("accept: upgrade now");
            }
            List<String> doubts = new ArrayList<>();
            String endedBy;
            try {
                if (request.disrupts()) {
                    boolean unused = monitor.await(() -> false, BEFORE_DISRUPTION);
                    deleteAgent(target, flows.nodes().get(0), monitor);
                }
                endedBy = awaitEnd(monitor, writer, doubts);
            } catch (InterruptedException e) {
                endedBy = "by a signal";
            }
            Monitoring seen = monitor.finish();
            seen.flows().stream()
                    .filter(flow -> flow.sent() == 0)
                    .forEach(
                            flow -> doubts.add("Flow " + flow.flow().id() + " made no probe: nothing is known of it."));
            seen.unheard()
                    .forEach(pod -> doubts.add("The last records of pod " + pod
                            + " were not heard: its node or the API server may be away."));
            String how = lost.get();
            if (how != null) {
                doubts.add("The pods of the flows were taken away: " + how + ".");
            } else if (!flows.proveAgain()) {
                doubts.add(
                        "The standing deny cannot be told from a server that was dead: without the policy the guarded"
                                + " pods are not reached either.");
            }
            writer.traffic(TrafficDocuments.of(seen, request.options().interval(), endedBy, doubts));
            if (signalled.get()) {
                flows.closeInAHurry();
            }
        }
    }

    private static void deleteAgent(Target target, String node, TrafficMonitor monitor) {
        for (Pod agent : target.client()
                .pods()
                .inAnyNamespace()
                .withLabel("k8s-app", "cilium")
                .list()
                .getItems()) {
            if (node.equals(agent.getSpec().getNodeName())) {
                target.client().resource(agent).delete();
                monitor.note(agent.getMetadata().getName(), node, "was deleted by this monitor (--disrupt)");
                return;
            }
        }
        throw UserError.cluster(
                "There is no agent to disrupt on node " + node + ".",
                "See: kubectl get pods -A -l k8s-app=cilium -o wide");
    }

    /** @return what ended it, as a clause */
    private String awaitEnd(TrafficMonitor monitor, ResultsWriter writer, List<String> doubts)
            throws InterruptedException {
        long start = System.nanoTime();
        Duration lasts = request.lasts();
        MonitorCommand.Until until = request.until();
        while (true) {
            Duration passed = Duration.ofNanos(System.nanoTime() - start);
            Duration left = lasts == null ? BETWEEN_FLUSHES : lasts.minus(passed);
            if (left.isNegative() || left.isZero()) {
                if (until != null && !request.ofUpgrade()) {
                    doubts.add("Not all "
                            + (until == MonitorCommand.Until.AGENTS_RESTARTED
                                    ? "agents had restarted"
                                    : "nodes had booted again")
                            + ", with all of them ready, when --for was over.");
                }
                return "after " + inWords(request.lasts());
            }
            boolean over = monitor.await(
                    () -> lost.get() != null || isOver(monitor, until),
                    left.compareTo(BETWEEN_FLUSHES) < 0 ? left : BETWEEN_FLUSHES);
            if (lost.get() != null) {
                return "when its pods were taken away";
            }
            if (over) {
                if (!monitor.await(monitor::isThrough, RECOVERY)) {
                    doubts.add("Not every flow was answered again a minute after that.");
                }
                return REACHED + until;
            }
            writer.traffic(TrafficDocuments.of(
                    monitor.soFar(), request.options().interval(), "by nobody", List.of(BROKEN_OFF)));
        }
    }

    private static boolean isOver(TrafficMonitor monitor, MonitorCommand.@Nullable Until until) {
        return until != null
                && switch (until) {
                    case AGENTS_RESTARTED -> monitor.haveAgentsRestarted();
                    case NODES_REIMAGED -> monitor.haveNodesBeenReimaged();
                };
    }

    private static String inWords(@Nullable Duration duration) {
        long seconds = duration == null ? 0 : duration.toSeconds();
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
    }

    private ExitCode finish(Judgement judgement, @Nullable ExitCode failed) {
        Path folder = request.folder();
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("results", folder.resolve("results.json"));
        files.putAll(new ReportFiles(folder).write(folder, judgement));
        if (failed == null) {
            terminal.out().print(new ConsoleSummary(terminal.colour()).render(judgement.document(), files));
        } else {
            terminal.err().println("results: " + folder.resolve("results.json"));
        }
        terminal.out().flush();
        return failed == null ? judgement.exitCode() : failed;
    }
}
