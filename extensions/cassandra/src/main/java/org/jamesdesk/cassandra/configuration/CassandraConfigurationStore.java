package org.jamesdesk.cassandra.configuration;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.cassandra.session.Columns;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.configuration.Change;
import org.jamesdesk.configuration.ChangeSet;
import org.jamesdesk.configuration.ConfigurationJson;
import org.jamesdesk.configuration.ConfigurationStore;
import org.jamesdesk.configuration.Entry;
import org.jamesdesk.configuration.StoredConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration: one partition, because it is read as a whole and a change of any of it is one compare-and-set on its
 * revision; ten thousand support addresses are about three megabytes. The record of a change is written with the change
 * itself and moved to a table of its own after that; what a crash leaves is moved by the next node that loads.
 *
 * <p>Statements: {@code revision} and {@code load} one, {@code apply} three, {@code history} one for each
 * {@value #BLOCK} revisions.
 */
public final class CassandraConfigurationStore implements ConfigurationStore {
    public static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS configuration (
                organisation text,
                kind text,
                key text,
                body text,
                revision bigint static,
                PRIMARY KEY (organisation, kind, key)
            ) WITH comment = 'What have administrators set, and how often was it changed?'""";

    public static final String HISTORY_TABLE =
            """
            CREATE TABLE IF NOT EXISTS configuration_history (
                block bigint,
                revision bigint,
                body text,
                PRIMARY KEY (block, revision)
            ) WITH CLUSTERING ORDER BY (revision DESC)
                AND comment = 'Who changed what in the configuration, and when?'""";

    private static final Logger LOGGER = LoggerFactory.getLogger(CassandraConfigurationStore.class);
    private static final String ONLY = "desk";
    /** Not a kind: the records of changes that were not moved yet. */
    private static final String RECORDS = "-records";

    private static final int BLOCK = 1_000;
    private static final int MOST_READS = 20;

    private final DeskSession session;
    private final PreparedStatement selectRevision;
    private final PreparedStatement selectAll;
    private final PreparedStatement raise;
    private final PreparedStatement raiseFirst;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement record;
    private final PreparedStatement selectHistory;

    public CassandraConfigurationStore(DeskSession session) {
        this.session = session;
        String here = " WHERE organisation = '" + ONLY + "'";
        this.selectRevision = session.prepare("SELECT revision FROM configuration" + here + " LIMIT 1");
        this.selectAll = session.prepare("SELECT kind, key, body, revision FROM configuration" + here);
        this.raise =
                session.prepare("UPDATE configuration SET revision = :revision" + here + " IF revision = :expected");
        this.raiseFirst = session.prepare("UPDATE configuration SET revision = 1" + here + " IF revision = null");
        this.insert = session.prepare("INSERT INTO configuration (organisation, kind, key, body) VALUES ('" + ONLY
                + "', :kind, :key, :body)");
        this.delete = session.prepare("DELETE FROM configuration" + here + " AND kind = :kind AND key = :key");
        this.record = session.prepare(
                "INSERT INTO configuration_history (block, revision, body) VALUES (:block, :revision, :body)");
        this.selectHistory = session.prepare(
                "SELECT body FROM configuration_history" + " WHERE block = :block AND revision < :before LIMIT :most");
    }

    @Override
    public long revision() {
        return session.first(selectRevision.bind())
                .map(row -> row.getLong("revision"))
                .orElse(0L);
    }

    /** A change between two pages of the answer shows in the revision, which every row carries: then it is read again. */
    @Override
    public StoredConfiguration load() {
        for (int read = 0; read < MOST_READS; read++) {
            List<Row> rows = session.all(selectAll.bind());
            if (rows.isEmpty()) {
                return new StoredConfiguration(0, List.of());
            }
            long revision = rows.get(0).getLong("revision");
            if (rows.stream().allMatch(row -> row.getLong("revision") == revision)) {
                List<Entry> entries = rows.stream()
                        .filter(row -> !row.isNull("kind"))
                        .map(row -> new Entry(row.getString("kind"), row.getString("key"), row.getString("body")))
                        .toList();
                moveRecords(entries);
                return new StoredConfiguration(
                        revision,
                        entries.stream()
                                .filter(entry -> !entry.kind().equals(RECORDS))
                                .toList());
            }
        }
        throw new StoreUnavailableException(
                "Cassandra", new IllegalStateException("the configuration changes faster than it can be read"));
    }

    @Override
    public boolean apply(ChangeSet changes) {
        String text = ConfigurationJson.write(changes);
        List<BatchableStatement<?>> statements = new ArrayList<>();
        statements.add(raised(changes.revision()));
        changes.changes().forEach(change -> statements.add(statement(change)));
        statements.add(inserted(RECORDS, recordKey(changes.revision()), text));
        boolean applied = session.execute(BatchStatement.newInstance(DefaultBatchType.LOGGED, statements)
                        .setIdempotent(false))
                .wasApplied();
        if (applied) {
            moveRecords(List.of(new Entry(RECORDS, recordKey(changes.revision()), text)));
        }
        return applied;
    }

    private BoundStatement raised(long revision) {
        return revision == 1
                ? raiseFirst.bind()
                : raise.boundStatementBuilder()
                        .setLong("revision", revision)
                        .setLong("expected", revision - 1)
                        .build();
    }

    private BoundStatement statement(Change change) {
        return change.to()
                .map(body -> inserted(change.kind(), change.key(), body))
                .orElseGet(() -> named(delete, change.kind(), change.key()).build());
    }

    private BoundStatement inserted(String kind, String key, String body) {
        BoundStatementBuilder statement = named(insert, kind, key);
        Columns.setText(statement, "body", body);
        return statement.build();
    }

    private static BoundStatementBuilder named(PreparedStatement prepared, String kind, String key) {
        BoundStatementBuilder statement = prepared.boundStatementBuilder();
        Columns.setText(statement, "kind", kind);
        Columns.setText(statement, "key", key);
        return statement;
    }

    /** The change stands already: trouble here must not look like trouble with the change. */
    private void moveRecords(List<Entry> entries) {
        try {
            for (Entry entry : entries) {
                if (entry.kind().equals(RECORDS)) {
                    long revision = Long.parseLong(entry.key());
                    BoundStatementBuilder statement = record.boundStatementBuilder()
                            .setLong("block", revision / BLOCK)
                            .setLong("revision", revision);
                    Columns.setText(statement, "body", entry.body());
                    session.execute(statement.build());
                    session.execute(named(delete, RECORDS, entry.key()).build());
                }
            }
        } catch (StoreUnavailableException e) {
            LOGGER.warn("The record of a change to the configuration waits to be moved: {}", e.getMessage());
        }
    }

    private static String recordKey(long revision) {
        return Long.toString(revision);
    }

    @Override
    public List<ChangeSet> history(Optional<Long> before, int limit) {
        long from = before.orElseGet(() -> revision() + 1);
        List<ChangeSet> history = new ArrayList<>();
        LongStream.iterate((from - 1) / BLOCK, block -> block >= 0 && history.size() < limit, block -> block - 1)
                .forEach(block -> session.all(selectHistory
                                .boundStatementBuilder()
                                .setLong("block", block)
                                .setLong("before", from)
                                .setInt("most", limit - history.size())
                                .build())
                        .forEach(row -> history.add(ConfigurationJson.readChangeSet(row.getString("body")))));
        return history;
    }
}
