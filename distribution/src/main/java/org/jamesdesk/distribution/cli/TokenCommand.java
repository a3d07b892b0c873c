package org.jamesdesk.distribution.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jamesdesk.distribution.home.WebAdminKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code james-desk token}: who can read the key of the home gets in. Nothing is stored. */
@Command(name = "token", description = "Prints an administrator's token for the REST interface.")
final class TokenCommand implements Callable<Integer> {
    private static final int MAX_HOURS = 24 * 366;

    @Mixin
    private DeskOptions options;

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "24",
            description = "How long the token is taken. Default: ${DEFAULT-VALUE}")
    private int hours;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (hours < 1 || hours > MAX_HOURS) {
            throw new IllegalArgumentException("--hours is a number from 1 to " + MAX_HOURS);
        }
        String token = new WebAdminKeys(options.home(), Clock.systemUTC()).administratorToken(Duration.ofHours(hours));
        spec.commandLine().getOut().println(token);
        return 0;
    }
}
