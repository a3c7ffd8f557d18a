package org.ciliumconformance.suites.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.ciliumconformance.cluster.Refusal;
import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.cluster.facts.ClusterFacts;
import org.ciliumconformance.cluster.preflight.Intent;
import org.ciliumconformance.cluster.preflight.Line;
import org.ciliumconformance.cluster.preflight.Line.Standing;
import org.ciliumconformance.cluster.preflight.Preflight;
import org.ciliumconformance.cluster.target.Target;
import org.ciliumconformance.reports.ExitCode;
import org.ciliumconformance.reports.text.Printable;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.run.RunId;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Looks whether a run could be made on a cluster, and what would get in its way. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Says whether a run could be made on a cluster, and what would get in its way: permissions, nodes,"
                    + " PodSecurity, admission, policies of others, other runs. Creates nothing, unless with"
                    + " --try-pods; what a run would create is asked for by dry runs.",
            "",
            "run looks in the same way before it begins.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:a run could be made; there may be warnings",
            "2:wrong usage",
            "4:a run could not be made, or the cluster not be reached"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  cilium-conformance doctor --context my-cluster",
            "  cilium-conformance doctor --context my-cluster --allow host-network --try-pods",
            "  cilium-conformance doctor --context my-cluster --output json",
            "  cilium-conformance doctor --simulate fault=unschedulable-nodes"
        })
final class DoctorCommand implements Callable<Integer> {
    private static final String CLUSTER = "cluster";
    private static final String USUAL_NAMESPACE = "kube-system";

    private final Terminal terminal;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private PodOptions pods = new PodOptions();

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Option(
            names = "--try-pods",
            description = "Also make a namespace (cc-...), start one pod in it and remove both: only that tells whether"
                    + " the image can be pulled and the pods are let in.")
    private boolean tryPods;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "2m",
            description = "How long the pod of --try-pods may take to become ready. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofMinutes(2);

    @Mixin
    private OutputForm output = new OutputForm();

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        target.check();
        load.check();
        List<Line> lines = new ArrayList<>();
        Target opened = open(lines);
        if (opened != null) {
            try (Target closing = opened) {
                look(closing, lines);
            }
        }
        if (output.json()) {
            CatalogueJson.print(json(lines), terminal.out());
        } else {
            print(lines);
        }
        return (lines.stream().anyMatch(Line::isProblem) ? ExitCode.UNPREPARED : ExitCode.SUCCESS).code();
    }

    /** A cluster that cannot be reached is a finding; a mistake on the command line is none. */
    private @Nullable Target open(List<Line> lines) {
        try {
            Target opened = target.open();
            lines.add(new Line(CLUSTER, Standing.OK, "reached: " + opened.name() + " " + opened.context(), ""));
            return opened;
        } catch (UserError e) {
            if (e.area() == UserError.Area.USAGE) {
                throw e;
            }
            lines.add(problem(e));
            return null;
        }
    }

    private static Line problem(UserError e) {
        return new Line(CLUSTER, Standing.PROBLEM, String.valueOf(e.getMessage()), e.remedy());
    }

    private void look(Target opened, List<Line> lines) throws InterruptedException {
        Set<Need> allowed = pods.allowed(opened.simulated());
        KubernetesClient client = opened.client();
        Preflight preflight = new Preflight(
                client,
                new Intent(
                        RunId.next(),
                        load.lanes(opened.simulated()),
                        load.workloads(pods),
                        allowed.contains(Need.HOST_NETWORK),
                        RightsFor.needs(allowed, false),
                        ""));
        ClusterFacts facts = null;
        UserError unread = null;
        try {
            facts = target.facts(opened, pods);
        } catch (UserError e) {
            unread = e;
        }
        if (facts != null) {
            lines.addAll(preflight.identity(facts));
        }
        lines.addAll(preflight.permissions(version(facts, client), namespace(facts)));
        if (unread != null) {
            lines.add(problem(unread));
        }
        if (facts != null) {
            List<Line> conditions = preflight.conditions(facts);
            lines.addAll(conditions);
            lines.addAll(
                    tryPods && conditions.stream().noneMatch(Line::isProblem)
                            ? preflight.tried(facts, timeout)
                            : preflight.untried());
        }
        lines.addAll(preflight.otherRuns());
    }

    private static Semver version(@Nullable ClusterFacts facts, KubernetesClient client) {
        if (facts != null) {
            return facts.kubernetesVersion();
        }
        try {
            Semver told = Semver.coerce(client.getKubernetesVersion().getGitVersion());
            return told == null ? Semver.ZERO : told;
        } catch (KubernetesClientException e) {
            throw Refusal.of("read the version", e);
        }
    }

    private static String namespace(@Nullable ClusterFacts facts) {
        String namespace = facts == null ? null : facts.ciliumNamespace();
        return namespace == null ? USUAL_NAMESPACE : namespace;
    }

    private void print(List<Line> lines) {
        Columns columns = new Columns().row("STATE", "CHECK", "FOUND");
        for (Line line : lines) {
            columns.row(word(line.standing()), line.check(), Printable.line(line.text()));
            if (!line.remedy().isEmpty()) {
                columns.row("", "", "  what to do: " + Printable.line(line.remedy()));
            }
        }
        columns.print(terminal.out());
        long problems = lines.stream().filter(Line::isProblem).count();
        long warnings = lines.stream()
                .filter(line -> line.standing() == Standing.WARNING)
                .count();
        terminal.out().println();
        terminal.out()
                .println((problems == 0 ? "A run can be made" : "A run cannot be made") + ": " + problems
                        + (problems == 1 ? " problem, " : " problems, ") + warnings
                        + (warnings == 1 ? " warning." : " warnings."));
        terminal.out().flush();
    }

    private static String word(Standing standing) {
        return standing == Standing.NOT_TRIED ? "not tried" : standing.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode json(List<Line> lines) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("ready", lines.stream().noneMatch(Line::isProblem));
        ArrayNode checks = document.putArray("checks");
        for (Line line : lines) {
            ObjectNode node = checks.addObject();
            node.put("check", line.check());
            node.put("state", line.standing().name());
            node.put("text", line.text());
            if (!line.remedy().isEmpty()) {
                node.put("remedy", line.remedy());
            }
        }
        return document;
    }
}
