package org.jamesdesk.cassandra.schema;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.cassandra.bounce.CassandraBlocklist;
import org.jamesdesk.cassandra.bounce.CassandraBounceStore;
import org.jamesdesk.cassandra.bounce.CassandraDomainHealth;
import org.jamesdesk.cassandra.bounce.CassandraSignsOfLife;
import org.jamesdesk.cassandra.configuration.CassandraConfigurationStore;
import org.jamesdesk.cassandra.deliverability.CassandraDayTotals;
import org.jamesdesk.cassandra.deliverability.CassandraDeliveryResults;
import org.jamesdesk.cassandra.delivery.CassandraDeliveryStore;
import org.jamesdesk.cassandra.delivery.CassandraWaitingDeliveries;
import org.jamesdesk.cassandra.dkim.CassandraDkimKeyStore;
import org.jamesdesk.cassandra.notice.CassandraNoticeStore;
import org.jamesdesk.cassandra.sender.CassandraPendingConsents;
import org.jamesdesk.cassandra.sender.CassandraSealedCredentials;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.cassandra.threading.CassandraKnownMessages;
import org.jamesdesk.cassandra.ticket.CassandraClaimStore;
import org.jamesdesk.cassandra.ticket.CassandraNumberBlockStore;
import org.jamesdesk.cassandra.ticket.CassandraTicketHistory;
import org.jamesdesk.cassandra.ticket.ConversationTable;
import org.jamesdesk.cassandra.ticket.RawMailTable;
import org.jamesdesk.cassandra.ticket.TicketTable;
import org.jamesdesk.cassandra.work.CassandraWorkStore;
import org.jamesdesk.cassandra.work.Leases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the keyspace to the version this release needs. Nodes that start together take turns by a lease; the two tables
 * needed for that have identifiers computed from their names, because two nodes that create one table at the same time
 * would otherwise make two of it.
 */
public final class Schema {
    /** Every migration, in order. */
    private static final List<Migration> MIGRATIONS = List.of(
            new Migration(
                    1,
                    List.of(
                            CassandraClaimStore.TABLE,
                            CassandraNumberBlockStore.TABLE,
                            TicketTable.TABLE,
                            ConversationTable.TABLE,
                            RawMailTable.TABLE,
                            CassandraKnownMessages.TABLE,
                            CassandraKnownMessages.AWAITED_TABLE,
                            CassandraDeliveryStore.DELIVERIES_TABLE,
                            CassandraDeliveryStore.ATTEMPTS_TABLE,
                            CassandraWorkStore.WORK_TABLE,
                            CassandraWorkStore.PROGRESS_TABLE)),
            new Migration(
                    2,
                    List.of(
                            CassandraConfigurationStore.TABLE,
                            CassandraConfigurationStore.HISTORY_TABLE,
                            "ALTER TABLE deliveries ADD IF NOT EXISTS sender text",
                            "ALTER TABLE deliveries ADD IF NOT EXISTS stand_in text",
                            "ALTER TABLE deliveries ADD IF NOT EXISTS stand_in_name text",
                            CassandraWaitingDeliveries.TABLE,
                            CassandraSealedCredentials.TABLE,
                            CassandraPendingConsents.TABLE,
                            CassandraNoticeStore.TABLE,
                            CassandraDkimKeyStore.TABLE)),
            new Migration(
                    3,
                    List.of(
                            "ALTER TABLE deliveries ADD IF NOT EXISTS department text",
                            "ALTER TABLE deliveries ADD IF NOT EXISTS agent text",
                            "ALTER TABLE delivery_attempts ADD IF NOT EXISTS kind text",
                            "ALTER TABLE delivery_attempts ADD IF NOT EXISTS address text",
                            "ALTER TABLE delivery_attempts ADD IF NOT EXISTS stage text",
                            "ALTER TABLE delivery_attempts ADD IF NOT EXISTS hardness text",
                            "ALTER TABLE delivery_attempts ADD IF NOT EXISTS reason text",
                            "ALTER TABLE delivery_attempts ADD IF NOT EXISTS address_dead boolean",
                            CassandraBounceStore.TABLE,
                            CassandraBounceStore.BY_ADDRESS_TABLE,
                            CassandraBounceStore.BY_TICKET_TABLE,
                            CassandraBounceStore.BY_DAY_TABLE,
                            CassandraBounceStore.DAYS_TABLE,
                            CassandraSignsOfLife.TABLE,
                            CassandraDomainHealth.FAILURES_TABLE,
                            CassandraDomainHealth.DELIVERIES_TABLE,
                            CassandraTicketHistory.TABLE,
                            CassandraBlocklist.TABLE,
                            CassandraBlocklist.HISTORY_TABLE,
                            CassandraDeliveryResults.TABLE,
                            CassandraDayTotals.TABLE)));

