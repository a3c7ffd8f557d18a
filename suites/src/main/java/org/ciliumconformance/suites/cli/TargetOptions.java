package org.ciliumconformance.suites.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.cluster.facts.ClusterFacts;
import org.ciliumconformance.cluster.facts.FactsCollector;
import org.ciliumconformance.cluster.facts.Profile;
import org.ciliumconformance.cluster.k3s.K3sImages;
import org.ciliumconformance.cluster.k3s.K3sTarget;
import org.ciliumconformance.cluster.lane.Progress;
import org.ciliumconformance.cluster.lane.WorkloadOptions;
import org.ciliumconformance.cluster.target.KubeconfigTarget;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.ciliumconformance.cluster.target.Target;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which cluster, and what to take for a fact instead of detecting it. */
final class TargetOptions {
    /** For one request. */
    private static final Duration REQUEST = Duration.ofSeconds(15);

    /** The kinds of target. */
    enum Kind {
        SIMULATED,
        KUBECONFIG,
        K3S;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--target",
            paramLabel = "simulated|kubeconfig|k3s",
            description = "Where to go. Default: kubeconfig when --kubeconfig or --context is given, else simulated."
                    + " With kubeconfig alone: the current context, or the service account inside a cluster. With k3s:"
                    + " a throwaway cluster in Docker containers, see the options below.")
    private @Nullable Kind target;

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Kubeconfig of a live cluster.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Context of the kubeconfig; default: its current one.")
    private @Nullable String context;

    @Option(
            names = "--simulate",
            paramLabel = "KEY=VALUE,...",
            description = "What to simulate, for example profile=aks-managed,cilium=1.16.5,nodes=3"
                    + " or fault=egress-not-enforced. Repeatable.")
    private List<String> simulate = new ArrayList<>();

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description = "Take this profile for a fact: aks-managed, aks-byocni, k3s, self-managed or not-cilium.")
    private @Nullable String profile;

    @Option(
            names = "--cilium-version",
            paramLabel = "VERSION",
            description = "Take this version of Cilium for a fact. With --target k3s: the version to install.")
    private @Nullable String ciliumVersion;

    @Option(
            names = "--qps",
            paramLabel = "N",
            description = "How many requests per second the API server gets at most; 0 for no limit. Default: "
                    + KubeconfigTarget.USUAL_RATE + ", simulated 0.")
    private @Nullable Integer perSecond;

    @ArgGroup(validate = false, heading = "%nThe cluster of --target k3s:%n")
    private K3sOptions k3s = new K3sOptions();

    /** What was asked for, without trying it. */
    Kind kind() {
        boolean named = kubeconfig != null || context != null;
        Kind kind = target != null ? target : named ? Kind.KUBECONFIG : Kind.SIMULATED;
        String ofK3s = k3s.given();
        if (kind != Kind.K3S && ofK3s != null) {
            throw UserError.usage(
                    ofK3s + " describes the cluster of --target k3s, and another one was named.",
                    "Add --target k3s, or leave out " + ofK3s + ".");
        }
        if (kind == Kind.K3S && (named || !simulate.isEmpty())) {
            throw UserError.usage(
                    "--target k3s starts a cluster of its own, and another one was named.",
                    "Leave out --kubeconfig, --context and --simulate, or --target k3s.");
        }
        if (kind == Kind.SIMULATED && named) {
            throw UserError.usage(
                    "--target simulated has no kubeconfig and no context.",
                    "Leave out --target to use the live cluster, or --kubeconfig and --context to simulate.");
        }
        if (kind == Kind.KUBECONFIG && !simulate.isEmpty()) {
            throw UserError.usage(
                    "--simulate describes a simulated cluster, and a live one was named.",
                    "Leave out --simulate, or --kubeconfig, --context and --target kubeconfig.");
        }
        return kind;
    }

    /** The context as named on the command line; null when it follows from the kubeconfig. */
    @Nullable
    String context() {
        return context;
    }

    /** What is to be simulated, as text. */
    String simulation() {
        return String.join(",", simulate);
    }

    /**
     * Checks everything that can be checked without a cluster.
     *
     * @throws UserError when something is wrong
     */
    void check() {
        Kind kind = kind();
        if (kind == Kind.K3S) {
            var unused = k3s.settings(ciliumVersion, WorkloadOptions.standard(), false, null);
        }
        if (perSecond != null) {
            Arguments.atLeast("--qps", perSecond, 0);
        }
        toldProfile();
        toldVersion();
    }

    /**
     * Connects; a cluster that is started for it goes again when it is closed.
     *
     * @throws UserError when that fails
     */
    Target open() {
        return open(WorkloadOptions.standard(), false, null, what -> {});
    }

    /**
     * Connects.
     *
     * @param workloads how pods will be made there
     * @param keep whether a cluster that is started for it stays
     * @param folder for what a start leaves behind; null for a temporary one
     * @throws UserError when that fails
     */
    Target open(WorkloadOptions workloads, boolean keep, @Nullable Path folder, Progress progress) {
        return switch (kind()) {
            case SIMULATED -> SimulatedTarget.start(simulation(), false, perSecond == null ? 0 : perSecond);
            case KUBECONFIG ->
                KubeconfigTarget.open(
                        kubeconfig, context, REQUEST, perSecond == null ? KubeconfigTarget.USUAL_RATE : perSecond);
            case K3S -> K3sTarget.start(k3s.settings(ciliumVersion, workloads, keep, folder), progress);
        };
    }

    /**
     * The images of the cluster of {@code --target k3s} and of a run on it.
     *
     * @throws UserError when a file that is named cannot be read
     */
    List<K3sImages.Use> k3sImages(WorkloadOptions workloads) {
        return K3sImages.of(k3s.settings(ciliumVersion, workloads, false, null));
    }

    /**
     * Looks at the cluster.
     *
     * @param pods which nodes the pods may use
     * @throws UserError when it cannot be read
     */
    ClusterFacts facts(Target opened, PodOptions pods) {
        ClusterFacts facts =
                new FactsCollector(opened.client(), toldProfile(), pods.tolerations(), pods.nodeSelector()).collect();
        Semver version = kind() == Kind.K3S ? null : toldVersion(); // what was installed shows
        return version == null ? facts : facts.withCiliumVersion(version, "as the user said");
    }

    private @Nullable Profile toldProfile() {
        String word = profile;
        if (word == null) {
            return null;
        }
        return Arrays.stream(Profile.values())
                .filter(candidate -> candidate.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> UserError.usage(
                        "There is no profile '" + word + "'.",
                        "It is one of "
                                + Arrays.stream(Profile.values())
                                        .map(Profile::word)
                                        .collect(Collectors.joining(", ")) + "."));
    }

    private @Nullable Semver toldVersion() {
        String text = ciliumVersion;
        if (text == null) {
            return null;
        }
        Semver version = Semver.parse(text.startsWith("v") ? text.substring(1) : text);
        if (version == null) {
            throw UserError.usage("'" + text + "' is no version of Cilium.", "Write it in full, such as 1.19.4.");
        }
        return version;
    }
}
