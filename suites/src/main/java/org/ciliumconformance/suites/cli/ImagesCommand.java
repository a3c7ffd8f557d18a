package org.ciliumconformance.suites.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.ciliumconformance.cluster.facts.UsedImages;
import org.ciliumconformance.cluster.k3s.K3sImages;
import org.ciliumconformance.cluster.lane.WorkloadOptions;
import org.ciliumconformance.cluster.target.Target;
import org.ciliumconformance.reports.ExitCode;
import org.ciliumconformance.reports.text.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists images. Pulls none, and starts nothing. */
@Command(
        name = "images",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Lists the images that a run needs, with --target k3s also those of the cluster, and with --kubeconfig or"
                    + " --context those that the cluster's own pods run, with their digests. Pulls nothing.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", "2:wrong usage", "4:the cluster could not be reached or read"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  cilium-conformance images",
            "  cilium-conformance images --target k3s --cilium-chart cilium-1.19.4.tgz --mirror mirror.example.com",
            "  cilium-conformance images --context my-cluster --output json"
        })
final class ImagesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(
            names = "--image",
            paramLabel = "REFERENCE",
            defaultValue = WorkloadOptions.AGNHOST,
            description = "The agnhost image, as run takes it. Default: ${DEFAULT-VALUE}.")
    private String image = WorkloadOptions.AGNHOST;

    @Mixin
    private OutputForm output = new OutputForm();

    ImagesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        target.check();
        List<K3sImages.Use> images =
                switch (target.kind()) {
                    case SIMULATED -> List.of(ofRun());
                    case K3S -> target.k3sImages(WorkloadOptions.of(image, List.of()));
                    case KUBECONFIG -> used();
                };
        if (output.json()) {
            CatalogueJson.print(json(images), terminal.out());
            return ExitCode.SUCCESS.code();
        }
        Columns columns = new Columns().row("FOR", "IMAGE", "DIGEST", "COMES FROM");
        for (K3sImages.Use use : images) {
            columns.row(
                    use.purpose(),
                    Printable.line(use.image()),
                    use.digest().isEmpty() ? "-" : Printable.line(use.digest()),
                    use.local() ? "this machine" : Printable.line(use.pulled()));
        }
        columns.print(terminal.out());
        return ExitCode.SUCCESS.code();
    }

    private K3sImages.Use ofRun() {
        int at = image.indexOf('@');
        return new K3sImages.Use(
                "run", at < 0 ? image : image.substring(0, at), image, at < 0 ? "" : image.substring(at + 1), false);
    }

    private List<K3sImages.Use> used() {
        List<K3sImages.Use> images = new ArrayList<>(List.of(ofRun()));
        try (Target opened = target.open()) {
            UsedImages.in(opened.client())
                    .forEach((name, digests) -> digests.forEach(
                            digest -> images.add(new K3sImages.Use("cluster", name, name, digest, false))));
        }
        return images;
    }

    private static ArrayNode json(List<K3sImages.Use> images) {
        ArrayNode array = CatalogueJson.array();
        for (K3sImages.Use use : images) {
            ObjectNode node = array.addObject();
            node.put("for", use.purpose());
            node.put("image", use.image());
            node.put("pulled", use.pulled());
            node.put("digest", use.digest().isEmpty() ? null : use.digest());
            node.put("local", use.local());
        }
        return array;
    }
}
