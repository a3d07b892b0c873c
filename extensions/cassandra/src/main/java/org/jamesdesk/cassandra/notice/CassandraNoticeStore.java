package org.jamesdesk.cassandra.notice;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.cassandra.session.Columns;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.cassandra.work.CassandraWorkStore;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.notice.Notice;
import org.jamesdesk.notice.NoticeId;
import org.jamesdesk.notice.NoticeStore;

/**
 * Notices, a partition each, with their mail: a few kilobytes that go away by themselves. A notice and its first work are
 * written in one logged batch, so that none is kept that nobody sends.
 *
 * <p>Statements: one each.
 */
public final class CassandraNoticeStore implements NoticeStore {
    public static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS notices (
                id blob PRIMARY KEY,
                about text,
                envelope_sender text,
                recipient text,
                queued_at bigint,
                raw blob,
                attempts int,
                attempted_at bigint,
                host text,
                tls boolean,
                smtp_code int,
                enhanced_status text,
                answer text,
                state text,
                took_micros bigint
            ) WITH comment = 'Which mails without a ticket were sent, and what became of them?'
                AND default_time_to_live = %d"""
                    .formatted(KEPT.toSeconds());

    private static final String COLUMNS =
            "about, envelope_sender, recipient, queued_at, attempts, attempted_at, host, tls,"
                    + " smtp_code, enhanced_status, answer, state, took_micros";

    private final DeskSession session;
    private final CassandraWorkStore work;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement selectRaw;
    private final PreparedStatement update;

    /** @param work keeps the work of first attempts, in the same keyspace */
    public CassandraNoticeStore(DeskSession session, CassandraWorkStore work) {
        this.session = session;
        this.work = work;
        this.insert = session.prepare("INSERT INTO notices (id, about, envelope_sender, recipient, queued_at, raw)"
                + " VALUES (:id, :about, :sender, :recipient, :queued, :raw)");
        this.select = session.prepare("SELECT " + COLUMNS + " FROM notices WHERE id = :id");
        this.selectRaw = session.prepare("SELECT raw FROM notices WHERE id = :id");
        this.update = session.prepare("UPDATE notices SET attempts = :attempts, attempted_at = :at, host = :host,"
                + " tls = :tls, smtp_code = :code, enhanced_status = :enhanced, answer = :answer, state = :state,"
                + " took_micros = :took WHERE id = :id");
    }

    @Override
    public void queue(Notice notice, RawMessage raw) {
        List<BatchableStatement<?>> statements = new ArrayList<>();
        statements.add(inserted(notice, raw));
        statements.addAll(work.rows(List.of(notice.work(notice.queuedAt()))));
        session.execute(BatchStatement.newInstance(DefaultBatchType.LOGGED, statements));
    }

    private BoundStatement inserted(Notice notice, RawMessage raw) {
        var statement = insert.boundStatementBuilder()
                .setByteBuffer("id", Columns.bytes(notice.id().value()))
                .setLong("queued", Columns.micros(notice.queuedAt()))
                .setByteBuffer("raw", ByteBuffer.wrap(bytes(raw)));
        Columns.setText(statement, "about", notice.about());
        Columns.setText(
                statement,
                "sender",
                notice.envelopeSender().map(EmailAddress::asString).orElse(""));
        Columns.setText(statement, "recipient", notice.recipient().asString());
        return statement.build();
    }

    private static byte[] bytes(RawMessage raw) {
        try (InputStream in = raw.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Notice> find(NoticeId id) {
        return session.first(keyed(select, id))
                .filter(row -> !row.isNull("recipient"))
                .map(row -> notice(id, row));
    }

    @Override
    public Optional<RawMessage> raw(NoticeId id) {
        return session.first(keyed(selectRaw, id))
                .filter(row -> !row.isNull("raw"))
                .map(row -> {
                    ByteBuffer column = row.getByteBuffer("raw");
                    byte[] bytes = new byte[column.remaining()];
                    column.get(bytes);
                    return RawMessage.of(bytes);
                });
    }

    /** Writes one column more than an attempt has: how many there were, so that nothing has to be read before. */
    @Override
    public void record(NoticeId id, int number, Attempt attempt) {
        var statement = update.boundStatementBuilder()
                .setByteBuffer("id", Columns.bytes(id.value()))
                .setInt("attempts", number)
                .setLong("at", Columns.micros(attempt.at()))
                .setBoolean("tls", attempt.tls())
                .setString("state", attempt.state().name())
                .setLong("took", attempt.took().toNanos() / 1_000);
        attempt.smtpCode().ifPresentOrElse(code -> statement.setInt("code", code), () -> statement.setToNull("code"));
        Columns.setText(statement, "host", attempt.host());
        Columns.setText(statement, "enhanced", attempt.enhancedStatus().orElse(""));
        Columns.setText(statement, "answer", attempt.text());
        session.execute(statement.build());
    }

    private static BoundStatement keyed(PreparedStatement prepared, NoticeId id) {
        return prepared.boundStatementBuilder()
                .setByteBuffer("id", Columns.bytes(id.value()))
                .build();
    }

    private static Notice notice(NoticeId id, Row row) {
        return new Notice(
                id,
                row.getString("about"),
                Columns.text(row, "envelope_sender")
                        .filter(sender -> !sender.isEmpty())
                        .map(EmailAddress::parse),
                EmailAddress.parse(row.getString("recipient")),
                Columns.instant(row.getLong("queued_at")),
                row.getInt("attempts"),
                row.isNull("state") ? Optional.empty() : Optional.of(attempt(row)));
    }

    private static Attempt attempt(Row row) {
        return new Attempt(
                Columns.instant(row.getLong("attempted_at")),
                row.getString("host"),
                row.getBoolean("tls"),
                row.isNull("smtp_code") ? Optional.empty() : Optional.of(row.getInt("smtp_code")),
                Columns.text(row, "enhanced_status").filter(status -> !status.isEmpty()),
                row.getString("answer"),
                DeliveryState.valueOf(row.getString("state")),
                Duration.ofNanos(row.getLong("took_micros") * 1_000));
    }
}
