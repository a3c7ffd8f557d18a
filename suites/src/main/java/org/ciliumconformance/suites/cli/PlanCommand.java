package org.ciliumconformance.suites.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.ciliumconformance.cluster.facts.ClusterFacts;
import org.ciliumconformance.cluster.lane.TestBedOptions;
import org.ciliumconformance.cluster.lane.WorkloadOptions;
import org.ciliumconformance.cluster.settle.Timing;
import org.ciliumconformance.cluster.target.Target;
import org.ciliumconformance.reports.ExitCode;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.text.Printable;
import org.ciliumconformance.suites.catalogue.Catalogue;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.ciliumconformance.suites.run.Plan;
import org.ciliumconformance.suites.run.RunId;
import org.ciliumconformance.suites.run.RunObserver;
import org.ciliumconformance.suites.run.RunOptions;
import org.ciliumconformance.suites.run.SuiteRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Looks at a cluster and says what would run there. Creates nothing. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {"Says what would run on a cluster, and what not and why. Reads only.", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:planned", "2:wrong usage", "4:the cluster could not be reached or read"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  cilium-conformance plan --context my-cluster",
            "  cilium-conformance plan --context my-cluster --allow host-network 'service.*'",
            "  cilium-conformance plan --simulate profile=aks-managed,cilium=1.12.10 --output json"
        })
final class PlanCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private Selection selection = new Selection();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private PodOptions pods = new PodOptions();

    @Mixin
    private OutputForm output = new OutputForm();

    PlanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        target.check();
        List<CatalogueEntry> selected = selection.of(Catalogue.load().entries());
        try (Target opened = target.open()) {
            ClusterFacts facts = target.facts(opened, pods);
            // The run itself decides what is provided, so that plan and run can never differ.
            Plan plan = new SuiteRun(RunId.next(), opened, facts, options(opened.simulated()), selected, new Nobody())
                    .plan();
            Environment environment = Environments.of(opened, facts);
            if (output.json()) {
                CatalogueJson.print(json(environment, plan), terminal.out());
            } else {
                text(environment, plan);
            }
        }
        return ExitCode.SUCCESS.code();
    }

    private RunOptions options(boolean simulated) {
        Timing timing = simulated ? Timing.simulated() : Timing.live();
        return new RunOptions(
                new TestBedOptions(1, timing.cap(), WorkloadOptions.standard(), timing, false, false, false),
                pods.allowed(simulated),
                pods.outside(),
                pods.outsideClient(),
                1,
                Path.of("."),
                false,
                pods.expectations());
    }

    private void text(Environment environment, Plan plan) {
        terminal.out().println(VerdictLine.of(environment));
        terminal.out().println("profile: " + Printable.line(String.valueOf(environment.profileReason())));
        int toRun = plan.toRun().size();
        terminal.out().println(toRun + " behaviors to run, " + (plan.items().size() - toRun) + " not applicable");
        terminal.out().println();
        Columns columns = new Columns().row("PLAN", "ID", "WHY NOT");
        for (Plan.Item item : plan.items()) {
            String whyNot = item.whyNot();
            columns.row(whyNot == null ? "run" : "no", item.entry().id(), whyNot == null ? "" : Printable.line(whyNot));
        }
        columns.print(terminal.out());
    }

    private static ObjectNode json(Environment environment, Plan plan) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("target", environment.target());
        document.put("simulated", environment.simulated());
        document.put("profile", environment.profile());
        document.put("profileReason", environment.profileReason());
        document.put("kubernetesVersion", environment.kubernetesVersion());
        document.put("ciliumVersion", environment.ciliumVersion());
        ArrayNode items = document.putArray("behaviors");
        for (Plan.Item item : plan.items()) {
            ObjectNode node = items.addObject();
            node.put("id", item.entry().id());
            node.put("run", item.whyNot() == null);
            if (item.whyNot() != null) {
                node.put("whyNot", item.whyNot());
            }
        }
        return document;
    }

    /** A plan alone makes nothing happen. */
    private static final class Nobody implements RunObserver {
        @Override
        public void progress(String what) {}

        @Override
        public void started(String id) {}

        @Override
        public void finished(BehaviorResult result) {}
    }
}
