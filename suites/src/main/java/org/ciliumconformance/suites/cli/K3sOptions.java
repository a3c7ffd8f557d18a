package org.ciliumconformance.suites.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.cluster.k3s.CiliumSource;
import org.ciliumconformance.cluster.k3s.K3sSettings;
import org.ciliumconformance.cluster.lane.WorkloadOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What throwaway cluster {@code --target k3s} starts. Loads nothing of Docker: most commands never ask for it. */
final class K3sOptions {
    @Option(
            names = "--nodes",
            paramLabel = "N",
            description =
                    "How many nodes: a server, the rest agents. Two for everything that crosses nodes. Default: 1.")
    private @Nullable Integer nodes;

    @Option(
            names = "--k3s-image",
            paramLabel = "REFERENCE",
            description = "Image of k3s, which decides the version of Kubernetes. Default: " + K3sSettings.IMAGE + ".")
    private @Nullable String image;

    @Option(
            names = "--cilium-chart",
            paramLabel = "FILE",
            description = "Cilium's chart as an archive (.tgz), instead of a version that the cluster downloads.")
    private @Nullable Path chart;

    @Option(
            names = "--cilium-manifest",
            paramLabel = "FILE",
            description = "Cilium's objects as helm template writes them, for clusters that reach nothing.")
    private @Nullable Path manifest;

    @Option(
            names = "--cilium-values",
            paramLabel = "FILE",
            description = "Values for Cilium's chart, as helm takes them. Repeatable; the later ones win.")
    private List<Path> values = new ArrayList<>();

    @Option(
            names = "--like",
            paramLabel = "aks",
            description = "Values that reproduce Azure CNI Powered by Cilium without ACNS: L7 proxy and Hubble off.")
    private @Nullable Likeness like;

    @Option(
            names = "--mirror",
            paramLabel = "[REGISTRY=]HOST[/PATH]",
            description = "Where all images come from, or those of one registry: k3s's, Cilium's, the run's."
                    + " Repeatable. Images that this machine's engine has are used and not pulled.")
    private List<String> mirrors = new ArrayList<>();

    @Option(
            names = "--k3s-timeout",
            paramLabel = "DURATION",
            description = "How long k3s and Cilium may take to be ready, pulls included. Default: 10m.")
    private @Nullable Duration timeout;

    /** Clusters that values can reproduce. */
    enum Likeness {
        AKS
    }

    /** An option of these that was given; null when none was. */
    @Nullable
    String given() {
        if (nodes != null) {
            return "--nodes";
        }
        if (image != null) {
            return "--k3s-image";
        }
        if (chart != null) {
            return "--cilium-chart";
        }
        if (manifest != null) {
            return "--cilium-manifest";
        }
        if (!values.isEmpty()) {
            return "--cilium-values";
        }
        if (like != null) {
            return "--like";
        }
        if (!mirrors.isEmpty()) {
            return "--mirror";
        }
        return timeout != null ? "--k3s-timeout" : null;
    }

    /**
     * @param version of Cilium, as the user said it; null when nothing was said
     * @throws UserError when the options do not go together
     */
    K3sSettings settings(@Nullable String version, WorkloadOptions workloads, boolean keep, @Nullable Path folder) {
        if (nodes != null) {
            Arguments.atLeast("--nodes", nodes, 1);
        }
        return new K3sSettings(
                image == null ? K3sSettings.IMAGE : image,
                nodes == null ? 1 : nodes,
                cilium(version),
                values,
                like == Likeness.AKS,
                mirrors,
                workloads,
                keep,
                timeout == null ? K3sSettings.TIMEOUT : timeout,
                folder);
    }

    private CiliumSource cilium(@Nullable String version) {
        int sources = (chart == null ? 0 : 1) + (manifest == null ? 0 : 1) + (version == null ? 0 : 1);
        if (sources > 1) {
            throw UserError.usage(
                    "Cilium is to come from more than one place.",
                    "Give one of --cilium-version, --cilium-chart and --cilium-manifest.");
        }
        if (chart != null) {
            return new CiliumSource.ChartArchive(there("--cilium-chart", chart));
        }
        if (manifest != null) {
            return new CiliumSource.Manifest(there("--cilium-manifest", manifest));
        }
        String plain = version == null ? K3sSettings.CILIUM : version;
        return new CiliumSource.ChartVersion(plain.startsWith("v") ? plain.substring(1) : plain);
    }

    private static Path there(String option, Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw UserError.usage(
                    option + " " + file + " cannot be read.",
                    "Check the path, and that it is a file that you may read.");
        }
        return file;
    }
}
