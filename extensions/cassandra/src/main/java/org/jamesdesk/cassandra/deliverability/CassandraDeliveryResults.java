package org.jamesdesk.cassandra.deliverability;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.jamesdesk.cassandra.session.Columns;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.deliverability.DeliveryResult;
import org.jamesdesk.deliverability.DeliveryResultStore;
import org.jamesdesk.deliverability.ResultKind;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.report.BounceReason;

/**
 * Results of deliveries, a partition for each hour: some hundred thousand rows, some tens of megabytes, on a desk that sends a
 * hundred mails a second. Never deleted; rows end by themselves after {@link DeliveryResultStore#KEPT}, whole files of them at
 * a time.
 *
 * <p>Statements: {@code add} one, {@code read} one and one more for every further {@value #PAGE_ROWS} results.
 */
public final class CassandraDeliveryResults implements DeliveryResultStore {
    public static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS delivery_results (
                hour timestamp,
                at bigint,
                delivery blob,
                kind text,
                purpose text,
                department text,
                domain text,
                reason text,
                PRIMARY KEY (hour, at, delivery, kind)
            ) WITH comment = 'What became of the mails of this hour?'
                AND default_time_to_live = %d
                AND compaction = {'class': 'TimeWindowCompactionStrategy',
                    'compaction_window_unit': 'DAYS', 'compaction_window_size': 1}"""
                    .formatted(KEPT.toSeconds());

    private static final int PAGE_ROWS = 1_000;

    private final DeskSession session;
    private final PreparedStatement insert;
    private final PreparedStatement select;

    public CassandraDeliveryResults(DeskSession session) {
        this.session = session;
        this.insert = session.prepare(
                "INSERT INTO delivery_results (hour, at, delivery, kind, purpose, department, domain, reason)"
                        + " VALUES (:hour, :at, :delivery, :kind, :purpose, :department, :domain, :reason)"
                        + " USING TIMESTAMP :at");
        this.select =
                session.prepare("SELECT at, delivery, kind, purpose, department, domain, reason FROM delivery_results"
                        + " WHERE hour = :hour AND at >= :since");
    }

    @Override
    public void add(DeliveryResult result) {
        var statement = insert.boundStatementBuilder()
                .setInstant("hour", result.at().truncatedTo(ChronoUnit.HOURS))
                .setLong("at", Columns.micros(result.at()))
                .setByteBuffer("delivery", Columns.bytes(result.delivery().value()))
                .setString("kind", result.kind().name())
                .setString("purpose", result.purpose().name());
        Columns.setText(statement, "department", result.department().value());
        Columns.setText(statement, "domain", result.domain());
        result.reason().ifPresent(reason -> statement.setString("reason", reason.name()));
        session.execute(statement.build());
    }

    @Override
    public void read(Instant hour, Instant from, Consumer<DeliveryResult> reader) {
        session.forEach(
                select.boundStatementBuilder()
                        .setInstant("hour", hour)
                        .setLong("since", Columns.micros(from))
                        .setPageSize(PAGE_ROWS)
                        .build(),
                row -> reader.accept(result(row)));
    }

    private static DeliveryResult result(Row row) {
        return new DeliveryResult(
                Columns.instant(row.getLong("at")),
                new DeliveryId(Columns.hex(row.getByteBuffer("delivery"))),
                ResultKind.valueOf(row.getString("kind")),
                Purpose.valueOf(row.getString("purpose")),
                new DepartmentId(row.getString("department")),
                row.getString("domain"),
                Columns.text(row, "reason").map(BounceReason::valueOf));
    }
}
