package org.jamesdesk.distribution.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jamesdesk.distribution.home.HomeDirectory;
import org.jamesdesk.distribution.home.Installation;
import org.jamesdesk.distribution.home.Ports;
import org.jamesdesk.distribution.home.RunSettings;
import org.jamesdesk.distribution.process.Desk;
import picocli.CommandLine.Option;

/** The options that every command about a running desk has, and what follows from them. */
final class DeskOptions {
    private static final String INSTALLATION = "desk.installation";
    private static final String DEFAULT_HOME = "desk.home";
    private static final String COMMAND = "desk.command";

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where configuration, data and logs lie. Default: var/ beside bin/")
    private Optional<Path> home = Optional.empty();

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            description = "Is added to every port. Default: what the last start on this home used, else 0")
    private Optional<Integer> portOffset = Optional.empty();

    HomeDirectory home() {
        return new HomeDirectory(home.orElseGet(() -> Path.of(System.getProperty(DEFAULT_HOME, "var"))));
    }

    Installation installation() {
        String directory = System.getProperty(INSTALLATION);
        if (directory == null) {
            throw new IllegalStateException("Start this program with bin/james-desk");
        }
        return new Installation(Path.of(directory));
    }

    /** As the last start on this home left them, with the ports asked for now. */
    RunSettings settings() {
        RunSettings last = home().settings().orElseGet(RunSettings::standalone);
        return new RunSettings(
                portOffset.map(Ports::new).orElse(last.ports()), last.domain(), last.cassandra(), last.openSearch());
    }

    Desk desk(RunSettings settings) {
        return new Desk(installation(), home(), settings, Clock.systemUTC());
    }

    /** How this program is called, with the options that the next call needs too. */
    String call(String command) {
        StringBuilder call = new StringBuilder(System.getProperty(COMMAND, "james-desk"))
                .append(' ')
                .append(command);
        home.ifPresent(directory -> call.append(" --home ").append(directory));
        return call.toString();
    }
}
