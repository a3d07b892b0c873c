package org.jamesdesk.distribution.process;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jamesdesk.distribution.home.HomeDirectory;
import org.jamesdesk.distribution.home.Installation;
import org.jamesdesk.distribution.home.Ports;
import org.jamesdesk.distribution.home.RunSettings;
import org.jamesdesk.engines.CassandraEngine;
import org.jamesdesk.engines.CassandraSettings;
import org.jamesdesk.engines.Engine;
import org.jamesdesk.engines.EngineFailedException;
import org.jamesdesk.engines.FreePorts;
import org.jamesdesk.engines.OpenSearchEngine;
import org.jamesdesk.engines.OpenSearchSettings;

/** The processes of one home: the databases that are its own, and James. */
public final class Desk {
    private static final Duration UNTIL_GREEN = Duration.ofMinutes(2);
    /** A check that stays yellow this long does so because of the data, such as parked mails; the desk works. */
    private static final Duration UNTIL_USABLE = Duration.ofSeconds(10);

    private static final long POLL_MILLIS = 500;

    private final List<Service> databases;
    private final JamesEngine james;
    private final Service jamesService;
    private final Clock clock;

    public Desk(Installation installation, HomeDirectory home, RunSettings settings, Clock clock) {
        Ports ports = settings.ports();
        this.clock = clock;
        this.databases = new ArrayList<>();
        if (settings.cassandra().isEmpty()) {
            databases.add(cassandra(installation, home, ports));
        }
        if (settings.openSearch().isEmpty()) {
            databases.add(openSearch(installation, home, ports));
        }
        this.james = new JamesEngine(installation, home, settings);
        this.jamesService = new Service(
                "James",
                james,
                List.of(
                        new Service.Port("SMTP", ports.smtp()),
                        new Service.Port("submission", ports.submission()),
                        new Service.Port("IMAP", ports.imap()),
                        new Service.Port("WebAdmin", ports.webAdmin())));
    }

    /** Every process, in the order in which people expect them. */
    public List<Service> services() {
        List<Service> all = new ArrayList<>(databases);
        all.add(jamesService);
        return all;
    }

    /** The HTTP interface, without a slash at the end. */
    public URI webAdmin() {
        return james.webAdmin();
    }

    /** What James says about itself and what it uses; empty when it does not answer. */
    public Optional<Health> health() {
        return Health.ask(james.webAdmin());
    }

    /** Whether every process runs and answers. */
    public boolean isUp() {
        return services().stream()
                .allMatch(service ->
                        service.engine().isRunning() && service.engine().answers());
    }

    /** Whether any process runs. */
    public boolean isAnythingRunning() {
        return services().stream().anyMatch(service -> service.engine().isRunning());
    }

    /**
     * Starts what does not run and waits until every health check is green. When anything fails, what this
     * call started is stopped again.
     *
     * @return what James says at the end: green, or usable with complaints
     * @throws PortInUseException before anything is started
     * @throws EngineFailedException with the reason from the log
     */
    public Health start(Progress progress) {
        List<Service> missing = services().stream()
                .filter(service -> !service.engine().isRunning())
                .toList();
        refuseTakenPorts(missing);
        Thread undo = new Thread(() -> stop(missing, progress), "undo-start");
        Runtime.getRuntime().addShutdownHook(undo);
        try {
            startAll(progress);
            Health health = awaitGreen();
            Runtime.getRuntime().removeShutdownHook(undo);
            return health;
        } catch (RuntimeException e) {
            Runtime.getRuntime().removeShutdownHook(undo);
            stop(missing, progress);
            throw e;
        }
    }

    /** Stops James first, so that it can write what it holds, then the databases. */
    public void stop(Progress progress) {
        stop(services(), progress);
    }

    private static void refuseTakenPorts(List<Service> services) {
        List<Service.Port> taken = services.stream()
                .flatMap(service -> service.ports().stream())
                .filter(port -> !FreePorts.isFree(port.number()))
                .toList();
        if (!taken.isEmpty()) {
            throw new PortInUseException(taken);
        }
    }

    /** James starts when its databases are up: asking one that is not there yet only costs it time. */
    private void startAll(Progress progress) {
        Instant begin = clock.instant();
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, databases.size()));
        try {
            CompletionService<Service> starts = new ExecutorCompletionService<>(threads);
            databases.forEach(database -> starts.submit(() -> start(database)));
            for (int i = 0; i < databases.size(); i++) {
                say(starts.take().get(), begin, progress);
            }
            say(start(jamesService), begin, progress);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof EngineFailedException failure
                    ? failure
                    : new EngineFailedException("The start failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFailedException("Interrupted while starting", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Service start(Service service) {
        service.engine().start();
        return service;
    }

    private void say(Service started, Instant begin, Progress progress) {
        long seconds = Duration.between(begin, clock.instant()).toSeconds();
        progress.say(started.name() + " is up after " + seconds + " s");
    }

    private Health awaitGreen() {
        Instant begin = clock.instant();
        while (true) {
            Optional<Health> health = health();
            Duration waited = Duration.between(begin, clock.instant());
            if (health.filter(Health::isGreen).isPresent()
                    || health.filter(Health::isUsable).isPresent() && waited.compareTo(UNTIL_USABLE) > 0) {
                return health.orElseThrow();
            }
            if (waited.compareTo(UNTIL_GREEN) > 0) {
                throw new EngineFailedException("James runs, but not all health checks are green after "
                        + UNTIL_GREEN.toSeconds() + " s." + System.lineSeparator()
                        + health.map(Health::complaints).orElse("James does not answer.")
                        + System.lineSeparator() + "See " + james.log());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFailedException("Interrupted while starting", e);
        }
    }

    private void stop(List<Service> services, Progress progress) {
        if (services.contains(jamesService)) {
            stop(jamesService, progress);
        }
        List<Thread> stops = services.stream()
                .filter(service -> service != jamesService)
                .map(service -> new Thread(() -> stop(service, progress), "stop-" + service.name()))
                .toList();
        stops.forEach(Thread::start);
        for (Thread stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void stop(Service service, Progress progress) {
        Engine engine = service.engine();
        if (!engine.isRunning()) {
            return;
        }
        try {
            engine.stop();
            progress.say(service.name() + " has stopped");
        } catch (EngineFailedException e) {
            progress.say(e.getMessage());
        }
    }

    private static Service cassandra(Installation installation, HomeDirectory home, Ports ports) {
        return new Service(
                "Cassandra",
                new CassandraEngine(CassandraSettings.singleNode(
                        home.cassandra(),
                        installation.lib("cassandra"),
                        ports.cassandra(),
                        ports.cassandraStorage(),
                        ports.cassandraJmx())),
                List.of(
                        new Service.Port("Cassandra, CQL", ports.cassandra()),
                        new Service.Port("Cassandra, other nodes", ports.cassandraStorage()),
                        new Service.Port("Cassandra, JMX", ports.cassandraJmx())));
    }

    private static Service openSearch(Installation installation, HomeDirectory home, Ports ports) {
        return new Service(
                "OpenSearch",
                new OpenSearchEngine(OpenSearchSettings.singleNode(
                        home.openSearch(),
                        installation.lib("opensearch"),
                        ports.openSearch(),
                        ports.openSearchTransport())),
                List.of(
                        new Service.Port("OpenSearch, REST", ports.openSearch()),
                        new Service.Port("OpenSearch, other nodes", ports.openSearchTransport())));
    }
}
