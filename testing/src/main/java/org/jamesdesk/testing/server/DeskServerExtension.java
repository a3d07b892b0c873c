package org.jamesdesk.testing.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jamesdesk.engines.CassandraEngine;
import org.jamesdesk.engines.EngineFailedException;
import org.jamesdesk.engines.OpenSearchEngine;
import org.jamesdesk.engines.ServerProcess;
import org.jamesdesk.testing.PrivateEngine;
import org.jamesdesk.testing.TestServers;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A whole James Desk for a test class, as users have it: the packaged distribution, started by its own command line, as a
 * process of its own, on free ports, with a temporary home. It uses the build's shared Cassandra with a keyspace of its
 * own and the build's shared OpenSearch, whose desk indices are deleted first; or engines of its own, which a test may
 * kill. Mail to {@code *.example} goes to {@link #peerPort()}, where a test may let a scripted peer listen.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final DeskServerExtension DESK = DeskServerExtension.builder()
 *         .property("delivery.retrySchedule", "1s,1s")
 *         .build();
 * }</pre>
 *
 * The distribution must have been built; the system property {@code desk.distribution} names its directory, else
 * {@code distribution/target/james-desk} is searched upwards. Its logs are kept under {@code target/desk-logs}.
 */
public final class DeskServerExtension implements BeforeAllCallback, AfterAllCallback {
    private static final Duration START = Duration.ofMinutes(6);
    private static final Duration STOP = Duration.ofMinutes(2);

    private final Builder settings;
    private Optional<Run> run = Optional.empty();

    private DeskServerExtension(Builder settings) {
        this.settings = settings;
    }

