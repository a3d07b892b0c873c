package org.jamesdesk.cassandra.bounce;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.bounce.Bounce;
import org.jamesdesk.bounce.BounceEffect;
import org.jamesdesk.bounce.BounceId;
import org.jamesdesk.bounce.BounceSource;
import org.jamesdesk.bounce.BounceStore;
import org.jamesdesk.cassandra.session.Columns;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.cassandra.session.Requests;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.message.report.Hardness;
import org.jamesdesk.paging.Position;
import org.jamesdesk.ticket.TicketNumber;

/**
 * Bounces: one table decides which of two stands, the others list. Their rows are written with the data of the one that
 * stands, so that a repetition after a crash completes them.
 *
 * <p>Requests: {@code record} a compare-and-set, then one, or two at once when the server said much; {@code find} one; {@code list} one of an address or a
 * ticket, of everybody one for the days there are and one for each of these that it reads.
 */
public final class CassandraBounceStore implements BounceStore {
    private static final int LARGEST_PAGE = 500;

    /** Before every bounce; lists begin with the newest. */
    private static final Position START = new Position(Instant.parse("2200-01-01T00:00:00Z"), "f".repeat(32));

    private static final long KEPT_SECONDS = Duration.ofDays(KEPT_DAYS).toSeconds();

    private static final String DATA =
            """
                written text,
                ticket bigint,
                delivery blob,
                purpose text,
                department text,
                source text,
                hardness text,
                reason text,
                smtp_code int,
                enhanced_status text,
                diagnostic text,
                effect text,
            """
                    .stripTrailing();