    private static final String VERSION_TABLE =
            """
            CREATE TABLE IF NOT EXISTS schema_version (
                component text,
                version int,
                applied_at timestamp,
                PRIMARY KEY (component, version)
            ) WITH CLUSTERING ORDER BY (version DESC)
                AND comment = 'Which migrations has this keyspace seen?'""";
    private static final String COMPONENT = "desk";
    private static final String LEASE = "schema";
    /** Taken anew before every statement: a node that dies between two holds the others up for no longer. */
    private static final int LEASE_SECONDS = 60;

    private static final Duration TURN_PAUSE = Duration.ofMillis(250);
    private static final Duration TURN_PATIENCE = Duration.ofMinutes(10);
    private static final Logger LOGGER = LoggerFactory.getLogger(Schema.class);

    private final DeskSession session;
    private final List<Migration> migrations;

    public Schema(DeskSession session) {
        this(session, MIGRATIONS);
    }

    Schema(DeskSession session, List<Migration> migrations) {
        this.session = session;
        this.migrations = List.copyOf(migrations);
    }

    /** The version this release needs. */
    public int required() {
        return migrations.get(migrations.size() - 1).version();
    }

    /** The version the keyspace has; empty before the first migration. */
    public OptionalInt current() {
        return session.first(SimpleStatement.newInstance(
                        "SELECT version FROM schema_version WHERE component = ? LIMIT 1", COMPONENT))
                .map((Row row) -> OptionalInt.of(row.getInt("version")))
                .orElse(OptionalInt.empty());
    }

    /**
     * Runs the migrations that are missing; harmless on any number of nodes at once and after an interrupted run.
     *
     * @throws StoreUnavailableException when Cassandra does not answer, or another node keeps migrating for too long
     */
    public void migrate() {
        session.alterSchema(this::takeMissingSteps);
    }

    private void takeMissingSteps() {
        session.alterSchema(withComputedId("schema_version", VERSION_TABLE));
        session.alterSchema(withComputedId("leases", Leases.TABLE));
        if (isCurrent()) {
            return;
        }
        var leases = new Leases(session);
        String owner = UUID.randomUUID().toString();
        awaitTurn(leases, owner);
        try {
            for (Migration migration : migrations) {
                if (migration.version() > reached()) {
                    apply(migration, () -> leases.lease(LEASE, owner, LEASE_SECONDS));
                }
            }
        } catch (StoreUnavailableException e) {
            // nobody there to give the lease back to; it ends by itself
            throw e;
        } catch (RuntimeException e) {
            leases.release(LEASE, owner);
            throw e;
        }
        leases.release(LEASE, owner);
    }

    private boolean isCurrent() {
        int reached = reached();
        if (reached > required()) {
            LOGGER.warn(
                    "Keyspace {} has schema version {}, made by a newer release; this one knows {}",
                    session.keyspace(),
                    reached,
                    required());
        }
        return reached >= required();
    }

    private int reached() {
        return current().orElse(0);
    }

    private void apply(Migration migration, Runnable keepTurn) {
        for (String statement : migration.statements()) {
            keepTurn.run();
            session.alterSchema(statement);
        }
        session.execute(SimpleStatement.newInstance(
                "INSERT INTO schema_version (component, version, applied_at) VALUES (?, ?, toTimestamp(now()))",
                COMPONENT,
                migration.version()));
        LOGGER.info("Keyspace {} is at schema version {}", session.keyspace(), migration.version());
    }

    private static void awaitTurn(Leases leases, String owner) {
        long startedAt = System.nanoTime();
        boolean told = false;
        while (!leases.lease(LEASE, owner, LEASE_SECONDS)) {
            if (!told) {
                LOGGER.info("Waiting until another node has migrated the keyspace");
                told = true;
            }
            if (System.nanoTime() - startedAt > TURN_PATIENCE.toNanos()) {
                throw new StoreUnavailableException(
                        "Cassandra's schema", new IllegalStateException("another node has been migrating it too long"));
            }
            try {
                Thread.sleep(TURN_PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreUnavailableException("Cassandra's schema", e);
            }
        }
    }

    private String withComputedId(String table, String cql) {
        UUID id = UUID.nameUUIDFromBytes((session.keyspace() + "." + table).getBytes(StandardCharsets.UTF_8));
        return cql + " AND id = " + id;
    }
}
