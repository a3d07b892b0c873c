package org.jamesdesk.cassandra.sender;

import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.cassandra.session.Columns;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.sender.SealedCredentialsStore;
import org.jamesdesk.sender.SenderId;

/**
 * Encrypted credentials, one row a sender, changed by compare-and-set only. A row outlives its credentials, without them,
 * so that its version goes on counting.
 *
 * <p>Statements: {@code find} and {@code replace} one; {@code put} and {@code remove} two, more when others write too.
 */
public final class CassandraSealedCredentials implements SealedCredentialsStore {
    public static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS sender_credentials (
                sender text PRIMARY KEY,
                version bigint,
                sealed blob
            ) WITH comment = 'With what, encrypted, does this sender log in?'""";

    private static final int MOST_TRIES = 20;

    private final DeskSession session;
    private final PreparedStatement select;
    private final PreparedStatement insert;
    private final PreparedStatement update;

    public CassandraSealedCredentials(DeskSession session) {
        this.session = session;
        this.select = session.prepare("SELECT version, sealed FROM sender_credentials WHERE sender = :sender");
        this.insert = session.prepare("INSERT INTO sender_credentials (sender, version, sealed)"
                + " VALUES (:sender, :version, :sealed) IF NOT EXISTS");
        this.update = session.prepare("UPDATE sender_credentials SET version = :version, sealed = :sealed"
                + " WHERE sender = :sender IF version = :expected");
    }

    @Override
    public Optional<Sealed> find(SenderId sender) {
        return row(sender).flatMap(row -> row.sealed().map(bytes -> new Sealed(bytes, row.version())));
    }

    @Override
    public void put(SenderId sender, byte[] sealed) {
        set(sender, Optional.of(sealed));
    }

    @Override
    public boolean replace(SenderId sender, long version, byte[] sealed) {
        return update(sender, version, Optional.of(sealed));
    }

    @Override
    public void remove(SenderId sender) {
        if (find(sender).isPresent()) {
            set(sender, Optional.empty());
        }
    }

    private void set(SenderId sender, Optional<byte[]> sealed) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<Row> there = row(sender);
            boolean done = there.isPresent()
                    ? update(sender, there.get().version(), sealed)
                    : applied(written(insert, sender, 1, sealed));
            if (done) {
                return;
            }
        }
        throw new StoreUnavailableException(
                "Cassandra", new IllegalStateException("others keep changing the credentials of " + sender));
    }

    private boolean update(SenderId sender, long version, Optional<byte[]> sealed) {
        return applied(written(update, sender, version + 1, sealed).setLong("expected", version));
    }

    private boolean applied(BoundStatementBuilder statement) {
        return session.execute(statement.setIdempotence(false).build()).wasApplied();
    }

    private static BoundStatementBuilder written(
            PreparedStatement prepared, SenderId sender, long version, Optional<byte[]> sealed) {
        BoundStatementBuilder statement = prepared.boundStatementBuilder()
                .setLong("version", version)
                .setByteBuffer("sealed", sealed.map(ByteBuffer::wrap).orElse(null));
        Columns.setText(statement, "sender", sender.asString());
        return statement;
    }

    private Optional<Row> row(SenderId sender) {
        BoundStatementBuilder statement = select.boundStatementBuilder();
        Columns.setText(statement, "sender", sender.asString());
        return session.first(statement.build())
                .map(row -> new Row(
                        row.getLong("version"),
                        Optional.ofNullable(row.getByteBuffer("sealed")).map(Columns::array)));
    }

    private record Row(long version, Optional<byte[]> sealed) {}
}