    /** Rows only go away by themselves; as for claims, {@code gc_grace_seconds} bounds the state of compare-and-sets. */
    public static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS bounces (
                id blob PRIMARY KEY,
                at bigint,
            %s
            ) WITH gc_grace_seconds = 10800
                AND default_time_to_live = %d
                AND comment = 'Is this bounce known, and what did it do?'"""
                    .formatted(DATA.substring(0, DATA.length() - 1), KEPT_SECONDS);

    public static final String BY_ADDRESS_TABLE =
            list("bounces_by_address", "address text", "Which mails to this address bounced?");

    public static final String BY_TICKET_TABLE = list("bounces_by_ticket", "", "Which mails of this ticket bounced?");

    public static final String BY_DAY_TABLE =
            list("bounces_by_day", "day int", "Which mails bounced on this day (UTC)?");

    /** One partition of a row a day. */
    public static final String DAYS_TABLE =
            """
            CREATE TABLE IF NOT EXISTS bounce_days (
                everybody boolean,
                day int,
                PRIMARY KEY (everybody, day)
            ) WITH CLUSTERING ORDER BY (day DESC)
                AND default_time_to_live = %d
                AND comment = 'On which days (UTC) did mails bounce?'"""
                    .formatted(KEPT_SECONDS);

    private static final String COLUMNS = "at, id, written, ticket, delivery, purpose, department, source, hardness,"
            + " reason, smtp_code, enhanced_status, diagnostic, effect";
    private static final String VALUES = ":at, :id, :written, :ticket, :delivery, :purpose, :department, :source,"
            + " :hardness, :reason, :code, :enhanced, :diagnostic, :effect";

    private final DeskSession session;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement insertDay;
    private final PreparedStatement selectDays;
    private final PreparedStatement insertByAddress;
    private final PreparedStatement insertByTicket;
    private final PreparedStatement insertByDay;
    private final PreparedStatement selectByAddress;
    private final PreparedStatement selectByTicket;
    private final PreparedStatement selectByDay;

    public CassandraBounceStore(DeskSession session) {
        this.session = session;
        this.insert = session.prepare("INSERT INTO bounces (" + COLUMNS + ") VALUES (" + VALUES + ") IF NOT EXISTS");
        this.select = session.prepare("SELECT " + COLUMNS + " FROM bounces WHERE id = :id");
        this.insertDay = session.prepare("INSERT INTO bounce_days (everybody, day) VALUES (true, :day)");
        this.selectDays = session.prepare(
                "SELECT day FROM bounce_days WHERE everybody = true" + " AND day >= :earliest AND day <= :latest");
        this.insertByAddress = insertInto("bounces_by_address", "address, ", ":address, ");
        this.insertByTicket = insertInto("bounces_by_ticket", "", "");
        this.insertByDay = insertInto("bounces_by_day", "day, ", ":day, ");
        this.selectByAddress = selectFrom("bounces_by_address", "address = :address");
        this.selectByTicket = selectFrom("bounces_by_ticket", "ticket = :ticket");
        this.selectByDay = selectFrom("bounces_by_day", "day = :day");
    }

    private static String list(String name, String key, String question) {
        String partition = key.isEmpty() ? "ticket" : key.substring(0, key.indexOf(' '));
        return """
            CREATE TABLE IF NOT EXISTS %s (%s
                at bigint,
                id blob,
            %s
                PRIMARY KEY (%s, at, id)
            ) WITH CLUSTERING ORDER BY (at DESC, id DESC)
                AND default_time_to_live = %d
                AND comment = '%s'"""
                .formatted(name, key.isEmpty() ? "" : key + ",", DATA, partition, KEPT_SECONDS, question);
    }

    private PreparedStatement insertInto(String table, String key, String value) {
        return session.prepare("INSERT INTO " + table + " (" + key + COLUMNS + ") VALUES (" + value + VALUES + ")");
    }

    private PreparedStatement selectFrom(String table, String partition) {
        return session.prepare("SELECT " + COLUMNS + " FROM " + table + " WHERE " + partition
                + " AND (at, id) < (:at, :id) AND (at) >= (:since) LIMIT :most");
    }

    @Override
    public Bounce record(Bounce bounce) {
        ResultSet answer =
                session.execute(bound(insert, bounce).setIdempotence(true).build());
        Bounce standing = answer.wasApplied() ? bounce : bounce(answer.one());
        session.executeAll(Requests.packed(List.of(
                byAddress(standing),
                bound(insertByTicket, standing).build(),
                bound(insertByDay, standing)
                        .setInt("day", Day.of(standing.at()).number())
                        .build(),
                insertDay
                        .boundStatementBuilder()
                        .setInt("day", Day.of(standing.at()).number())
                        .build())));
        return standing;
    }

    private BoundStatement byAddress(Bounce bounce) {
        BoundStatementBuilder statement = bound(insertByAddress, bounce);
        Columns.setText(statement, "address", bounce.address().key());
        return statement.build();
    }

    private static BoundStatementBuilder bound(PreparedStatement prepared, Bounce bounce) {
        BoundStatementBuilder statement = prepared.boundStatementBuilder()
                .setByteBuffer("id", Columns.bytes(bounce.id().value()))
                .setLong("at", Columns.micros(bounce.at()))
                .setLong("ticket", bounce.ticket().value())
                .setByteBuffer("delivery", Columns.bytes(bounce.delivery().value()))
                .setString("purpose", bounce.purpose().name())
                .setString("source", bounce.source().name())
                .setString("hardness", bounce.hardness().name())
                .setString("reason", bounce.reason().name())
                .setString("effect", bounce.effect().name());
        bounce.smtpCode().ifPresent(code -> statement.setInt("code", code));
        Columns.setText(statement, "written", bounce.address().asString());
        Columns.setText(statement, "department", bounce.department().value());
        Columns.setText(statement, "enhanced", bounce.enhancedStatus());
        Columns.setText(statement, "diagnostic", bounce.diagnostic());
        return statement;
    }

    @Override
    public Optional<Bounce> find(BounceId id) {
        return session.first(select.boundStatementBuilder()
                        .setByteBuffer("id", Columns.bytes(id.value()))
                        .build())
                .map(CassandraBounceStore::bounce);
    }

    @Override
    public Page list(Of of, Instant since, Optional<String> after, int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("limit is 1 to " + LARGEST_PAGE);
        }
        Position start = after.map(text -> Position.parse(text, BounceId::new)).orElse(START);
        // one more than asked for tells whether there is a next page
        List<Bounce> found = found(of, since, start, limit + 1);
        return found.size() <= limit
                ? new Page(found, Optional.empty())
                : new Page(
                        found.subList(0, limit),
                        Optional.of(position(found.get(limit - 1)).toString()));
    }

    private static Position position(Bounce bounce) {
        return new Position(bounce.at(), bounce.id().value());
    }

    private List<Bounce> found(Of of, Instant since, Position start, int most) {
        if (of instanceof Of.Address one) {
            BoundStatementBuilder statement = selectByAddress.boundStatementBuilder();
            Columns.setText(statement, "address", one.address().key());
            return page(statement, since, start, most);
        }
        return of instanceof Of.Ticket one
                ? page(
                        selectByTicket
                                .boundStatementBuilder()
                                .setLong("ticket", one.ticket().value()),
                        since,
                        start,
                        most)
                : ofEverybody(since, start, most);
    }

    private List<Bounce> ofEverybody(Instant since, Position start, int most) {
        List<Bounce> found = new ArrayList<>();
        for (Row row : session.all(selectDays
                .boundStatementBuilder()
                .setInt("earliest", Day.of(since).number())
                .setInt("latest", Day.of(start.at()).number())
                .build())) {
            if (found.size() < most) {
                found.addAll(page(
                        selectByDay.boundStatementBuilder().setInt("day", row.getInt("day")),
                        since,
                        start,
                        most - found.size()));
            }
        }
        return found;
    }

    private List<Bounce> page(BoundStatementBuilder statement, Instant since, Position start, int most) {
        return session
                .all(statement
                        .setLong("at", Columns.micros(start.at()))
                        .setByteBuffer("id", Columns.bytes(start.key()))
                        .setLong("since", Columns.micros(since))
                        .setInt("most", most)
                        .build())
                .stream()
                .map(CassandraBounceStore::bounce)
                .toList();
    }

    private static Bounce bounce(Row row) {
        return new Bounce(
                new BounceId(Columns.hex(row.getByteBuffer("id"))),
                Columns.instant(row.getLong("at")),
                EmailAddress.parse(row.getString("written")),
                new TicketNumber(row.getLong("ticket")),
                new DeliveryId(Columns.hex(row.getByteBuffer("delivery"))),
                Purpose.valueOf(row.getString("purpose")),
                new DepartmentId(row.getString("department")),
                BounceSource.valueOf(row.getString("source")),
                Hardness.valueOf(row.getString("hardness")),
                BounceReason.valueOf(row.getString("reason")),
                row.isNull("smtp_code") ? Optional.empty() : Optional.of(row.getInt("smtp_code")),
                Columns.text(row, "enhanced_status"),
                row.getString("diagnostic"),
                BounceEffect.valueOf(row.getString("effect")));
    }
}
