package org.jamesdesk.benchmarks.desk;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The desk's tables, read without the desk's own code. */
public final class DeskTables implements AutoCloseable, Visibility {
    private static final Pattern MARKER = Pattern.compile("mark[a-z0-9]+x\\d+");
    private static final int KEY_BYTES = 16;

    private final CqlSession session;
    private final PreparedStatement byMessageId;
    private final PreparedStatement conversation;
    private final PreparedStatement rawSize;
    private final PreparedStatement rawChunk;

    public DeskTables(InetSocketAddress cassandra) {
        session = CqlSession.builder()
                .addContactPoint(cassandra)
                .withLocalDatacenter("datacenter1")
                .withKeyspace("james_desk")
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
                        .withInt(DefaultDriverOption.NETTY_IO_SIZE, 1)
                        .withInt(DefaultDriverOption.NETTY_ADMIN_SIZE, 1)
                        .build())
                .build();
        byMessageId = session.prepare("SELECT at, conversation, ticket FROM known_messages WHERE message = ? LIMIT 2");
        conversation =
                session.prepare("SELECT id FROM conversations WHERE ticket = ? AND month = ? AND at = ? AND id = ?");
        rawSize = session.prepare("SELECT size FROM raw_mails WHERE conversation = ? AND chunk = 0");
        rawChunk = session.prepare("SELECT size, data FROM raw_mails WHERE conversation = ? AND chunk = ?");
    }

    /** Those of the mails of which everything is there: the identifier, the conversation and the raw mail. */
    @Override
    public Set<String> visible(Collection<String> messageIds) {
        Map<String, CompletionStage<Optional<Row>>> asked = new LinkedHashMap<>();
        messageIds.forEach(id -> asked.put(
                id,
                session.executeAsync(byMessageId.bind(key(id))).thenApply(rows -> Optional.ofNullable(rows.one()))));
        Set<String> visible = new LinkedHashSet<>();
        asked.forEach((id, answer) -> {
            if (answer.toCompletableFuture().join().filter(this::isComplete).isPresent()) {
                visible.add(id);
            }
        });
        return visible;
    }

    /** Every received conversation. For the time after a measurement: reads the whole table. */
    public List<StoredMail> receivedMails() {
        List<StoredMail> mails = new ArrayList<>();
        session.execute(SimpleStatement.newInstance("SELECT ticket, direction, message_id, body FROM conversations")
                        .setPageSize(200))
                .forEach(row -> {
                    if ("IN".equalsIgnoreCase(row.getString("direction"))) {
                        mails.add(new StoredMail(
                                Optional.ofNullable(row.getString("message_id")).orElse(""),
                                row.getLong("ticket"),
                                markers(row.getString("body"))));
                    }
                });
        return mails;
    }

    /** The bytes kept of a mail; empty when there is none of this Message-ID. */
    public Optional<byte[]> raw(String messageId) {
        return Optional.ofNullable(
                        session.execute(byMessageId.bind(key(messageId))).one())
                .map(row -> raw(row.getByteBuffer("conversation")));
    }

    @Override
    public void close() {
        session.close();
    }

    private byte[] raw(ByteBuffer conversationId) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long size = Long.MAX_VALUE;
        for (int chunk = 0; bytes.size() < size; chunk++) {
            Row row = session.execute(rawChunk.bind(conversationId, chunk)).one();
            if (row == null) {
                break;
            }
            size = chunk == 0 ? row.getLong("size") : size;
            ByteBuffer data = Optional.ofNullable(row.getByteBuffer("data")).orElse(ByteBuffer.allocate(0));
            byte[] part = new byte[data.remaining()];
            data.get(part);
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private boolean isComplete(Row known) {
        long micros = known.getLong("at");
        var date = Instant.ofEpochSecond(micros / 1_000_000).atOffset(ZoneOffset.UTC);
        int month = date.getYear() * 100 + date.getMonthValue();
        ByteBuffer id = known.getByteBuffer("conversation");
        return session.execute(conversation.bind(known.getLong("ticket"), month, micros, id))
                                .one()
                        != null
                && session.execute(rawSize.bind(id)).one() != null;
    }

    static List<String> markers(String text) {
        Set<String> markers = new LinkedHashSet<>();
        Matcher matcher = MARKER.matcher(Optional.ofNullable(text).orElse(""));
        while (matcher.find()) {
            markers.add(matcher.group());
        }
        return List.copyOf(markers);
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
