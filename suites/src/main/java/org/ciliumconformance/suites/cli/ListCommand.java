package org.ciliumconformance.suites.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.ciliumconformance.reports.ExitCode;
import org.ciliumconformance.suites.catalogue.Catalogue;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.ciliumconformance.suites.catalogue.Explanation;
import org.ciliumconformance.suites.catalogue.FaultMatrix;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;

/** Prints the catalogue. Asks no cluster. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {"Lists the behaviors: id, kind, statement.", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  cilium-conformance list",
            "  cilium-conformance list 'service.*'",
            "  cilium-conformance list --output json | jq -r '.[].id'"
        })
final class ListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private Selection selection = new Selection();

    @Mixin
    private OutputForm output = new OutputForm();

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<CatalogueEntry> entries = selection.of(Catalogue.load().entries());
        if (output.json()) {
            ArrayNode array = CatalogueJson.array();
            FaultMatrix matrix = FaultMatrix.load();
            Map<String, String> faults = SimulatedTarget.faults();
            entries.forEach(entry -> array.add(CatalogueJson.of(Explanation.of(entry, matrix, faults))));
            CatalogueJson.print(array, terminal.out());
        } else {
            Columns columns = new Columns();
            columns.row("ID", "KIND", "STATEMENT");
            entries.forEach(entry -> columns.row(
                    entry.id(), entry.behavior().kind().name(), entry.behavior().statement()));
            columns.print(terminal.out());
        }
        return ExitCode.SUCCESS.code();
    }
}
