package org.jamesdesk.cassandra.delivery;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.cassandra.session.Columns;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.AttemptKind;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.DeliveryStore;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.delivery.SmtpStage;
import org.jamesdesk.delivery.Verdict;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.message.report.Hardness;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.TicketNumber;

/**
 * Deliveries and their attempts. A delivery's state follows from its timeline, so recording an attempt is a single insert
 * that can be repeated. What an entry knows is part of its write time: how an attempt went stays over the mark that it
 * began, whichever is written last.
 *
 * <p>Statements: {@code find} and {@code ofTicket} two at once, {@code sendFrom} and {@code record} one.
 */
public final class CassandraDeliveryStore implements DeliveryStore {
    public static final String DELIVERIES_TABLE =
            """
            CREATE TABLE IF NOT EXISTS deliveries (
                ticket bigint,
                id blob,
                conversation blob,
                recipient text,
                envelope_sender text,
                purpose text,
                queued_at bigint,
                PRIMARY KEY (ticket, id)
            ) WITH comment = 'To whom were mails of this ticket sent?'""";

    public static final String ATTEMPTS_TABLE =
            """
            CREATE TABLE IF NOT EXISTS delivery_attempts (
                ticket bigint,
                delivery blob,
                at bigint,
                host text,
                tls boolean,
                smtp_code int,
                enhanced_status text,
                answer text,
                state text,
                took_micros bigint,
                PRIMARY KEY (ticket, delivery, at)
            ) WITH comment = 'How did each attempt to deliver mails of this ticket go?'""";

    /** Of deliveries that were queued before departments were kept with them. */
    private static final DepartmentId UNKNOWN = new DepartmentId("unknown");

    private static final Comparator<Delivery> OLDEST_FIRST = Comparator.comparing(Delivery::queuedAt)
            .thenComparing(delivery -> delivery.id().value());
    private static final String DELIVERY_COLUMNS =
            "id, conversation, recipient, envelope_sender, purpose, queued_at, sender, department, agent";
    private static final String ATTEMPT_COLUMNS =
            "delivery, at, kind, host, address, tls, stage, smtp_code, enhanced_status, answer, state, took_micros,"
                    + " hardness, reason, address_dead";

    private final DeskSession session;
    private final PreparedStatement insertDelivery;
    private final PreparedStatement updateStandIn;
    private final PreparedStatement insertAttempt;
    private final PreparedStatement selectDelivery;
    private final PreparedStatement selectDeliveries;
    private final PreparedStatement selectAttempts;
    private final PreparedStatement selectAllAttempts;

    public CassandraDeliveryStore(DeskSession session) {
        this.session = session;
        this.insertDelivery = session.prepare("INSERT INTO deliveries (ticket, " + DELIVERY_COLUMNS
                + ") VALUES (:ticket, :id, :conversation, :recipient, :envelope, :purpose, :queued, :sender, :department, :agent)"
                + " USING TIMESTAMP :written");
        this.updateStandIn = session.prepare(
                "UPDATE deliveries SET stand_in = :stand_in, stand_in_name = :stand_in_name WHERE ticket = :ticket AND id = :id");
        this.insertAttempt = session.prepare("INSERT INTO delivery_attempts (ticket, " + ATTEMPT_COLUMNS
                + ") VALUES (:ticket, :id, :at, :kind, :host, :address, :tls, :stage, :code, :enhanced, :answer, :state, :took, :hardness, :reason, :dead)"
                + " USING TIMESTAMP :written");
        this.selectDelivery = session.prepare("SELECT " + DELIVERY_COLUMNS
                + ", stand_in, stand_in_name FROM deliveries WHERE ticket = :ticket AND id = :id");
        this.selectDeliveries = session.prepare(
                "SELECT " + DELIVERY_COLUMNS + ", stand_in, stand_in_name FROM deliveries WHERE ticket = :ticket");
        this.selectAttempts = session.prepare(
                "SELECT " + ATTEMPT_COLUMNS + " FROM delivery_attempts WHERE ticket = :ticket AND delivery = :id");
        this.selectAllAttempts =
                session.prepare("SELECT " + ATTEMPT_COLUMNS + " FROM delivery_attempts WHERE ticket = :ticket");
    }

    /** The rows that queue deliveries. */
    public List<BoundStatement> rows(List<Delivery> deliveries, Instant at) {
        return deliveries.stream().map(delivery -> row(delivery, at)).toList();
    }

    @Override
    public Optional<Delivery> find(TicketNumber ticket, DeliveryId id) {
        return read(ticket, keyed(selectDelivery, ticket, id), keyed(selectAttempts, ticket, id)).stream()
                .findFirst();
    }

    @Override
    public List<Delivery> ofTicket(TicketNumber ticket) {
        return read(ticket, keyed(selectDeliveries, ticket), keyed(selectAllAttempts, ticket));
    }

    @Override
    public void sendFrom(TicketNumber ticket, DeliveryId id, Mailbox standIn) {
        var statement = updateStandIn
                .boundStatementBuilder()
                .setLong("ticket", ticket.value())
                .setByteBuffer("id", Columns.bytes(id.value()));
        Columns.setText(statement, "stand_in", standIn.address().asString());
        Columns.setText(statement, "stand_in_name", standIn.name());
        session.execute(statement.build());
    }

