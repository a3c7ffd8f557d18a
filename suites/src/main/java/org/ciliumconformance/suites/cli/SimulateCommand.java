package org.ciliumconformance.suites.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.ciliumconformance.reports.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Serves a simulated cluster, for kubectl and other clients. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Serves a SIMULATED cluster on this machine until Ctrl-C, and says how to use it with kubectl."
                    + " It is no evidence about any real cluster.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:served until it was told to stop", "2:wrong usage", "4:it could not be started"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  cilium-conformance simulate",
            "  cilium-conformance simulate profile=aks-managed,cilium=1.16.5,nodes=3",
            "  cilium-conformance simulate fault=egress-not-enforced --write-kubeconfig sim.yaml",
            "  cilium-conformance simulate fault=api-gone:after=30s,for=20s"
        })
final class SimulateCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Interrupts interrupts;

    @Parameters(
            paramLabel = "KEY=VALUE",
            arity = "0..*",
            description =
                    "What to simulate: profile, cilium, kubernetes, nodes, ip-families (ipv4 or dual), realtime, rbac,"
                            + " config.KEY, fault.")
    private List<String> description = new ArrayList<>();

    @Option(
            names = "--write-kubeconfig",
            paramLabel = "FILE",
            description = "Where to write the kubeconfig, which stays. Default: a temporary file, removed at the end.")
    private @Nullable Path kubeconfig;

    @Option(names = "--faults", description = "List what can be wrong with the cluster, and serve nothing.")
    private boolean faults;

    @Option(names = "--tls", description = "Serve over TLS, with a certificate authority of its own, and check tokens.")
    private boolean tls;

    SimulateCommand(Terminal terminal, Interrupts interrupts) {
        this.terminal = terminal;
        this.interrupts = interrupts;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (faults) {
            Columns columns = new Columns().row("FAULT", "WHAT IT BREAKS");
            SimulatedTarget.faults().forEach((fault, breaks) -> columns.row(SimulatedTarget.form(fault), breaks));
            columns.print(terminal.out());
            terminal.out().println();
            terminal.out().println("Every fault may have a schedule: fault=api-gone:after=3s,for=20s or ,every=30s.");
            terminal.out()
                    .println("*  for pods of namespace=...,name=... only; * stands for anything; seed= of the lot");
            terminal.out()
                    .println(
                            "** for requests of verb=...,resource=...,namespace=...,name=... only, and share=0.3,seed=7"
                                    + " of them");
            terminal.out().flush();
            return ExitCode.SUCCESS.code();
        }
        CountDownLatch stop = new CountDownLatch(1);
        Path named = kubeconfig;
        Path file = named != null ? named : Files.createTempFile("simulated-", ".kubeconfig");
        try (Interrupts.Subscription subscription = interrupts.subscribe(stop::countDown, () -> {});
                SimulatedTarget target = SimulatedTarget.start(String.join(",", description), tls)) {
            write(target, file);
            terminal.out().println("SIMULATED cluster: " + target.context());
            terminal.out().println("It serves until Ctrl-C. In another terminal:");
            terminal.out().println();
            terminal.out().println("  export KUBECONFIG=" + file.toAbsolutePath());
            terminal.out().println("  kubectl get pods -A");
            terminal.out().println();
            terminal.out().flush();
            stop.await();
        } finally {
            if (named == null) {
                Files.deleteIfExists(file);
            }
        }
        return ExitCode.SUCCESS.code();
    }

    private static void write(SimulatedTarget target, Path file) {
        try {
            target.writeKubeconfig(file);
        } catch (IOException e) {
            throw UserError.usage(
                    "The kubeconfig " + file + " cannot be written: " + e.getMessage(),
                    "Name another file with --write-kubeconfig.");
        }
    }
}
