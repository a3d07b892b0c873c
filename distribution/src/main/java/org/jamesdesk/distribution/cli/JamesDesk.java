package org.jamesdesk.distribution.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code bin/james-desk}. */
@Command(
        name = "james-desk",
        description = "James Desk: the e-mail channel of a help desk, inside Apache James.",
        mixinStandardHelpOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            StartCommand.class,
            StopCommand.class,
            StatusCommand.class,
            DemoCommand.class,
            TokenCommand.class,
            RotateSecretsCommand.class,
            InspectCommand.class,
            ReplayCommand.class
        })
public final class JamesDesk {
    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show this help")
    private boolean help;

    private JamesDesk() {}

    /** Runs one command and exits with its code: 0 when all is as it should be, 2 for wrong arguments, else 1. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new JamesDesk())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(complaint(failure));
                    return command.getCommandSpec().exitCodeOnExecutionException();
                });
    }

    private static String complaint(Exception failure) {
        if (failure instanceof UncheckedIOException wrapped) {
            // The message of many is a path only; what is wrong with it stands in the name.
            IOException cause = wrapped.getCause();
            return wrapped.getMessage() + " (" + cause.getClass().getSimpleName() + ": " + cause.getMessage() + ")";
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
