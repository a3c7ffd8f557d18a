package org.ciliumconformance.suites.cli;

import java.util.concurrent.Callable;
import org.ciliumconformance.reports.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What is said without a command. */
@Command(
        name = RootCommand.NAME,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommandsRepeatable = false,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Asserts on a cluster what the documentation of Cilium promises, and the limitations it admits.",
            "",
            "Without --kubeconfig or --context it works on a SIMULATED cluster, to prove itself: nothing to install,"
                    + " and no evidence about a real cluster."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  " + RootCommand.NAME + " run                                  everything, simulated",
            "  " + RootCommand.NAME + " run --context my-cluster             everything, on a live cluster",
            "  " + RootCommand.NAME
                    + " plan --context my-cluster            what would run there, and what not and why",
            "  " + RootCommand.NAME + " doctor --context my-cluster          whether a run could be made there",
            "  " + RootCommand.NAME + " run 'network-policy.*' --lanes 1     one area, one behavior at a time",
            "  " + RootCommand.NAME + " explain network-policy.ipblock.egress-excludes-pods",
            "",
            "Each command says more with --help."
        })
final class RootCommand implements Callable<Integer> {
    static final String NAME = "cilium-conformance";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Whoever names no command is told which there are. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE.code();
    }
}
