package org.jamesdesk.cassandra.ticket;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jamesdesk.cassandra.session.Columns;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.ticket.ConversationId;

/**
 * The raw mails, cut into chunks of {@value #CHUNK} bytes, each a partition of its own. Chunk 0 says how long the whole
 * is and is written last: a mail that can be found is complete.
 */
public final class RawMailTable {
    /** Chunks come in the order of time and never change: windows keep old mails from being rewritten with new ones. */
    public static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS raw_mails (
                conversation blob,
                chunk int,
                size bigint,
                data blob,
                PRIMARY KEY ((conversation, chunk))
            ) WITH comment = 'Which bytes does this mail consist of?'
                AND compaction = {'class': 'TimeWindowCompactionStrategy',
                    'compaction_window_unit': 'DAYS', 'compaction_window_size': 7}""";

    static final int CHUNK = 512 * 1024;

    /** Bounds what one large mail holds in memory to two megabytes. */
    private static final int CHUNKS_IN_FLIGHT = 4;

    private final DeskSession session;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement selectSize;

    RawMailTable(DeskSession session) {
        this.session = session;
        this.insert = session.prepare("INSERT INTO raw_mails (conversation, chunk, size, data)"
                + " VALUES (:conversation, :chunk, :size, :data) USING TIMESTAMP :written");
        this.select = session.prepare(
                "SELECT size, data FROM raw_mails WHERE conversation = :conversation AND chunk = :chunk");
        this.selectSize =
                session.prepare("SELECT size FROM raw_mails WHERE conversation = :conversation AND chunk = 0");
    }

    /**
     * Stores all of a mail but its first chunk; returns when that is durable.
     *
     * @return the statement that stores the first chunk
     */
    BoundStatement writeAllButFirst(ConversationId id, RawMessage raw, Instant at) {
        try (InputStream in = raw.open()) {
            byte[] first = in.readNBytes(CHUNK);
            long rest = first.length < CHUNK ? 0 : writeRest(id, in, at);
            return chunk(id, 0, first, at).setLong("size", first.length + rest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<RawMessage> find(ConversationId id) {
        return select(id, 0).map(row -> new StoredMail(id, row.getLong("size"), row.getByteBuffer("data")));
    }

    /** Whether a mail is stored as a whole. */
    boolean has(ConversationId id) {
        return session.first(selectSize
                        .boundStatementBuilder()
                        .setByteBuffer("conversation", Columns.bytes(id.value()))
                        .build())
                .isPresent();
    }

    private long writeRest(ConversationId id, InputStream in, Instant at) throws IOException {
        Queue<CompletableFuture<?>> running = new ArrayDeque<>();
        long written = 0;
        int number = 1;
        for (byte[] bytes = in.readNBytes(CHUNK); bytes.length > 0; bytes = in.readNBytes(CHUNK)) {
            if (running.size() == CHUNKS_IN_FLIGHT) {
                session.join(List.of(running.remove()));
            }
            running.add(session.start(chunk(id, number++, bytes, at)));
            written += bytes.length;
        }
        session.join(running);
        return written;
    }

    private BoundStatement chunk(ConversationId id, int number, byte[] bytes, Instant at) {
        return insert.boundStatementBuilder()
                .setByteBuffer("conversation", Columns.bytes(id.value()))
                .setInt("chunk", number)
                .setByteBuffer("data", ByteBuffer.wrap(bytes))
                .setLong("written", Columns.micros(at))
                .build();
    }

    private Optional<Row> select(ConversationId id, int number) {
        return session.first(select.boundStatementBuilder()
                .setByteBuffer("conversation", Columns.bytes(id.value()))
                .setInt("chunk", number)
                .build());
    }

    private final class StoredMail implements RawMessage {
        private final ConversationId id;
        private final long size;
        private final ByteBuffer first;

        StoredMail(ConversationId id, long size, ByteBuffer first) {
            this.id = id;
            this.size = size;
            this.first = first;
        }

        @Override
        public InputStream open() {
            return new ChunkStream(id, size, first.duplicate());
        }

        @Override
        public long size() {
            return size;
        }
    }

    /** Holds one chunk at a time. A store that is away while it is read shows as StoreUnavailableException. */
    private final class ChunkStream extends InputStream {
        private final ConversationId id;
        private long left;
        private ByteBuffer current;
        private int next = 1;

        ChunkStream(ConversationId id, long size, ByteBuffer first) {
            this.id = id;
            this.left = size;
            this.current = first;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0) {
                return -1;
            }
            if (!current.hasRemaining()) {
                current = fetch(next++);
            }
            int count = Math.min(length, current.remaining());
            current.get(target, offset, count);
            left -= count;
            return count;
        }

        private ByteBuffer fetch(int number) throws IOException {
            return select(id, number)
                    .map(row -> row.getByteBuffer("data"))
                    .filter(ByteBuffer::hasRemaining)
                    .orElseThrow(() -> new IOException("chunk " + number + " of raw mail " + id + " is missing"));
        }
    }
}
