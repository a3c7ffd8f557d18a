package org.ciliumconformance.suites.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.ciliumconformance.cluster.Refusal;
import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.cluster.facts.ClusterFacts;
import org.ciliumconformance.cluster.lane.TestBedOptions;
import org.ciliumconformance.cluster.preflight.Intent;
import org.ciliumconformance.cluster.preflight.Line;
import org.ciliumconformance.cluster.preflight.Preflight;
import org.ciliumconformance.cluster.results.ResultsConfigMap;
import org.ciliumconformance.cluster.target.Target;
import org.ciliumconformance.reports.ExitCode;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.accept.Judgement;
import org.ciliumconformance.reports.history.Pruning;
import org.ciliumconformance.reports.io.CompactResults;
import org.ciliumconformance.reports.io.ResultsWriter;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.PlanCounts;
import org.ciliumconformance.reports.model.Problem;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Run;
import org.ciliumconformance.reports.output.ReportFiles;
import org.ciliumconformance.reports.text.ConsoleSummary;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.ciliumconformance.suites.run.PlatformRunner;
import org.ciliumconformance.suites.run.RunId;
import org.ciliumconformance.suites.run.RunObserver;
import org.ciliumconformance.suites.run.RunOptions;
import org.ciliumconformance.suites.run.SuiteRun;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run from the command line: target, facts, plan, lanes, behaviors, documents. Whatever goes wrong, the results
 * document is written and says so, and nothing stays in the cluster.
 */
final class ConformanceRun {
    /** What follows from the target being simulated or not. */
    @FunctionalInterface
    interface OptionsFor {
        RunOptions of(boolean simulated, Path folder);
    }

    private final RunRequest request;
    private final OptionsFor options;
    private final Terminal terminal;
    private final Interrupts interrupts;
    private final Clock clock;
    private final String id = RunId.next();
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final AtomicBoolean overdue = new AtomicBoolean();
    private final AtomicReference<SuiteRun> running = new AtomicReference<>();

    ConformanceRun(RunRequest request, OptionsFor options, Terminal terminal, Interrupts interrupts, Clock clock) {
        this.request = request;
        this.options = options;
        this.terminal = terminal;
        this.interrupts = interrupts;
        this.clock = clock;
    }

    /**
     * @throws ReportException when the results cannot be written
     */
    ExitCode execute() {
        boolean simulated = request.wrong() == null && request.target().kind() == TargetOptions.Kind.SIMULATED;
        Environment unknown = Environment.unknown(
                request.wrong() == null ? request.target().kind().word() : "kubeconfig",
                simulated,
                request.target().context());
        Run run = Run.begun(
                id, Version.ofSuite(), request.startedAt(), request.options(), request.commandLine(), request.shard());
        Path results = request.folder().resolve("results.json");
        ExitCode failed = null;
        try (ResultsWriter writer = ResultsWriter.open(results, run, unknown);
                RunLog log = RunLog.in(request.folder(), request.verbose());
                RunProgress progress = RunProgress.on(terminal, simulated)) {
            Thread main = Thread.currentThread();
            try (Interrupts.Subscription subscription =
                            interrupts.subscribe(() -> interrupt(main, progress), this::sayWhatStays);
                    Deadline deadline = Deadline.in(request.deadline(), () -> expire(main, progress))) {
                failed = attempt(writer, progress, log);
            }
            // What a signal left behind must not break off the writing.
            boolean unused = Thread.interrupted();
            progress.close();
            Judgement judgement = request.acceptance().judge(writer.end(clock.instant(), interrupted.get()));
            ResultsDocument document = writer.finish(failed == null && judgement.accepted());
            ExitCode code = finish(judgement, failed);
            prune();
            return isKept(document) || code != ExitCode.SUCCESS ? code : ExitCode.UNPREPARED;
        }
    }

    private void interrupt(Thread main, RunProgress progress) {
        interrupted.set(true);
        progress.progress("interrupted: removing what is in the cluster; once more to leave at once");
        stop(main);
    }

    private void expire(Thread main, RunProgress progress) {
        overdue.set(true);
        progress.progress("the run's deadline is near: what has not finished has no verdict");
        stop(main);
    }

    private void stop(Thread main) {
        SuiteRun run = running.get();
        if (run != null) {
            run.stop();
        }
        main.interrupt();
    }

