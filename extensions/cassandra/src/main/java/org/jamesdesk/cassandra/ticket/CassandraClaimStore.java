package org.jamesdesk.cassandra.ticket;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.Optional;
import org.jamesdesk.cassandra.session.Columns;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.ticket.Claim;
import org.jamesdesk.ticket.ClaimStore;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.TicketNumber;

/** Claims. One statement a call; {@code claim} is the one compare-and-set on a mail's way. */
public final class CassandraClaimStore implements ClaimStore {
    /**
     * Claims are never deleted, so {@code gc_grace_seconds} guards nothing here; but Cassandra keeps the state of every
     * compare-and-set for as long, and with the usual ten days that would outgrow the claims themselves.
     */
    public static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS claims (
                conversation blob PRIMARY KEY,
                ticket bigint,
                opens_ticket boolean,
                at bigint
            ) WITH comment = 'Was this mail taken in before, into which ticket, and when?'
                AND gc_grace_seconds = 10800""";

    private final DeskSession session;
    private final PreparedStatement insert;
    private final PreparedStatement select;

    public CassandraClaimStore(DeskSession session) {
        this.session = session;
        this.insert = session.prepare("INSERT INTO claims (conversation, ticket, opens_ticket, at)"
                + " VALUES (:conversation, :ticket, :opens, :at) IF NOT EXISTS");
        this.select = session.prepare("SELECT ticket, opens_ticket, at FROM claims WHERE conversation = :conversation");
    }

    @Override
    public Claim claim(Claim proposed) {
        ResultSet answer = session.execute(insert.boundStatementBuilder()
                .setByteBuffer(
                        "conversation", Columns.bytes(proposed.conversation().value()))
                .setLong("ticket", proposed.ticket().value())
                .setBoolean("opens", proposed.opensTicket())
                .setLong("at", Columns.micros(proposed.at()))
                // Claimed twice with the same words, a claim is answered with itself.
                .setIdempotence(true)
                .build());
        return answer.wasApplied() ? proposed : claim(proposed.conversation(), answer.one());
    }

    @Override
    public Optional<Claim> find(ConversationId conversation) {
        return session.first(select.boundStatementBuilder()
                        .setByteBuffer("conversation", Columns.bytes(conversation.value()))
                        .build())
                .map(row -> claim(conversation, row));
    }

    private static Claim claim(ConversationId conversation, Row row) {
        return new Claim(
                conversation,
                new TicketNumber(row.getLong("ticket")),
                row.getBoolean("opens_ticket"),
                Columns.instant(row.getLong("at")));
    }
}
