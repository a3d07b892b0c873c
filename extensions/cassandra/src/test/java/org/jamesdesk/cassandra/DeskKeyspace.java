package org.jamesdesk.cassandra;

import com.datastax.oss.driver.api.core.tracker.RequestTracker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.cassandra.session.CassandraConfiguration;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.cassandra.session.DeskSessionFactory;
import org.jamesdesk.testing.CassandraExtension;

/** A keyspace of a test class in the build's Cassandra. */
public final class DeskKeyspace {
    private final CassandraConfiguration configuration;

    public DeskKeyspace(CassandraExtension cassandra) {
        this.configuration = new CassandraConfiguration(
                List.of(cassandra.contactPoint()),
                cassandra.localDatacenter(),
                cassandra.newKeyspace(),
                1,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(30));
    }

    /** How to connect to it. */
    public CassandraConfiguration configuration() {
        return configuration;
    }

    /** A session of one node. */
    public DeskSession connect() {
        return new DeskSessionFactory(configuration).connect();
    }

    /** A session whose requests are tracked. */
    public DeskSession connect(RequestTracker tracker) {
        return new DeskSessionFactory(configuration, Optional.of(tracker)).connect();
    }
}
