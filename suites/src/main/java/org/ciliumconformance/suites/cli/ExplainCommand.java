package org.ciliumconformance.suites.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.ciliumconformance.reports.ExitCode;
import org.ciliumconformance.reports.model.Citation;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Catalogue;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.ciliumconformance.suites.catalogue.Explanation;
import org.ciliumconformance.suites.catalogue.FaultMatrix;
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
        Explanation explanation = Explanation.of(entry, FaultMatrix.load(), SimulatedTarget.faults());
        if (output.json()) {
            CatalogueJson.print(CatalogueJson.of(explanation), terminal.out());
        } else {
            explain(explanation, terminal.out());
        }
        return ExitCode.SUCCESS.code();
    }

    private static void explain(Explanation explanation, PrintWriter out) {
        Behavior behavior = explanation.entry().behavior();
        Citation citation = explanation.citation();
        out.println(behavior.id());
        out.println();
        out.println("  " + behavior.statement() + ".");
        out.println();
        Columns columns = new Columns();
        columns.row("  Kind", behavior.kind().name() + ": " + Explanation.meaning(behavior.kind()));
        columns.row("  Source", citation.inWords());
        if (citation.url() != null) {
            columns.row("", citation.url());
        }
        columns.row("  Applies to", String.join("; ", explanation.appliesTo()));
        columns.row("  Needs", String.join(", ", explanation.needs()));
        columns.print(out);
        out.println();
        out.println("  How it is checked");
        out.println("  " + behavior.how());
        out.println();
        out.println("  Faults of the simulated cluster that turn it");
        Columns turning = new Columns();
        for (Explanation.Turning fault : explanation.turnedBy()) {
            turning.row("  " + fault.fault(), fault.outcome(), fault.description());
        }
        turning.print(out);
        out.flush();
    }
}
