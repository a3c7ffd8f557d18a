package org.ciliumconformance.suites.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.ciliumconformance.cluster.Refusal;
import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.cluster.cleanup.Leftovers;
import org.ciliumconformance.cluster.target.KubeconfigTarget;
import org.ciliumconformance.cluster.target.Target;
import org.ciliumconformance.reports.ExitCode;
import org.ciliumconformance.reports.text.Printable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes what runs left in a live cluster. */
@Command(
        name = "cleanup",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Removes from a live cluster what killed runs left there, and what run --keep kept: the namespaces and"
                    + " cluster-wide policies with the label cilium-conformance.org/owner, and nothing else.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing of ours is left, but for runs in progress",
            "2:wrong usage",
            "4:the cluster could not be reached, or something stays"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  cilium-conformance cleanup --context my-cluster",
            "  cilium-conformance cleanup --force",
            "  cilium-conformance cleanup --k3s"
        })
final class CleanupCommand implements Callable<Integer> {
    private static final Duration REQUEST = Duration.ofSeconds(15);

    private final Terminal terminal;

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Kubeconfig of the cluster.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Context of the kubeconfig; default: its current one.")
    private @Nullable String context;

    @Option(
            names = "--k3s",
            description = "Instead: the containers of clusters of --target k3s that killed runs left or --keep kept.")
    private boolean k3s;

    @Option(names = "--force", description = "Also what belongs to a run in progress.")
    private boolean force;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "90s",
            description = "How long to wait until it is gone. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofSeconds(90);

    CleanupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (k3s) {
            return k3s().code();
        }
        try (Target target = KubeconfigTarget.open(kubeconfig, context, REQUEST)) {
            Leftovers leftovers = new Leftovers(target.client());
            List<Leftovers.Run> runs = force ? read(leftovers) : observe(leftovers);
            List<Leftovers.Run> removable =
                    runs.stream().filter(run -> force || !run.alive()).toList();
            List<String> namespaces =
                    removable.stream().flatMap(run -> run.namespaces().stream()).toList();
            for (Leftovers.Run run : runs) {
                if (!removable.contains(run)) {
                    terminal.out().println("run " + run.id() + " is in progress and stays; --force removes it, too");
                }
            }
            List<String> policies =
                    removable.stream().flatMap(run -> run.policies().stream()).toList();
            removePolicies(leftovers, policies);
            policies.forEach(name -> terminal.out().println("removed CiliumClusterwideNetworkPolicy " + name));
            if (namespaces.isEmpty() && policies.isEmpty()) {
                terminal.out().println("nothing to remove");
                return ExitCode.SUCCESS.code();
            }
            List<Leftovers.Stuck> stuck = remove(leftovers, namespaces);
            List<String> stays = stuck.stream().map(Leftovers.Stuck::namespace).toList();
            namespaces.stream().filter(name -> !stays.contains(name)).forEach(name -> terminal.out()
                    .println("removed namespace " + name));
            terminal.out().flush();
            for (Leftovers.Stuck namespace : stuck) {
                terminal.err()
                        .println("error: namespace " + namespace.namespace() + " stays: "
                                + Printable.line(namespace.why()));
            }
            if (!stuck.isEmpty()) {
                terminal.err()
                        .println("what to do: see what holds it with: kubectl describe namespace " + stays.get(0));
                return ExitCode.UNPREPARED.code();
            }
            return ExitCode.SUCCESS.code();
        }
    }

    private ExitCode k3s() {
        if (kubeconfig != null || context != null) {
            throw UserError.usage(
                    "--k3s removes whole clusters from this machine, and a live one was named.",
                    "Leave out --k3s to clean up in that cluster, or --kubeconfig and --context.");
        }
        return new K3sCleanup(terminal).execute(force);
    }

    private static List<Leftovers.Run> read(Leftovers leftovers) {
        try {
            return leftovers.runs();
        } catch (KubernetesClientException e) {
            throw Refusal.of("list namespaces and their leases", e);
        }
    }

    /** Only what is certain is removed: a run that lives shows it within seconds. */
    private List<Leftovers.Run> observe(Leftovers leftovers) throws InterruptedException {
        try {
            return leftovers.observed(words -> {
                terminal.err().println("... " + words);
                terminal.err().flush();
            });
        } catch (KubernetesClientException e) {
            throw Refusal.of("list namespaces and their leases", e);
        }
    }

    private static void removePolicies(Leftovers leftovers, List<String> names) {
        try {
            leftovers.removePolicies(names);
        } catch (KubernetesClientException e) {
            throw Refusal.of("delete CiliumClusterwideNetworkPolicies", e);
        }
    }

    private List<Leftovers.Stuck> remove(Leftovers leftovers, List<String> namespaces) throws InterruptedException {
        try {
            return leftovers.remove(namespaces, timeout);
        } catch (KubernetesClientException e) {
            throw Refusal.of("delete namespaces", e);
        }
    }
}
