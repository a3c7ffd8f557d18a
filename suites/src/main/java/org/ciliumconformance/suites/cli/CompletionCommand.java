package org.ciliumconformance.suites.cli;

import java.util.concurrent.Callable;
import org.ciliumconformance.reports.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the completion script. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {"Prints a completion script for bash and zsh.", ""},
        footerHeading = "%nExamples:%n",
        footer = {"  source <(cilium-conformance completion)"})
final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().print(AutoComplete.bash(RootCommand.NAME, spec.root().commandLine()));
        terminal.out().flush();
        return ExitCode.SUCCESS.code();
    }
}
