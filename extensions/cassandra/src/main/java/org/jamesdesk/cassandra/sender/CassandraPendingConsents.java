package org.jamesdesk.cassandra.sender;

import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.jamesdesk.cassandra.session.Columns;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.sender.PendingConsentStore;

/**
 * Pending consents, which Cassandra removes by itself when their time is over. All writes are compare-and-set, so that
 * one of several takers gets an entry.
 */
public final class CassandraPendingConsents implements PendingConsentStore {
    /** A low {@code gc_grace_seconds} is safe: an entry that comes back ends by its own time to live. */
    public static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS pending_consents (
                id text PRIMARY KEY,
                sealed blob
            ) WITH comment = 'Which answers of OAuth providers do administrators wait for?'
                AND gc_grace_seconds = 10800""";

    private final DeskSession session;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement delete;

    public CassandraPendingConsents(DeskSession session) {
        this.session = session;
        this.insert = session.prepare(
                "INSERT INTO pending_consents (id, sealed) VALUES (:id, :sealed) IF NOT EXISTS USING TTL :ttl");
        this.select = session.prepare("SELECT sealed FROM pending_consents WHERE id = :id");
        this.delete = session.prepare("DELETE FROM pending_consents WHERE id = :id IF EXISTS");
    }

    @Override
    public void put(String id, byte[] sealed, Duration life) {
        session.execute(named(insert, id)
                .setByteBuffer("sealed", ByteBuffer.wrap(sealed))
                .setInt("ttl", Math.toIntExact(life.toSeconds()))
                .setIdempotence(false)
                .build());
    }

    @Override
    public Optional<byte[]> take(String id) {
        return session.first(named(select, id).build())
                .map(row -> Columns.array(row.getByteBuffer("sealed")))
                .filter(entry -> session.execute(
                                named(delete, id).setIdempotence(false).build())
                        .wasApplied());
    }

    private static BoundStatementBuilder named(PreparedStatement prepared, String id) {
        BoundStatementBuilder statement = prepared.boundStatementBuilder();
        Columns.setText(statement, "id", id);
        return statement;
    }
}