    private void sayWhatStays() {
        SuiteRun run = running.get();
        List<String> stays = run == null ? List.of() : run.namespaces();
        PrintWriter err = terminal.err();
        err.println();
        if (stays.isEmpty()) {
            err.println("left at once; nothing of this run is in the cluster");
        } else {
            err.println("left at once; these namespaces may stay in the cluster: " + String.join(", ", stays));
            err.println("what to do: remove them with: " + RootCommand.NAME + " cleanup");
        }
        err.flush();
    }

    /** @return the exit code of what kept the run from being done; null when it was done */
    private @Nullable ExitCode attempt(ResultsWriter writer, RunProgress progress, RunLog log) {
        try {
            UserError wrong = request.wrong();
            if (wrong != null) {
                throw wrong;
            }
            conduct(writer, progress);
            return null;
        } catch (UserError e) {
            if (stopped()) {
                return whenStopped(writer, progress);
            }
            logger().warn("not prepared", e);
            return problem(writer, progress, e);
        } catch (KubernetesClientException e) {
            if (stopped()) {
                return whenStopped(writer, progress);
            }
            logger().warn("not prepared", e);
            return problem(writer, progress, Refusal.of("prepare the run", e));
        } catch (InterruptedException e) {
            if (!overdue.get()) {
                interrupted.set(true);
            }
            return whenStopped(writer, progress);
        } catch (RuntimeException e) {
            if (stopped()) {
                return whenStopped(writer, progress);
            }
            logger().error("unforeseen", e);
            return problem(
                    writer,
                    progress,
                    Failures.unforeseen(e),
                    "This is a fault of the suite: please report it with " + log.file() + ".",
                    ExitCode.UNPREPARED);
        }
    }

    private boolean stopped() {
        return interrupted.get() || overdue.get();
    }

    /** Who presses Ctrl-C knows why; a deadline that is over before any behavior began has to be told. */
    private @Nullable ExitCode whenStopped(ResultsWriter writer, RunProgress progress) {
        return interrupted.get()
                ? null
                : problem(
                        writer,
                        progress,
                        "The deadline of the run was over before the cluster was prepared.",
                        "Give it more time with --deadline, or find out what takes so long with --verbose.",
                        ExitCode.UNPREPARED);
    }

    private ExitCode problem(ResultsWriter writer, RunProgress progress, UserError e) {
        return problem(writer, progress, String.valueOf(e.getMessage()), e.remedy(), Failures.code(e));
    }

    private ExitCode problem(ResultsWriter writer, RunProgress progress, String message, String remedy, ExitCode code) {
        writer.problem(new Problem(message, remedy));
        progress.close();
        new Failures(terminal.err()).say(message, remedy);
        return code;
    }

    private void conduct(ResultsWriter writer, RunProgress progress) throws InterruptedException {
        boolean simulated = request.target().kind() == TargetOptions.Kind.SIMULATED;
        RunOptions runOptions = options.of(simulated, request.folder());
        TestBedOptions bed = runOptions.testBed();
        try (Target target = request.target().open(bed.workloads(), bed.keep(), request.folder(), progress::progress)) {
            ConfigMapName configMap = request.configMap();
            if (configMap != null) {
                results(target, configMap).requireOurs();
            }
            ClusterFacts facts = request.target().facts(target, request.pods());
            Environment environment = Environments.of(target, facts);
            writer.environment(environment);
            RunObserver recorder = new Recorder(writer, progress);
            try (SuiteRun run = new SuiteRun(id, target, facts, runOptions, request.selected(), recorder)) {
                running.set(run);
                int toRun = run.plan().toRun().size();
                int selected = request.selected().size();
                writer.plan(new PlanCounts(selected, toRun, selected - toRun));
                progress.planned(environment, toRun, selected - toRun);
                // Without a usable node nothing is applicable, and that would read as success: preparing says why.
                if (facts.usableNodes().isEmpty() || run.plan().toRun().stream().anyMatch(CatalogueEntry::needsLane)) {
                    preflight(run, progress);
                    run.testBed();
                }
                progress.begun();
                execute(run);
            } finally {
                running.set(null);
            }
        }
    }

    private void execute(SuiteRun run) {
        try {
            new PlatformRunner(run).execute();
        } catch (RuntimeException e) {
            if (!stopped()) {
                throw e;
            }
            logger().debug("stopped", e);
        }
        if (overdue.get() && !interrupted.get()) {
            run.reportUnfinished("The run's deadline was near before it had finished (--deadline "
                    + request.options().get("deadline") + ").");
        }
    }

