package org.jamesdesk.cassandra.ticket;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.cassandra.session.Columns;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.cassandra.session.ListColumn;
import org.jamesdesk.cassandra.ticket.TicketTable.TicketWithMonths;
import org.jamesdesk.message.MessageKind;
import org.jamesdesk.message.authentication.SenderAuthentication;
import org.jamesdesk.paging.Position;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.Direction;
import org.jamesdesk.ticket.TicketNumber;

/** The rows of conversations, without the raw mails. */
public final class ConversationTable {
    /** Rows come in the order of time and never change: windows keep old ones from being rewritten with new ones. */
    public static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS conversations (
                ticket bigint,
                month int,
                at bigint,
                id blob,
                direction text,
                kind text,
                automatic boolean,
                private boolean,
                from_name text,
                from_address text,
                to_mailboxes text,
                cc_mailboxes text,
                bcc_mailboxes text,
                subject text,
                message_id text,
                body text,
                body_truncated boolean,
                attachments text,
                size bigint,
                authentication text,
                reasons text,
                problems text,
                PRIMARY KEY ((ticket, month), at, id)
            ) WITH comment = 'Which conversations has this ticket in this month, oldest first?'
                AND compaction = {'class': 'TimeWindowCompactionStrategy',
                    'compaction_window_unit': 'DAYS', 'compaction_window_size': 30}""";

    private static final String COLUMNS = "at, id, direction, kind, automatic, private, from_name, from_address,"
            + " to_mailboxes, cc_mailboxes, bcc_mailboxes, subject, message_id, body, body_truncated, attachments, size,"
            + " authentication,"
            + " reasons, problems";
    private static final Map<String, MessageKind> KINDS = Arrays.stream(MessageKind.values())
            .collect(Collectors.toUnmodifiableMap(MessageKind::apiName, Function.identity()));
    private static final Map<String, Direction> DIRECTIONS = Arrays.stream(Direction.values())
            .collect(Collectors.toUnmodifiableMap(Direction::apiName, Function.identity()));

    /** Before every conversation; lists begin with the oldest. */
    static final Position START = new Position(Instant.EPOCH, "0".repeat(32));

    /** A conversation's row is at most some 50 KiB: what a driver holds of a long ticket at a time stays small. */
    private static final int ROWS_PER_FETCH = 100;

    private final DeskSession session;
    private final PreparedStatement insert;
    private final PreparedStatement selectAfter;
    private final PreparedStatement selectOne;

    ConversationTable(DeskSession session) {
        this.session = session;
        this.insert = session.prepare("INSERT INTO conversations (ticket, month, " + COLUMNS + ") VALUES (:ticket,"
                + " :month, :at, :id, :direction, :kind, :automatic, :private, :from_name, :from_address, :to_mailboxes, :cc_mailboxes, :bcc_mailboxes,"
                + " :subject, :message_id, :body, :truncated, :attachments, :size, :authentication, :reasons, :problems)"
                + " USING TIMESTAMP :at");
        this.selectAfter = session.prepare(
                "SELECT " + COLUMNS
                        + " FROM conversations WHERE ticket = :ticket AND month = :month AND (at, id) > (:at, :id) LIMIT :most");
        this.selectOne = session.prepare("SELECT " + COLUMNS
                + " FROM conversations WHERE ticket = :ticket AND month = :month AND at = :at AND id = :id");
    }

    static Position position(Conversation conversation) {
        return new Position(conversation.at(), conversation.id().value());
    }

    BoundStatement write(Conversation conversation) {
        var statement = insert.boundStatementBuilder()
                .setLong("ticket", conversation.ticket().value())
                .setInt("month", Month.of(conversation.at()).number())
                .setLong("at", Columns.micros(conversation.at()))
                .setByteBuffer("id", Columns.bytes(conversation.id().value()))
                .setString("direction", conversation.direction().apiName())
                .setString("kind", conversation.kind().apiName())
                .setBoolean("automatic", conversation.automatic())
                .setBoolean("private", conversation.isPrivate())
                .setBoolean("truncated", conversation.textTruncated())
                .setLong("size", conversation.size());
        Columns.setText(statement, "from_name", conversation.from().map(Mailbox::name));
        Columns.setText(statement, "from_address", conversation.from().map(from -> from.address()
                .asString()));
        Columns.setText(statement, "to_mailboxes", ListColumn.ofMailboxes(conversation.to()));
        Columns.setText(statement, "cc_mailboxes", ListColumn.ofMailboxes(conversation.cc()));
        Columns.setText(statement, "bcc_mailboxes", ListColumn.ofMailboxes(conversation.bcc()));
        Columns.setText(statement, "subject", conversation.subject());
        Columns.setText(statement, "message_id", conversation.messageId());
        Columns.setText(statement, "body", conversation.text());
        Columns.setText(statement, "attachments", ListColumn.ofAttachments(conversation.attachments()));
        Columns.setText(
                statement, "authentication", conversation.authentication().map(SenderAuthentication::asString));
        Columns.setText(statement, "reasons", ListColumn.ofTexts(conversation.reasons()));
        Columns.setText(statement, "problems", ListColumn.ofTexts(conversation.problems()));
        return statement.build();
    }

    /** The conversations of one month that follow a position, oldest first. */
    List<Conversation> after(TicketNumber ticket, Month month, Position position, int limit) {
        return conversations(ticket, session.all(selectAfter(ticket, month, position, limit)));
    }

    /** The oldest conversations of the first month of each ticket, ticket by ticket, all asked for at once. */
    List<List<Conversation>> oldest(List<TicketWithMonths> tickets, int limit) {
        List<List<Row>> rows = session.allOf(tickets.stream()
                .map(found ->
                        selectAfter(found.ticket().number(), found.months().get(0), START, limit))
                .toList());
        return IntStream.range(0, tickets.size())
                .mapToObj(i -> conversations(tickets.get(i).ticket().number(), rows.get(i)))
                .toList();
    }

    private BoundStatement selectAfter(TicketNumber ticket, Month month, Position position, int limit) {
        return selectAfter
                .boundStatementBuilder()
                .setLong("ticket", ticket.value())
                .setInt("month", month.number())
                .setLong("at", Columns.micros(position.at()))
                .setByteBuffer("id", Columns.bytes(position.key()))
                .setInt("most", limit)
                .setPageSize(ROWS_PER_FETCH)
                .build();
    }

    private static List<Conversation> conversations(TicketNumber ticket, List<Row> rows) {
        return rows.stream().map(row -> conversation(ticket, row)).toList();
    }

    Optional<Conversation> find(TicketNumber ticket, ConversationId id, Instant at) {
        return session.first(selectOne
                        .boundStatementBuilder()
                        .setLong("ticket", ticket.value())
                        .setInt("month", Month.of(at).number())
                        .setLong("at", Columns.micros(at))
                        .setByteBuffer("id", Columns.bytes(id.value()))
                        .build())
                .map(row -> conversation(ticket, row));
    }

    private static Conversation conversation(TicketNumber ticket, Row row) {
        return new Conversation(
                new ConversationId(Columns.hex(row.getByteBuffer("id"))),
                ticket,
                DIRECTIONS.get(row.getString("direction")),
                Columns.instant(row.getLong("at")),
                KINDS.get(row.getString("kind")),
                row.getBoolean("automatic"),
                row.getBoolean("private"),
                Columns.text(row, "from_address")
                        .map(address ->
                                new Mailbox(Columns.text(row, "from_name").orElse(""), EmailAddress.parse(address))),
                ListColumn.toMailboxes(Columns.text(row, "to_mailboxes")),
                ListColumn.toMailboxes(Columns.text(row, "cc_mailboxes")),
                ListColumn.toMailboxes(Columns.text(row, "bcc_mailboxes")),
                row.getString("subject"),
                Columns.text(row, "message_id"),
                row.getString("body"),
                row.getBoolean("body_truncated"),
                ListColumn.toAttachments(Columns.text(row, "attachments")),
                row.getLong("size"),
                Columns.text(row, "authentication").map(SenderAuthentication::parse),
                ListColumn.toTexts(Columns.text(row, "reasons")),
                ListColumn.toTexts(Columns.text(row, "problems")));
    }
}
