package org.jamesdesk.distribution.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jamesdesk.distribution.home.HomeDirectory;
import org.jamesdesk.distribution.home.Ports;
import org.jamesdesk.distribution.home.RunSettings;
import org.jamesdesk.distribution.home.SelfSignedCertificate;
import org.jamesdesk.distribution.home.StandaloneConfiguration;
import org.jamesdesk.distribution.home.WebAdminKeys;
import org.jamesdesk.distribution.process.Desk;
import org.jamesdesk.distribution.process.Health;
import org.jamesdesk.engines.EngineFailedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code james-desk start}: brings everything up and waits until it works. */
@Command(
        name = "start",
        description = "Starts Cassandra, OpenSearch and James, and waits until all health checks are green.")
final class StartCommand implements Callable<Integer> {
    private static final long WATCH_MILLIS = 1_000;

    @Mixin
    private DeskOptions options;

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            description = "The mail domain of the desk; the first start on a home fixes it. Default: desk.example")
    private Optional<String> domain = Optional.empty();

    @Option(
            names = "--cassandra",
            paramLabel = "HOST:PORT|own",
            description =
                    "Use this Cassandra instead of starting one; own: start one again. Default: what the last start"
                            + " that succeeded used")
    private Optional<String> cassandra = Optional.empty();

    @Option(
            names = "--opensearch",
            paramLabel = "URL|own",
            description =
                    "Use this OpenSearch instead of starting one; own: start one again. Default: what the last start"
                            + " that succeeded used")
    private Optional<String> openSearch = Optional.empty();

    @Option(names = "--foreground", description = "Stay, and stop everything on Ctrl-C or SIGTERM")
    private boolean foreground;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        RunSettings settings = settings();
        Desk desk = options.desk(settings);
        if (desk.isUp()) {
            out.println("James Desk is running already: " + desk.webAdmin());
            return 0;
        }
        start(options, settings, desk, out);
        print(out, settings);
        return foreground ? stay(desk, out) : 0;
    }

    /** Prepares the home and starts what does not run; also used by the demo. */
    static void start(DeskOptions options, RunSettings settings, Desk desk, PrintWriter out) {
        HomeDirectory home = options.home();
        home.prepare();
        if (new StandaloneConfiguration(options.installation(), home).createIfAbsent(settings.domain())) {
            out.println("First start: configuration in " + home.conf() + ", desk domain " + settings.domain());
        }
        new WebAdminKeys(home, Clock.systemUTC()).createIfAbsent();
        new SelfSignedCertificate(home).createIfAbsent(settings.domain());
        boolean fromNothing = !desk.isAnythingRunning();
        if (fromNothing) {
            // The configuration has the domain from now on; whether the engines are any good is still to be seen.
            RunSettings last = home.settings().orElseGet(RunSettings::standalone);
            home.remember(new RunSettings(settings.ports(), settings.domain(), last.cassandra(), last.openSearch()));
        }
        out.println("Starting "
                + String.join(
                        ", ",
                        desk.services().stream()
                                .filter(service -> !service.engine().isRunning())
                                .map(service -> service.name())
                                .toList())
                + " in " + home.directory());
        Health health = started(desk, settings, out);
        if (fromNothing) {
            home.remember(settings);
        }
        if (!health.isGreen()) {
            out.println("Look after this:" + System.lineSeparator() + health.complaints());
        }
    }

    private static Health started(Desk desk, RunSettings settings, PrintWriter out) {
        try {
            return desk.start(out::println);
        } catch (EngineFailedException e) {
            if (settings.engineOptions().isEmpty()) {
                throw e;
            }
            throw new EngineFailedException(
                    e.getMessage() + System.lineSeparator() + "This start used " + settings.engineOptions()
                            + "; the value " + RunSettings.OWN + " starts the desk's own again.",
                    e);
        }
    }

    private RunSettings settings() {
        RunSettings last = options.settings();
        Optional<RunSettings> known = options.home().settings();
        if (known.isPresent()
                && domain.filter(name -> !name.equalsIgnoreCase(last.domain())).isPresent()) {
            throw new IllegalArgumentException("The domain of " + options.home().directory() + " is " + last.domain()
                    + ", as its first start has fixed it. Leave --domain out, or use another --home for "
                    + domain.orElseThrow() + ". Further domains go to domains in conf/desk.properties.");
        }
        RunSettings settings = new RunSettings(
                        last.ports(), domain.orElse(last.domain()), last.cassandra(), last.openSearch())
                .withEngines(cassandra, openSearch);
        known.filter(before -> !before.equals(settings))
                .filter(before -> options.desk(before).isAnythingRunning())
                .ifPresent(before -> {
                    throw new IllegalArgumentException(("James Desk runs in this home already, with --port-offset "
                                            + before.ports().offset() + " " + before.engineOptions())
                                    .strip()
                            + ". Stop it first: " + options.call("stop"));
                });
        return settings;
    }

    private void print(PrintWriter out, RunSettings settings) {
        Ports ports = settings.ports();
        String webAdmin = "http://127.0.0.1:" + ports.webAdmin();
        out.printf(
                """

                James Desk runs; all of this is on this machine:
                  SMTP        port %d: mail to support@%s becomes a ticket
                  submission  port %d
                  IMAP        port %d
                  REST        %s/desk/tickets
                  Cassandra   %s
                  OpenSearch  %s
                  logs        %s

                Next:
                  %s
                  curl -H "Authorization: Bearer $(%s)" %s/desk/tickets
                  %s
                """,
                ports.smtp(),
                settings.domain(),
                ports.submission(),
                ports.imap(),
                webAdmin,
                settings.cassandraContactPoint(),
                settings.openSearchUrl(),
                options.home().logs(),
                options.call("demo"),
                options.call("token"),
                webAdmin,
                options.call("stop"));
        out.flush();
    }

    private int stay(Desk desk, PrintWriter out) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> desk.stop(out::println), "stop-desk"));
        while (desk.services().stream().allMatch(service -> service.engine().isRunning())) {
            try {
                TimeUnit.MILLISECONDS.sleep(WATCH_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 1;
            }
        }
        desk.services().stream()
                .filter(service -> !service.engine().isRunning())
                .forEach(service -> spec.commandLine()
                        .getErr()
                        .println(service.name() + " has ended by itself. See "
                                + service.engine().log()));
        return 1;
    }
}
