package org.jamesdesk.cassandra.bounce;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.bounce.SignsOfLife;
import org.jamesdesk.cassandra.session.Columns;
import org.jamesdesk.cassandra.session.DeskSession;

/**
 * Signs of life, a partition for each address. All is written with the time of the sign: of a sign and its removal the
 * removal counts, whichever comes first.
 *
 * <p>Statements: one each.
 */
public final class CassandraSignsOfLife implements SignsOfLife {
    public static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS signs_of_life (
                address text,
                at bigint,
                source text,
                PRIMARY KEY (address, at, source)
            ) WITH CLUSTERING ORDER BY (at DESC, source ASC)
                AND default_time_to_live = %d
                AND comment = 'When did this address last prove that mail to it arrives?'"""
                    .formatted(Duration.ofDays(KEPT_DAYS).toSeconds());

    private final DeskSession session;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement select;

    public CassandraSignsOfLife(DeskSession session) {
        this.session = session;
        this.insert = session.prepare(
                "INSERT INTO signs_of_life (address, at, source) VALUES (:address, :at, :source) USING TIMESTAMP :at");
        this.delete = session.prepare("DELETE FROM signs_of_life USING TIMESTAMP :at"
                + " WHERE address = :address AND at = :at AND source = :source");
        this.select = session.prepare("SELECT at FROM signs_of_life WHERE address = :address LIMIT 1");
    }

    /** The row that adds a sign. */
    public BoundStatement row(EmailAddress address, Instant at, String source) {
        return bound(insert, address, at, source);
    }

    @Override
    public void add(EmailAddress address, Instant at, String source) {
        session.execute(row(address, at, source));
    }

    @Override
    public void remove(EmailAddress address, Instant at, String source) {
        session.execute(bound(delete, address, at, source));
    }

    @Override
    public Optional<Instant> last(EmailAddress address) {
        var statement = select.boundStatementBuilder();
        Columns.setText(statement, "address", address.key());
        return session.first(statement.build()).map(row -> Columns.instant(row.getLong("at")));
    }

    private static BoundStatement bound(PreparedStatement prepared, EmailAddress address, Instant at, String source) {
        var statement = prepared.boundStatementBuilder().setLong("at", Columns.micros(at));
        Columns.setText(statement, "address", address.key());
        Columns.setText(statement, "source", source);
        return statement.build();
    }
}
