package org.jamesdesk.cassandra.threading;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.cassandra.session.Columns;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.threading.AwaitedMessage;
import org.jamesdesk.threading.KnownMessage;
import org.jamesdesk.threading.KnownMessages;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.Direction;
import org.jamesdesk.ticket.Entry;
import org.jamesdesk.ticket.TicketNumber;

/**
 * Known messages. One statement for each identifier asked for, all at once, each sent straight to a replica.
 *
 * <p>Of mails that carry one and the same Message-ID the {@value #MOST} oldest are found: whoever floods the desk with
 * copies of an identifier can neither make reading slow nor push out the mail that had it first.
 */
public final class CassandraKnownMessages implements KnownMessages {
    /**
     * The key is a digest, because a Message-ID of a hostile mail may be longer than any key may be, or empty.
     */
    public static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS known_messages (
                message blob,
                at bigint,
                conversation blob,
                ticket bigint,
                department text,
                direction text,
                sender text,
                PRIMARY KEY (message, at, conversation)
            ) WITH comment = 'Into which tickets did mails with this Message-ID go? (first half of its SHA-256)'""";

    /**
     * Who waits for a mail that never comes must not wait for ever, and the replies to one newsletter lie in one
     * partition: after 90 days a row is gone.
     */
    public static final String AWAITED_TABLE =
            """
            CREATE TABLE IF NOT EXISTS awaited_messages (
                message blob,
                participant text,
                at bigint,
                conversation blob,
                ticket bigint,
                department text,
                PRIMARY KEY (message, participant, at, conversation)
            ) WITH comment = 'Which tickets wait for the mail with this Message-ID? (first half of its SHA-256)'
                AND default_time_to_live = 7776000""";

    static final int MOST = 100;
    private static final int KEY_BYTES = 16;

    private final DeskSession session;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement insertAwaited;
    private final PreparedStatement selectAwaited;

    public CassandraKnownMessages(DeskSession session) {
        this.session = session;
        this.insert = session.prepare(
                "INSERT INTO known_messages (message, at, conversation, ticket, department, direction, sender)"
                        + " VALUES (:message, :at, :conversation, :ticket, :department, :direction, :sender)"
                        + " USING TIMESTAMP :at");
        this.select = session.prepare("SELECT message, conversation, ticket, department, direction, sender"
                + " FROM known_messages WHERE message = :message LIMIT " + MOST);
        this.insertAwaited = session.prepare(
                "INSERT INTO awaited_messages (message, participant, at, conversation, ticket, department)"
                        + " VALUES (:message, :participant, :at, :conversation, :ticket, :department)"
                        + " USING TIMESTAMP :at");
        this.selectAwaited = session.prepare("SELECT message, ticket, department FROM awaited_messages"
                + " WHERE message = :message AND participant IN :participants LIMIT " + MOST);
    }

    /** The statement that remembers an entry's Message-ID, if it has one. */
    public Optional<BoundStatement> write(Entry entry) {
        Conversation conversation = entry.conversation();
        return conversation
                .messageId()
                .map(messageId -> new KnownMessage(
                        messageId,
                        entry.scope(),
                        conversation.ticket(),
                        conversation.id(),
                        conversation.direction(),
                        conversation.from().map(Mailbox::address)))
                .map(message -> write(message, entry.at()));
    }

    /** The statements that remember what an entry's ticket waits for: those of each awaited mail are one partition. */
    public List<List<BoundStatement>> writeAwaited(Entry entry) {
        return entry.missing().messageIds().stream()
                .map(messageId -> entry.missing().participants().stream()
                        .map(participant -> writeAwaited(entry, key(messageId), participant))
                        .toList())
                .toList();
    }

    private BoundStatement writeAwaited(Entry entry, ByteBuffer key, EmailAddress participant) {
        var statement = insertAwaited
                .boundStatementBuilder()
                .setByteBuffer("message", key)
                .setLong("at", Columns.micros(entry.at()))
                .setByteBuffer(
                        "conversation", Columns.bytes(entry.conversation().id().value()))
                .setLong("ticket", entry.conversation().ticket().value())
                .setString("department", entry.scope().value());
        Columns.setText(statement, "participant", participant.key());
        return statement.build();
    }

    @Override
    public List<AwaitedMessage> findAwaited(Collection<String> messageIds, Set<EmailAddress> participants) {
        Map<ByteBuffer, String> byKey = byKey(messageIds);
        List<String> keys = participants.stream().map(EmailAddress::key).toList();
        return session
                .allOf(byKey.keySet().stream()
                        .map(key -> selectAwaited
                                .boundStatementBuilder()
                                .setByteBuffer("message", key)
                                .setList("participants", keys, String.class)
                                .build())
                        .toList())
                .stream()
                .flatMap(List::stream)
                .map(row -> new AwaitedMessage(
                        byKey.get(row.getByteBuffer("message")),
                        new DepartmentId(row.getString("department")),
                        new TicketNumber(row.getLong("ticket"))))
                .distinct()
                .toList();
    }

    private static Map<ByteBuffer, String> byKey(Collection<String> messageIds) {
        return messageIds.stream()
                .distinct()
                .collect(Collectors.toMap(CassandraKnownMessages::key, Function.identity(), (one, same) -> one));
    }

    @Override
    public List<KnownMessage> find(Collection<String> messageIds) {
        Map<ByteBuffer, String> byKey = byKey(messageIds);
        return session
                .allOf(byKey.keySet().stream()
                        .map(key -> select.boundStatementBuilder()
                                .setByteBuffer("message", key)
                                .build())
                        .toList())
                .stream()
                .flatMap(List::stream)
                .map(row -> knownMessage(byKey.get(row.getByteBuffer("message")), row))
                .toList();
    }

    /**
     * The statement that remembers a mail.
     *
     * @param at its write time, and its place among those with the same Message-ID
     */
    public BoundStatement write(KnownMessage message, Instant at) {
        var statement = insert.boundStatementBuilder()
                .setByteBuffer("message", key(message.messageId()))
                .setLong("at", Columns.micros(at))
                .setByteBuffer(
                        "conversation", Columns.bytes(message.conversation().value()))
                .setLong("ticket", message.ticket().value())
                .setString("department", message.scope().value())
                .setString("direction", message.direction().name());
        Columns.setText(statement, "sender", message.from().map(EmailAddress::asString));
        return statement.build();
    }

    private static KnownMessage knownMessage(String messageId, Row row) {
        return new KnownMessage(
                messageId,
                new DepartmentId(row.getString("department")),
                new TicketNumber(row.getLong("ticket")),
                new ConversationId(Columns.hex(row.getByteBuffer("conversation"))),
                Direction.valueOf(row.getString("direction")),
                Columns.text(row, "sender").map(EmailAddress::parse));
    }

    private static ByteBuffer key(String messageId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(messageId.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(Arrays.copyOf(digest, KEY_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
