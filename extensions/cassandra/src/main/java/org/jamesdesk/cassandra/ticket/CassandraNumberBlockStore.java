package org.jamesdesk.cassandra.ticket;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.ticket.NumberBlockStore;

/**
 * Number blocks from one row by compare-and-set. Threads of one node take turns, so that only nodes compete; the value
 * expected is the one seen last, so that a node alone needs one statement a block and each competitor about one more.
 */
public final class CassandraNumberBlockStore implements NumberBlockStore {
    public static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS ticket_numbers (
                counter text PRIMARY KEY,
                next bigint
            ) WITH comment = 'Which ticket number comes next?'
                AND gc_grace_seconds = 10800""";

    private static final long FIRST = 1;

    private final DeskSession session;
    private final PreparedStatement start;
    private final PreparedStatement advance;
    private final PreparedStatement select;
    private long expected = FIRST;

    public CassandraNumberBlockStore(DeskSession session) {
        this.session = session;
        this.start =
                session.prepare("INSERT INTO ticket_numbers (counter, next) VALUES ('tickets', :next) IF NOT EXISTS");
        this.advance =
                session.prepare("UPDATE ticket_numbers SET next = :next WHERE counter = 'tickets' IF next = :expected");
        this.select = session.prepare("SELECT next FROM ticket_numbers WHERE counter = 'tickets'");
    }

    @Override
    public synchronized long reserve(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a block has at least one number");
        }
        while (true) {
            long first = expected;
            if (advanced(first, size)) {
                expected = first + size;
                return first;
            }
        }
    }

    @Override
    public long highest() {
        return session.first(select.boundStatementBuilder()
                                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL)
                                .build())
                        .map(row -> row.getLong("next"))
                        .orElse(FIRST)
                - 1;
    }

    /** Tries to move the counter on from {@code first}; when it stands elsewhere, remembers where. */
    private boolean advanced(long first, int size) {
        ResultSet answer = session.execute(advance.boundStatementBuilder()
                .setLong("next", first + size)
                .setLong("expected", first)
                .setIdempotence(false)
                .build());
        if (answer.wasApplied()) {
            return true;
        }
        Row stands = answer.one();
        if (!stands.getColumnDefinitions().contains("next")) {
            return started(first, size);
        }
        expected = stands.getLong("next");
        return false;
    }

    private boolean started(long first, int size) {
        ResultSet answer = session.execute(start.boundStatementBuilder()
                .setLong("next", first + size)
                .setIdempotence(false)
                .build());
        if (answer.wasApplied()) {
            return true;
        }
        expected = answer.one().getLong("next");
        return false;
    }
}
