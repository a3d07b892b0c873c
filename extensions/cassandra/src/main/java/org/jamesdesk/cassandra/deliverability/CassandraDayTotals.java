package org.jamesdesk.cassandra.deliverability;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.cassandra.session.Columns;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.cassandra.session.Requests;
import org.jamesdesk.deliverability.DayTotal;
import org.jamesdesk.deliverability.DayTotalStore;
import org.jamesdesk.deliverability.ResultKind;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.report.BounceReason;

/**
 * Totals of closed days, a partition for each day: a row for each domain, department, kind and reason that occurred. The static
 * column {@code closed} is written when all rows are there, so that an interrupted closing counts for nothing.
 *
 * <p>Statements: {@code find} one and one for each further page, {@code close} one for each {@value #BATCH_ROWS} totals and one
 * at the end.
 */
public final class CassandraDayTotals implements DayTotalStore {
    /** {@code reason} is empty where there is none: a column of the key has a value. */
    public static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS daily_totals (
                day date,
                department text,
                domain text,
                kind text,
                reason text,
                total bigint,
                closed boolean static,
                PRIMARY KEY (day, department, domain, kind, reason)
            ) WITH comment = 'How many mails of this day were sent, bounced and blocked?'""";

    private static final int BATCH_ROWS = 50;

    private final DeskSession session;
    private final PreparedStatement insert;
    private final PreparedStatement close;
    private final PreparedStatement select;

    public CassandraDayTotals(DeskSession session) {
        this.session = session;
        this.insert = session.prepare("INSERT INTO daily_totals (day, department, domain, kind, reason, total)"
                + " VALUES (:day, :department, :domain, :kind, :reason, :total)");
        this.close = session.prepare("UPDATE daily_totals SET closed = true WHERE day = :day");
        this.select = session.prepare(
                "SELECT department, domain, kind, reason, total, closed FROM daily_totals WHERE day = :day");
    }

    @Override
    public Optional<List<DayTotal>> find(LocalDate day) {
        List<Row> rows = session.all(
                select.boundStatementBuilder().setLocalDate("day", day).build());
        return rows.stream().anyMatch(row -> row.getBoolean("closed"))
                ? Optional.of(rows.stream()
                        // a day without mail has one row, of the static column alone
                        .filter(row -> !row.isNull("department"))
                        .map(row -> total(day, row))
                        .sorted(DayTotal.ORDER)
                        .toList())
                : Optional.empty();
    }

    @Override
    public void close(LocalDate day, List<DayTotal> totals) {
        List<BoundStatement> portion = new ArrayList<>();
        for (DayTotal total : totals) {
            portion.add(row(total));
            if (portion.size() == BATCH_ROWS) {
                session.execute(Requests.batch(List.copyOf(portion)));
                portion.clear();
            }
        }
        if (!portion.isEmpty()) {
            session.execute(Requests.batch(portion));
        }
        session.execute(close.boundStatementBuilder().setLocalDate("day", day).build());
    }

    private BoundStatement row(DayTotal total) {
        var statement = insert.boundStatementBuilder()
                .setLocalDate("day", total.day())
                .setString("kind", total.kind().name())
                .setString("reason", total.reason().map(BounceReason::name).orElse(""))
                .setLong("total", total.count());
        Columns.setText(statement, "department", total.department().value());
        Columns.setText(statement, "domain", total.domain());
        return statement.build();
    }

    private static DayTotal total(LocalDate day, Row row) {
        return new DayTotal(
                day,
                new DepartmentId(row.getString("department")),
                row.getString("domain"),
                ResultKind.valueOf(row.getString("kind")),
                Optional.of(row.getString("reason"))
                        .filter(reason -> !reason.isEmpty())
                        .map(BounceReason::valueOf),
                row.getLong("total"));
    }
}