    /** A server with the distribution's configuration, to be changed before it starts. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Path home = TestServers.newHome("desk");
        Optional<PrivateEngine<CassandraEngine>> cassandra =
                settings.privateCassandra ? Optional.of(PrivateEngine.cassandra()) : Optional.empty();
        Optional<PrivateEngine<OpenSearchEngine>> openSearch =
                settings.privateOpenSearch ? Optional.of(PrivateEngine.openSearch()) : Optional.empty();
        String testClass = context.getRequiredTestClass().getSimpleName();
        String keyspace = settings.firstNode.map(DeskServerExtension::keyspace).orElseGet(TestServers::newKeyspace);
        run = Optional.of(new Run(home, DeskPorts.free(), keyspace, cassandra, openSearch, testClass));
        cassandra.ifPresent(own -> own.engine().start());
        openSearch.ifPresent(own -> own.engine().start());
        if (openSearch.isEmpty() && settings.firstNode.isEmpty()) {
            new RestClient(openSearchUrl()).delete("/desk-tickets*").expect(200);
        }
        settings.configuration.property("cassandra.keyspace", run().keyspace());
        settings.configuration.write(Distribution.conf(), home.resolve("conf"));
        settings.firstNode.ifPresent(first -> takeKeysOf(first, home));
        if (settings.startAtOnce) {
            start();
        }
    }

    /** All nodes of a desk have the same keys. */
    private static void takeKeysOf(DeskServerExtension first, Path home) {
        try {
            for (String key : List.of("conf/desk-signing.key", "conf/desk-secrets.keyset.json")) {
                Files.copy(first.home().resolve(key), home.resolve(key), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot take the keys of the first node", e);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        run.ifPresent(started -> {
            james().kill();
            started.cassandra().ifPresent(PrivateEngine::close);
            started.openSearch().ifPresent(PrivateEngine::close);
            started.keepLogs();
            TestServers.delete(started.home());
        });
        run = Optional.empty();
    }

    /**
     * Starts the server and waits until its health checks are green.
     *
     * @throws EngineFailedException when it does not start; with everything the command printed
     */
    public void start() {
        command("start", START);
    }

    /** Kills James' process at once, as {@code kill -9} does. */
    public void kill() {
        if (!isRunning()) {
            throw new IllegalStateException("The server does not run");
        }
        james().kill();
    }

    /** Stops James' process as an administrator does, and waits for its end. */
    public void stop() {
        command("stop", STOP);
    }

    /** Kills the server when it runs, and starts it with the same home and ports. */
    public void restart() {
        james().kill();
        start();
    }

    public boolean isRunning() {
        return james().isRunning();
    }

    public int smtpPort() {
        return run().ports().smtp();
    }

    public int submissionPort() {
        return run().ports().submission();
    }

    public int imapPort() {
        return run().ports().imap();
    }

    /** The port of 127.0.0.1 to which mail for {@code *.example} goes; nobody listens there yet. */
    public int peerPort() {
        return run().ports().peer();
    }

    /** The address of the REST interface, without a slash at the end. */
    public URI webAdminUrl() {
        return URI.create("http://127.0.0.1:" + run().ports().webAdmin());
    }

    /** An administrator's token. */
    public String token() {
        return token(true);
    }

    /** A well signed token of somebody who is an administrator or is not. */
    public String token(boolean admin) {
        return AdminToken.signedWith(run().home().resolve("conf/webadmin-private.pem"), admin, Instant.now());
    }

    /** The REST interface, with an administrator's token. */
    public RestClient rest() {
        return new RestClient(webAdminUrl()).withToken(token());
    }

    /** The server's OpenSearch, to be asked directly. */
    public RestClient search() {
        return new RestClient(openSearchUrl());
    }

    /** Where the server's OpenSearch answers. */
    public URI openSearchUrl() {
        return run().openSearch().map(own -> own.engine().url()).orElseGet(TestServers::openSearch);
    }

    /** Where the server's Cassandra answers. */
    public InetSocketAddress cassandraContactPoint() {
        return run().cassandra().map(own -> own.engine().contactPoint()).orElseGet(TestServers::cassandra);
    }

    /** The server's keyspace. */
    public String keyspace() {
        return run().keyspace();
    }

    /** The server's own Cassandra, to be killed and started; it must have been asked for. */
    public CassandraEngine privateCassandra() {
        return run().cassandra().orElseThrow().engine();
    }

    /** The server's own OpenSearch, to be killed and started; it must have been asked for. */
    public OpenSearchEngine privateOpenSearch() {
        return run().openSearch().orElseThrow().engine();
    }

    /** The directory of the server's configuration, data and logs. */
    public Path home() {
        return run().home();
    }

    /** What the server has logged so far. */
    public String log() {
        Path log = home().resolve("logs/james.log");
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + log, e);
        }
    }

    private Run run() {
        return run.orElseThrow(() -> new IllegalStateException("Known when the test class starts"));
    }

    private ServerProcess james() {
        return new ServerProcess("James", home().resolve("run/james.pid"), home().resolve("logs/james.out"));
    }

    private void command(String name, Duration timeout) {
        List<String> command = new ArrayList<>(List.of(
                Distribution.command().toString(),
                name,
                "--home",
                home().toString(),
                "--port-offset",
                Integer.toString(run().ports().offset())));
        if (name.equals("start")) {
            InetSocketAddress cassandra = cassandraContactPoint();
            command.addAll(List.of(
                    "--cassandra",
                    cassandra.getAddress().getHostAddress() + ":" + cassandra.getPort(),
                    "--opensearch",
                    openSearchUrl().toString()));
        }
        Path output = home().resolve("command.out");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put("JAMES_DESK_JAMES_OPTS", String.join(" ", settings.jvmOptions));
            Process process = builder.start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            if (!ended || process.exitValue() != 0) {
                throw new EngineFailedException("james-desk " + name + " failed:\n" + Files.readString(output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFailedException("Interrupted while waiting for james-desk " + name, e);
        }
    }

    /** What belongs to one run of a test class. */
    private record Run(
            Path home,
            DeskPorts ports,
            String keyspace,
            Optional<PrivateEngine<CassandraEngine>> cassandra,
            Optional<PrivateEngine<OpenSearchEngine>> openSearch,
            String testClass) {
        void keepLogs() {
            // A class may have several servers.
            Path target = Path.of("target/desk-logs", testClass, "smtp-" + ports.smtp());
            try {
                Files.createDirectories(target);
                for (String name : List.of("logs/james.log", "logs/james.out", "command.out")) {
                    Path log = home.resolve(name);
                    if (Files.exists(log)) {
                        Files.copy(log, target.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot keep the logs in " + target, e);
            }
        }
    }

    /** Collects what is different from the distribution's configuration. */
    public static final class Builder {
        private final DeskConfiguration configuration = new DeskConfiguration();
        private List<String> jvmOptions = List.of("-XX:TieredStopAtLevel=1");
        private boolean privateCassandra;
        private boolean privateOpenSearch;
        private boolean startAtOnce = true;
        private Optional<DeskServerExtension> firstNode = Optional.empty();

        private Builder() {
            property("cassandra.contactPoints", "${sys:desk.cassandra}");
            property("opensearch.url", "${sys:desk.opensearch}");
            property("delivery.routes", "*.example=127.0.0.1:${sys:desk.demo.port}");
        }

        /** Sets a key of {@code desk.properties}. */
        public Builder property(String key, String value) {
            configuration.property(key, value);
            return this;
        }

        /** Replaces a whole file of {@code conf}, such as {@code mailetcontainer.xml}. */
        public Builder file(String name, String text) {
            return change(name, old -> text);
        }

        /** Changes the text of a file of {@code conf}. */
        public Builder change(String name, UnaryOperator<String> change) {
            configuration.change(name, change);
            return this;
        }

        /** Options of James' JVM, instead of the one that makes it start quickly. */
        public Builder jvmOptions(String... options) {
            jvmOptions = List.of(options);
            return this;
        }

        /** Gives the server a Cassandra of its own, which the test may kill. */
        public Builder privateCassandra() {
            privateCassandra = true;
            return this;
        }

        /** Gives the server an OpenSearch of its own, which the test may kill. */
        public Builder privateOpenSearch() {
            privateOpenSearch = true;
            return this;
        }

        /** Makes the server another node of a desk that is started before it: the same stores and keys. */
        public Builder anotherNodeOf(DeskServerExtension first) {
            firstNode = Optional.of(first);
            return this;
        }

        /** Only prepares everything; the test calls {@link #start()}. */
        public Builder notStarted() {
            startAtOnce = false;
            return this;
        }

        public DeskServerExtension build() {
            return new DeskServerExtension(this);
        }
    }
}
