package org.jamesdesk.james;

import java.time.Clock;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import org.jamesdesk.DeskStores;
import org.jamesdesk.cassandra.CassandraDesk;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.cassandra.session.DeskSessionFactory;
import org.jamesdesk.james.configuration.ConfigurationMistake;
import org.jamesdesk.james.configuration.DeskConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The desk's session with Cassandra and the stores in it. It is made before anything of James that can take mail, and
 * waits until Cassandra answers; James, which closes things in the opposite order, closes it last.
 */
final class DeskDatabase {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeskDatabase.class);

    private final DeskSession session;
    private final CassandraDesk stores;

    @Inject
    DeskDatabase(DeskConfiguration configuration, Clock clock) {
        this.session = connect(configuration);
        this.stores = migrated(clock);
    }

    private static DeskSession connect(DeskConfiguration configuration) {
        try {
            return new DeskSessionFactory(configuration.cassandra()).connect();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationMistake(e);
        }
    }

    private CassandraDesk migrated(Clock clock) {
        try {
            return new CassandraDesk(session, clock);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    DeskStores stores() {
        return stores;
    }

    @PreDestroy
    void close() {
        session.close();
        LOGGER.info("The desk's session with Cassandra is closed");
    }
}
