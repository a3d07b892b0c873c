package org.jamesdesk.cassandra.delivery;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.List;
import org.jamesdesk.cassandra.session.Columns;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.WaitingDeliveries;
import org.jamesdesk.delivery.WaitingDelivery;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.ticket.TicketNumber;

/**
 * Waiting deliveries, one partition for each sender. It is read every minute, so what was removed is forgotten soon; an
 * entry that a node brings back after that releases a delivery once more, which is harmless.
 *
 * <p>Statements: {@code add} and {@code of} one, {@code remove} one for each entry, at once.
 */
public final class CassandraWaitingDeliveries implements WaitingDeliveries {
    public static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS deliveries_waiting_for_sender (
                sender text,
                since bigint,
                ticket bigint,
                delivery blob,
                PRIMARY KEY (sender, since, ticket, delivery)
            ) WITH gc_grace_seconds = 3600
                AND comment = 'Which mails wait until this From address can send again?'""";

    private final DeskSession session;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement delete;

    public CassandraWaitingDeliveries(DeskSession session) {
        this.session = session;
        this.insert = session.prepare("INSERT INTO deliveries_waiting_for_sender (sender, since, ticket, delivery)"
                + " VALUES (:sender, :since, :ticket, :delivery)");
        this.select = session.prepare("SELECT since, ticket, delivery FROM deliveries_waiting_for_sender"
                + " WHERE sender = :sender LIMIT :most");
        this.delete = session.prepare("DELETE FROM deliveries_waiting_for_sender"
                + " WHERE sender = :sender AND since = :since AND ticket = :ticket AND delivery = :delivery");
    }

    @Override
    public void add(WaitingDelivery waiting) {
        session.execute(bound(insert, waiting));
    }

    @Override
    public List<WaitingDelivery> of(SenderId sender, int limit) {
        var statement = select.boundStatementBuilder().setInt("most", limit);
        Columns.setText(statement, "sender", sender.asString());
        return session.all(statement.build()).stream()
                .map(row -> new WaitingDelivery(
                        sender,
                        Columns.instant(row.getLong("since")),
                        new TicketNumber(row.getLong("ticket")),
                        new DeliveryId(Columns.hex(row.getByteBuffer("delivery")))))
                .toList();
    }

    @Override
    public void remove(List<WaitingDelivery> waiting) {
        session.executeAll(waiting.stream().map(one -> bound(delete, one)).toList());
    }

    private static BoundStatement bound(PreparedStatement prepared, WaitingDelivery waiting) {
        var statement = prepared.boundStatementBuilder()
                .setLong("since", Columns.micros(waiting.since()))
                .setLong("ticket", waiting.ticket().value())
                .setByteBuffer("delivery", Columns.bytes(waiting.delivery().value()));
        Columns.setText(statement, "sender", waiting.sender().asString());
        return statement.build();
    }
}