    /**
     * Looks before anything is created: a problem ends the run with what to do about it, the rest is said. Other runs are
     * not looked for here: preparing does, and may wait for them.
     */
    private void preflight(SuiteRun run, RunProgress progress) throws InterruptedException {
        ConfigMapName configMap = request.configMap();
        ClusterFacts facts = run.facts();
        Preflight preflight = new Preflight(
                run.target().client(),
                new Intent(
                        run.id(),
                        run.options().testBed().lanes(),
                        run.options().testBed().workloads(),
                        run.options().testBed().privileged(),
                        RightsFor.needs(run.options().allowed(), configMap != null),
                        configMap == null ? "" : configMap.namespace()));
        String namespace = facts.ciliumNamespace();
        List<Line> lines = new ArrayList<>(
                preflight.permissions(facts.kubernetesVersion(), namespace == null ? "kube-system" : namespace));
        if (lines.stream().noneMatch(Line::isProblem)) {
            lines.addAll(preflight.conditions(facts));
        }
        List<Line> problems = lines.stream().filter(Line::isProblem).toList();
        if (!problems.isEmpty()) {
            problems.stream().skip(1).forEach(line -> progress.progress("also: " + line.text()));
            throw UserError.cluster(problems.get(0).text(), problems.get(0).remedy());
        }
        lines.stream()
                .filter(line -> line.standing() == Line.Standing.WARNING)
                .forEach(line -> progress.progress("warning: " + line.text() + " " + line.remedy()));
    }

    private ExitCode finish(Judgement judgement, @Nullable ExitCode failed) {
        Path folder = request.folder();
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("results", folder.resolve("results.json"));
        files.putAll(new ReportFiles(folder).write(folder, judgement));
        if (failed == null) {
            terminal.out().print(new ConsoleSummary(terminal.colour()).render(judgement.document(), files));
            new JudgementText(terminal.out()).print(judgement);
        } else {
            terminal.err().println("results: " + folder.resolve("results.json"));
        }
        terminal.out().flush();
        ExitCode judged = judgement.exitCode();
        return failed == null || judged == ExitCode.INTERRUPTED ? judged : failed;
    }

    /** That an old run stays is told, and fails nothing. */
    private void prune() {
        Integer kept = request.keptRuns();
        Path runs = request.folder().toAbsolutePath().normalize().getParent();
        if (kept == null || runs == null || request.wrong() != null) {
            return;
        }
        try {
            List<Path> removed = Pruning.keepLatest(runs, kept);
            if (!removed.isEmpty()) {
                terminal.err().println("old runs removed: " + removed.size() + ", the first of them " + removed.get(0));
            }
        } catch (ReportException e) {
            new Failures(terminal.err()).say(String.valueOf(e.getMessage()), e.remedy());
        }
        terminal.err().flush();
    }

    /**
     * Keeps the results in the cluster, if that is asked for. After an interrupt nobody waits for it.
     *
     * @return false when it could not be done, which is said
     */
    private boolean isKept(ResultsDocument document) {
        ConfigMapName configMap = request.configMap();
        if (configMap == null || request.wrong() != null || interrupted.get()) {
            return true;
        }
        try (Target target = request.target().open()) {
            CompactResults compact = CompactResults.within(document, ResultsConfigMap.LIMIT);
            results(target, configMap).put(compact.gzip(), compact.leftOut());
            terminal.out()
                    .println("ConfigMap: " + configMap
                            + (compact.leftOut().isEmpty() ? "" : ", without " + String.join(", ", compact.leftOut())));
            terminal.out().flush();
            return true;
        } catch (UserError e) {
            new Failures(terminal.err()).say(e);
        } catch (ReportException e) {
            new Failures(terminal.err()).say(String.valueOf(e.getMessage()), e.remedy());
        }
        return false;
    }

    private static ResultsConfigMap results(Target target, ConfigMapName name) {
        return new ResultsConfigMap(target.client(), name.namespace(), name.name());
    }

    private static Logger logger() {
        return LoggerFactory.getLogger(ConformanceRun.class);
    }

    /** Writes results down before it shows them, and nothing that comes after the end. */
    private record Recorder(ResultsWriter writer, RunProgress progress) implements RunObserver {
        @Override
        public void progress(String what) {
            progress.progress(what);
        }

        @Override
        public void started(String id) {
            progress.started(id);
        }

        @Override
        public void finished(BehaviorResult result) {
            writer.add(result);
            progress.finished(result);
        }
    }
}
