package org.ciliumconformance.suites.cli;

import io.fabric8.kubernetes.api.model.Toleration;
import java.time.Clock;
import java.time.Duration;
import org.ciliumconformance.cluster.target.Target.OutsideHost;
import picocli.CommandLine;

/** Puts the commands together. */
final class CommandLines {
    private CommandLines() {}

    static CommandLine create(Terminal terminal, Interrupts interrupts) {
        CommandLine root = new CommandLine(new RootCommand())
                .addSubcommand(new RunCommand(terminal, interrupts, Clock.systemUTC(), System.getenv()))
                .addSubcommand(new PlanCommand(terminal))
                .addSubcommand(new DoctorCommand(terminal))
                .addSubcommand(new ListCommand(terminal))
                .addSubcommand(new ExplainCommand(terminal))
                .addSubcommand(new CompareCommand(terminal, Clock.systemUTC()))
                .addSubcommand(new CommandLine(new ReportCommand(terminal, Clock.systemUTC(), System.getenv()))
                        .addSubcommand(new MergeCommand(terminal, Clock.systemUTC())))
                .addSubcommand(new HistoryCommand(terminal))
                .addSubcommand(new MonitorCommand(terminal, interrupts, Clock.systemUTC()))
                .addSubcommand(new AcceptCommand(terminal, interrupts, Clock.systemUTC()))
                .addSubcommand(new CleanupCommand(terminal))
                .addSubcommand(new ImagesCommand(terminal))
                .addSubcommand(new SimulateCommand(terminal, interrupts))
                .addSubcommand(new CompletionCommand(terminal));
        Failures failures = new Failures(terminal.err());
        return root.setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setUsageHelpWidth(Math.min(terminal.columns(), 120))
                .setUsageHelpLongOptionsMaxWidth(34)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .registerConverter(Duration.class, Arguments::duration)
                .registerConverter(OutsideHost.class, Arguments::outsideHost)
                .registerConverter(Toleration.class, Arguments::toleration)
                .registerConverter(ConfigMapName.class, ConfigMapName::parse);
    }
}
