package org.ciliumconformance.suites.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.reports.ExitCode;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.text.Printable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Makes of each failure one message that says what to do, and the exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final PrintWriter err;

    Failures(PrintWriter err) {
        this.err = err;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        StringBuilder remedy = new StringBuilder();
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = suggestions(unmatched);
            if (!suggestions.isEmpty()) {
                remedy.append("Did you mean ")
                        .append(suggestions.stream().limit(3).collect(Collectors.joining(" or ")))
                        .append("? ");
            }
        }
        say(
                String.valueOf(e.getMessage()),
                remedy + "See: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE.code();
    }

    private static List<String> suggestions(UnmatchedArgumentException e) {
        Set<String> commands = e.getCommandLine().getSubcommands().keySet();
        String word = e.getUnmatched().get(0);
        return commands.isEmpty() || word.startsWith("-") ? e.getSuggestions() : Nearest.to(word, commands);
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof UserError error) {
            say(error);
            return code(error).code();
        }
        if (e instanceof ReportException error) {
            say(String.valueOf(error.getMessage()), error.remedy());
            return ExitCode.USAGE.code();
        }
        LoggerFactory.getLogger(Failures.class).error("unforeseen", e);
        say(unforeseen(e), "This is a fault of the suite: please report it with the command that you used.");
        return ExitCode.UNPREPARED.code();
    }

    /** The exit code of something that the user can mend. */
    static ExitCode code(UserError error) {
        return switch (error.area()) {
            case USAGE -> ExitCode.USAGE;
            case CLUSTER -> ExitCode.UNPREPARED;
        };
    }

    /** One line for an exception that nobody foresaw. */
    static String unforeseen(Throwable e) {
        String message = e.getMessage();
        return "Something unforeseen happened: " + e.getClass().getSimpleName()
                + (message == null ? "" : ": " + message);
    }

    void say(UserError error) {
        say(String.valueOf(error.getMessage()), error.remedy());
    }

    void say(String message, String remedy) {
        err.println("error: " + Printable.line(message, 2_000));
        if (!remedy.isBlank()) {
            err.println("what to do: " + Printable.line(remedy, 2_000));
        }
        err.flush();
    }
}