    @Override
    public void record(TicketNumber ticket, DeliveryId id, Attempt attempt) {
        var statement = insertAttempt
                .boundStatementBuilder()
                .setLong("ticket", ticket.value())
                .setByteBuffer("id", Columns.bytes(id.value()))
                .setLong("at", Columns.micros(attempt.at()))
                .setLong("written", Columns.micros(attempt.at()) + attempt.knowledge())
                .setString("kind", attempt.kind().name())
                .setBoolean("tls", attempt.tls())
                .setString("state", attempt.state().name())
                .setLong("took", attempt.took().toNanos() / 1_000);
        attempt.smtpCode().ifPresent(code -> statement.setInt("code", code));
        attempt.verdict().ifPresent(verdict -> statement
                .setString("hardness", verdict.hardness().name())
                .setString("reason", verdict.reason().name())
                .setBoolean("dead", verdict.addressDead()));
        attempt.stage().ifPresent(stage -> statement.setString("stage", stage.name()));
        Columns.setText(statement, "host", attempt.host());
        Columns.setText(statement, "address", attempt.address());
        Columns.setText(statement, "enhanced", attempt.enhancedStatus());
        Columns.setText(statement, "answer", attempt.text());
        session.execute(statement.build());
    }

    private BoundStatement row(Delivery delivery, Instant at) {
        var statement = insertDelivery
                .boundStatementBuilder()
                .setLong("ticket", delivery.ticket().value())
                .setByteBuffer("id", Columns.bytes(delivery.id().value()))
                .setByteBuffer(
                        "conversation", Columns.bytes(delivery.conversation().value()))
                .setString("purpose", delivery.purpose().name())
                .setLong("queued", Columns.micros(delivery.queuedAt()))
                .setLong("written", Columns.micros(at));
        Columns.setText(statement, "recipient", delivery.recipient().asString());
        Columns.setText(statement, "envelope", delivery.envelopeSender().asString());
        Columns.setText(statement, "sender", delivery.sender().map(SenderId::asString));
        Columns.setText(statement, "department", delivery.department().value());
        Columns.setText(statement, "agent", delivery.agent().map(EmailAddress::asString));
        return statement.build();
    }

    private List<Delivery> read(TicketNumber ticket, BoundStatement deliveries, BoundStatement attempts) {
        List<List<Row>> rows = session.allOf(List.of(deliveries, attempts));
        Map<DeliveryId, List<Attempt>> made = rows.get(1).stream()
                .collect(Collectors.groupingBy(
                        row -> deliveryId(row, "delivery"),
                        Collectors.mapping(CassandraDeliveryStore::attempt, Collectors.toList())));
        return rows.get(0).stream()
                .map(row -> delivery(ticket, row, made.getOrDefault(deliveryId(row, "id"), List.of())))
                .sorted(OLDEST_FIRST)
                .toList();
    }

    private static BoundStatement keyed(PreparedStatement prepared, TicketNumber ticket) {
        return prepared.boundStatementBuilder()
                .setLong("ticket", ticket.value())
                .build();
    }

    private static BoundStatement keyed(PreparedStatement prepared, TicketNumber ticket, DeliveryId id) {
        return prepared.boundStatementBuilder()
                .setLong("ticket", ticket.value())
                .setByteBuffer("id", Columns.bytes(id.value()))
                .build();
    }

    private static DeliveryId deliveryId(Row row, String column) {
        return new DeliveryId(Columns.hex(row.getByteBuffer(column)));
    }

    private static Delivery delivery(TicketNumber ticket, Row row, List<Attempt> attempts) {
        return new Delivery(
                deliveryId(row, "id"),
                ticket,
                new ConversationId(Columns.hex(row.getByteBuffer("conversation"))),
                EmailAddress.parse(row.getString("recipient")),
                EmailAddress.parse(row.getString("envelope_sender")),
                Purpose.valueOf(row.getString("purpose")),
                Columns.text(row, "department").map(DepartmentId::new).orElse(UNKNOWN),
                Columns.text(row, "agent").map(EmailAddress::parse),
                Columns.text(row, "sender").map(SenderId::parse),
                Columns.text(row, "stand_in")
                        .map(address -> new Mailbox(row.getString("stand_in_name"), EmailAddress.parse(address))),
                Delivery.stateAfter(attempts).orElse(DeliveryState.QUEUED),
                Columns.instant(row.getLong("queued_at")),
                attempts);
    }

    private static Attempt attempt(Row row) {
        return new Attempt(
                Columns.instant(row.getLong("at")),
                Columns.text(row, "kind").map(AttemptKind::valueOf).orElse(AttemptKind.ATTEMPT),
                row.getString("host"),
                Columns.text(row, "address"),
                row.getBoolean("tls"),
                Columns.text(row, "stage").map(SmtpStage::valueOf),
                row.isNull("smtp_code") ? Optional.empty() : Optional.of(row.getInt("smtp_code")),
                Columns.text(row, "enhanced_status"),
                row.getString("answer"),
                DeliveryState.valueOf(row.getString("state")),
                Duration.ofNanos(row.getLong("took_micros") * 1_000),
                Columns.text(row, "hardness")
                        .map(hardness -> new Verdict(
                                Hardness.valueOf(hardness),
                                BounceReason.valueOf(row.getString("reason")),
                                row.getBoolean("address_dead"))));
    }
}
