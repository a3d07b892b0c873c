package org.jamesdesk.cassandra.ticket;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jamesdesk.cassandra.session.Columns;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.paging.Position;
import org.jamesdesk.ticket.TicketEvent;
import org.jamesdesk.ticket.TicketEventKind;
import org.jamesdesk.ticket.TicketHistory;
import org.jamesdesk.ticket.TicketNumber;

/**
 * What happened to tickets. Statements: one each.
 */
public final class CassandraTicketHistory implements TicketHistory {
    public static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS ticket_history (
                ticket bigint,
                at bigint,
                key text,
                kind text,
                who text,
                what text,
                PRIMARY KEY (ticket, at, key)
            ) WITH comment = 'What happened to this ticket beside its conversations?'""";

    private static final int LARGEST_PAGE = 500;
    private static final Position START = new Position(Instant.EPOCH, "");

    private final DeskSession session;
    private final PreparedStatement insert;
    private final PreparedStatement select;

    public CassandraTicketHistory(DeskSession session) {
        this.session = session;
        this.insert = session.prepare("INSERT INTO ticket_history (ticket, at, key, kind, who, what)"
                + " VALUES (:ticket, :at, :key, :kind, :who, :what) USING TIMESTAMP :at");
        this.select = session.prepare("SELECT at, key, kind, who, what FROM ticket_history"
                + " WHERE ticket = :ticket AND (at, key) > (:at, :key) LIMIT :most");
    }

    @Override
    public void add(TicketEvent event) {
        var statement = insert.boundStatementBuilder()
                .setLong("ticket", event.ticket().value())
                .setLong("at", Columns.micros(event.at()))
                .setString("kind", event.kind().name());
        Columns.setText(statement, "key", event.key());
        Columns.setText(statement, "who", event.who());
        Columns.setText(statement, "what", event.text());
        session.execute(statement.build());
    }

    @Override
    public Page list(TicketNumber ticket, Optional<String> after, int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("limit is 1 to " + LARGEST_PAGE);
        }
        Position start =
                after.map(text -> Position.parse(text, Function.identity())).orElse(START);
        var statement = select.boundStatementBuilder()
                .setLong("ticket", ticket.value())
                .setLong("at", Columns.micros(start.at()))
                // one more than asked for tells whether there is a next page
                .setInt("most", limit + 1);
        Columns.setText(statement, "key", start.key());
        List<TicketEvent> found = session.all(statement.build()).stream()
                .map(row -> event(ticket, row))
                .toList();
        return found.size() <= limit
                ? new Page(found, Optional.empty())
                : new Page(
                        found.subList(0, limit),
                        Optional.of(position(found.get(limit - 1)).toString()));
    }

    private static Position position(TicketEvent event) {
        return new Position(event.at(), event.key());
    }

    private static TicketEvent event(TicketNumber ticket, Row row) {
        return new TicketEvent(
                ticket,
                Columns.instant(row.getLong("at")),
                row.getString("key"),
                TicketEventKind.valueOf(row.getString("kind")),
                Columns.text(row, "who"),
                row.getString("what"));
    }
}
