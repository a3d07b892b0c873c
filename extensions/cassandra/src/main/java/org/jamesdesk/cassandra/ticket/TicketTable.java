package org.jamesdesk.cassandra.ticket;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.cassandra.session.Columns;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.ticket.Entry;
import org.jamesdesk.ticket.Ticket;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStatus;

/** The rows of tickets. */
public final class TicketTable {
    /** The two sets only ever grow, by single elements, which costs no tombstone. */
    public static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS tickets (
                number bigint PRIMARY KEY,
                department text,
                support_address text,
                subject text,
                status text,
                contact_name text,
                contact_address text,
                linked set<bigint>,
                created_at bigint,
                changed_at bigint,
                months set<int>
            ) WITH comment = 'How does this ticket stand, and in which months are its conversations?'""";

    private final DeskSession session;
    private final PreparedStatement write;
    private final PreparedStatement select;
    private final PreparedStatement selectMonths;

    TicketTable(DeskSession session) {
        this.session = session;
        this.write = session.prepare("UPDATE tickets USING TIMESTAMP :stamp SET department = :department,"
                + " support_address = :support, subject = :subject, status = :status, contact_name = :name,"
                + " contact_address = :address, linked = linked + :linked, created_at = :created,"
                + " changed_at = :written, months = months + :months WHERE number = :number");
        this.select = session.prepare("SELECT department, support_address, subject, status, contact_name,"
                + " contact_address, linked, created_at, changed_at, months FROM tickets WHERE number = :number");
        this.selectMonths = session.prepare("SELECT months FROM tickets WHERE number = :number");
    }

    /**
     * What an entry changes in its ticket's row.
     *
     * @param stamp the write time
     */
    BoundStatement write(Entry entry, Instant stamp) {
        var statement = write.boundStatementBuilder()
                .setLong("number", entry.conversation().ticket().value())
                .setLong("stamp", Columns.micros(stamp))
                .setLong("written", Columns.micros(entry.at()))
                .setSet("months", Set.of(Month.of(entry.at()).number()), Integer.class);
        Set<Long> linked = Stream.concat(
                        entry.linked().stream(), entry.opened().stream().flatMap(ticket -> ticket.linked().stream()))
                .map(TicketNumber::value)
                .collect(Collectors.toUnmodifiableSet());
        if (!linked.isEmpty()) {
            statement.setSet("linked", linked, Long.class);
        }
        entry.status()
                .or(() -> entry.opened().map(Ticket::status))
                .ifPresent(status -> statement.setString("status", status.apiName()));
        entry.opened().ifPresent(ticket -> {
            statement.setString("department", ticket.department().value());
            statement.setLong("created", Columns.micros(ticket.createdAt()));
            Columns.setText(statement, "support", ticket.supportAddress().asString());
            Columns.setText(statement, "subject", ticket.subject());
            Columns.setText(statement, "name", ticket.contact().map(Mailbox::name));
            Columns.setText(statement, "address", ticket.contact().map(contact -> contact.address()
                    .asString()));
        });
        return statement.build();
    }

    void setStatus(TicketNumber number, TicketStatus status, Instant at) {
        session.execute(write.boundStatementBuilder()
                .setLong("number", number.value())
                .setLong("stamp", Columns.micros(at))
                .setLong("written", Columns.micros(at))
                .setString("status", status.apiName())
                .build());
    }

    /** A ticket, and the months in which it has conversations, in order. */
    record TicketWithMonths(Ticket ticket, List<Month> months) {}

    Optional<Ticket> find(TicketNumber number) {
        return session.first(select(number)).filter(TicketTable::isOpened).map(row -> ticket(number, row));
    }

    /** Those of the tickets that there are, in the order of the numbers, all asked for at once. */
    List<TicketWithMonths> findWithMonths(List<TicketNumber> numbers) {
        List<List<Row>> rows = session.allOf(numbers.stream().map(this::select).toList());
        return IntStream.range(0, numbers.size())
                .boxed()
                .flatMap(i -> rows.get(i).stream()
                        .filter(TicketTable::isOpened)
                        .map(row -> new TicketWithMonths(ticket(numbers.get(i), row), months(row))))
                .toList();
    }

    private BoundStatement select(TicketNumber number) {
        return select.boundStatementBuilder().setLong("number", number.value()).build();
    }

    /** Replies may have been stored before the mail that opens the ticket. */
    private static boolean isOpened(Row row) {
        return !row.isNull("department");
    }

    /** The months in which the ticket has conversations, in order. */
    List<Month> months(TicketNumber number) {
        return session.first(selectMonths
                        .boundStatementBuilder()
                        .setLong("number", number.value())
                        .build())
                .map(TicketTable::months)
                .orElse(List.of());
    }

    private static List<Month> months(Row row) {
        return row.getSet("months", Integer.class).stream()
                .sorted()
                .map(Month::new)
                .toList();
    }

    private static Ticket ticket(TicketNumber number, Row row) {
        return new Ticket(
                number,
                new DepartmentId(row.getString("department")),
                EmailAddress.parse(row.getString("support_address")),
                row.getString("subject"),
                TicketStatus.parse(row.getString("status")),
                Columns.text(row, "contact_address")
                        .map(address ->
                                new Mailbox(Columns.text(row, "contact_name").orElse(""), EmailAddress.parse(address))),
                row.getSet("linked", Long.class).stream()
                        .map(TicketNumber::new)
                        .collect(Collectors.toUnmodifiableSet()),
                Columns.instant(row.getLong("created_at")),
                Columns.instant(row.getLong("changed_at")));
    }
}
