package org.ciliumconformance.suites.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.facts.Profile;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.ciliumconformance.reports.ExitCode;
import org.ciliumconformance.reports.model.Citation;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Catalogue;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.ciliumconformance.suites.catalogue.FaultMatrix;
import org.ciliumconformance.suites.catalogue.Need;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says all that is known about a behavior. Asks no cluster. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Explains a behavior: what is asserted, where it is documented and applies, how it is checked.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:explained", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {"  cilium-conformance explain network-policy.ipblock.egress-excludes-pods"})
final class ExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "ID", description = "The behavior's id, see list.")
    private String id = "";

    @Mixin
    private OutputForm output = new OutputForm();

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Catalogue catalogue = Catalogue.load();
        CatalogueEntry entry = catalogue
                .find(id)
                .orElseThrow(() -> Selection.unknown(
                        id, catalogue.entries().stream().map(CatalogueEntry::id).toList()));
        if (output.json()) {
            CatalogueJson.print(CatalogueJson.of(entry), terminal.out());
        } else {
            explain(entry, terminal.out());
        }
        return ExitCode.SUCCESS.code();
    }

    private static void explain(CatalogueEntry entry, PrintWriter out) {
        Behavior behavior = entry.behavior();
        Citation citation = behavior.source().citation();
        out.println(behavior.id());
        out.println();
        out.println("  " + behavior.statement() + ".");
        out.println();
        Columns columns = new Columns();
        columns.row("  Kind", behavior.kind().name() + ": " + meaning(behavior.kind()));
        columns.row("  Source", citation.inWords());
        if (citation.url() != null) {
            columns.row("", citation.url());
        }
        columns.row("  Applies to", String.join("; ", where(behavior)));
        columns.row("  Needs", needs(behavior));
        columns.print(out);
        out.println();
        out.println("  How it is checked");
        out.println("  " + behavior.how());
        out.println();
        out.println("  Faults of the simulated cluster that turn it");
        Map<String, String> faults = SimulatedTarget.faults();
        Columns turning = new Columns();
        for (FaultMatrix.Entry line : FaultMatrix.load().turning(behavior.id())) {
            turning.row("  " + line.fault(), faults.getOrDefault(line.fault(), ""));
        }
        turning.print(out);
        out.flush();
    }

    private static String meaning(Kind kind) {
        return switch (kind) {
            case REQUIRED -> "a conformant cluster shows it; absent, the verdict is DEVIATES";
            case LIMITATION -> "a documented shortcoming, expected here; absent, the verdict is LIFTED";
            case PERMITTED -> "the document says \"may\"; what was seen is recorded";
        };
    }

    private static List<String> where(Behavior behavior) {
        List<String> where = new ArrayList<>();
        where.add(
                behavior.profiles().length == 0
                        ? "every cluster with Cilium"
                        : Arrays.stream(behavior.profiles()).map(Profile::word).collect(Collectors.joining(", ")));
        if (behavior.plainKubernetes()) {
            where.add("clusters without Cilium, too");
        }
        if (!behavior.cilium().equals("*")) {
            where.add("Cilium " + behavior.cilium());
        }
        if (!behavior.kubernetes().equals("*")) {
            where.add("Kubernetes " + behavior.kubernetes());
        }
        for (String condition : behavior.config()) {
            where.add("cilium-config with " + condition);
        }
        return where;
    }

    private static String needs(Behavior behavior) {
        List<String> needs = new ArrayList<>();
        needs.add(behavior.nodes() == 1 ? "1 node" : behavior.nodes() + " nodes");
        for (Need need : behavior.needs()) {
            needs.add(need.word() + " (" + need.option() + ")");
        }
        return String.join(", ", needs);
    }
}
