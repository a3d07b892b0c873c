package org.jamesdesk.cassandra.session;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.InvalidKeyspaceException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import com.datastax.oss.driver.api.core.tracker.RequestTracker;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jamesdesk.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the desk's session: waits for Cassandra to come up and makes the keyspace on first use. */
public final class DeskSessionFactory {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeskSessionFactory.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration SCHEMA_TIMEOUT = Duration.ofSeconds(60);

    private final CassandraConfiguration configuration;
    private final Optional<RequestTracker> tracker;

    public DeskSessionFactory(CassandraConfiguration configuration) {
        this(configuration, Optional.empty());
    }

    /** @param tracker told of every request, for tests and metrics */
    public DeskSessionFactory(CassandraConfiguration configuration, Optional<RequestTracker> tracker) {
        this.configuration = configuration;
        this.tracker = tracker;
    }

    /**
     * Connects; tries again with growing pauses while Cassandra does not answer.
     *
     * @throws StoreUnavailableException when it did not answer within {@code connectPatience}
     * @throws IllegalArgumentException naming the configuration key, when Cassandra answers but the configuration does
     *     not fit it
     */
    public DeskSession connect() {
        long startedAt = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                DeskSession session = new DeskSession(connectOnce(), configuration.keyspace());
                LOGGER.info("Connected to Cassandra: {}", configuration);
                return session;
            } catch (AllNodesFailedException e) {
                refuseIfMisconfigured(e);
                Duration waited = Duration.ofNanos(System.nanoTime() - startedAt);
                if (waited.plus(pause).compareTo(configuration.connectPatience()) > 0) {
                    throw new StoreUnavailableException("Cassandra", e);
                }
                LOGGER.warn(
                        "Cassandra does not answer ({}): {}; next attempt in {} ms",
                        configuration,
                        e.getMessage(),
                        pause.toMillis());
                await(pause, e);
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        }
    }

    private CqlSession connectOnce() {
        try {
            return checked(builder()
                    .withKeyspace(CqlIdentifier.fromInternal(configuration.keyspace()))
                    .build());
        } catch (InvalidKeyspaceException e) {
            createKeyspace();
            return checked(builder()
                    .withKeyspace(CqlIdentifier.fromInternal(configuration.keyspace()))
                    .build());
        }
    }

    private void createKeyspace() {
        try (CqlSession session = checked(builder().build())) {
            session.execute(SimpleStatement.newInstance("CREATE KEYSPACE IF NOT EXISTS \"" + configuration.keyspace()
                            + "\" WITH replication = {'class': 'NetworkTopologyStrategy', '"
                            + configuration.localDatacenter() + "': " + configuration.replicationFactor() + "}")
                    .setTimeout(SCHEMA_TIMEOUT));
            LOGGER.info(
                    "Made keyspace {} with {} copies in {}",
                    configuration.keyspace(),
                    configuration.replicationFactor(),
                    configuration.localDatacenter());
        } catch (UnauthorizedException e) {
            throw new IllegalArgumentException(
                    "cassandra.keyspace: there is no keyspace " + configuration.keyspace()
                            + " and cassandra.user may not create it",
                    e);
        }
    }

    private CqlSessionBuilder builder() {
        var builder = CqlSession.builder()
                .withConfigLoader(DriverOptions.forKeyspace(configuration.keyspace()))
                .withLocalDatacenter(configuration.localDatacenter());
        configuration.contactPoints().forEach(builder::addContactPoint);
        configuration
                .user()
                .ifPresent(user -> builder.withAuthCredentials(
                        user, configuration.password().orElseThrow()));
        tracker.ifPresent(builder::addRequestTracker);
        return builder;
    }

    /** The driver only warns when no node is in the local datacenter, and then refuses every request. */
    private CqlSession checked(CqlSession session) {
        Set<String> datacenters = session.getMetadata().getNodes().values().stream()
                .map(Node::getDatacenter)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!datacenters.isEmpty() && !datacenters.contains(configuration.localDatacenter())) {
            session.close();
            throw new IllegalArgumentException("cassandra.localDatacenter: there is no datacenter "
                    + configuration.localDatacenter() + ", Cassandra has " + String.join(", ", datacenters));
        }
        return session;
    }

    private static void refuseIfMisconfigured(AllNodesFailedException e) {
        List<Throwable> causes =
                e.getAllErrors().values().stream().flatMap(List::stream).toList();
        if (!causes.isEmpty() && causes.stream().allMatch(AuthenticationException.class::isInstance)) {
            throw new IllegalArgumentException("cassandra.user, cassandra.password: Cassandra does not accept them", e);
        }
    }

    private static void await(Duration pause, DriverException cause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Cassandra", cause);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
