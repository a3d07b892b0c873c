package org.jamesdesk.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.MessageKind;
import org.jamesdesk.message.mime.Attachment;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.Direction;
import org.jamesdesk.ticket.Ticket;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStatus;

/** Ticket documents for tests: a plain one, changed step by step. Immutable. */
public record TicketDocuments(Ticket ticket, List<Conversation> conversations) {
    /** When {@link #ticket(long)} was made and changed. */
    public static final Instant START = Instant.parse("2026-11-22T09:30:00.123456Z");

    /** An open ticket of department {@code sales} without conversations. */
    public static TicketDocuments ticket(long number) {
        return new TicketDocuments(
                new Ticket(
                        new TicketNumber(number),
                        new DepartmentId("sales"),
                        EmailAddress.parse("support@desk.example"),
                        "",
                        TicketStatus.OPEN,
                        Optional.empty(),
                        Set.of(),
                        START,
                        START),
                List.of());
    }

    public TicketDocuments subject(String subject) {
        return with(new Ticket(
                ticket.number(),
                ticket.department(),
                ticket.supportAddress(),
                subject,
                ticket.status(),
                ticket.contact(),
                ticket.linked(),
                ticket.createdAt(),
                ticket.changedAt()));
    }

    public TicketDocuments status(TicketStatus status) {
        return with(new Ticket(
                ticket.number(),
                ticket.department(),
                ticket.supportAddress(),
                ticket.subject(),
                status,
                ticket.contact(),
                ticket.linked(),
                ticket.createdAt(),
                ticket.changedAt()));
    }

    public TicketDocuments department(String department) {
        return with(new Ticket(
                ticket.number(),
                new DepartmentId(department),
                ticket.supportAddress(),
                ticket.subject(),
                ticket.status(),
                ticket.contact(),
                ticket.linked(),
                ticket.createdAt(),
                ticket.changedAt()));
    }

    public TicketDocuments contact(String name, String address) {
        return with(new Ticket(
                ticket.number(),
                ticket.department(),
                ticket.supportAddress(),
                ticket.subject(),
                ticket.status(),
                Optional.of(new Mailbox(name, EmailAddress.parse(address))),
                ticket.linked(),
                ticket.createdAt(),
                ticket.changedAt()));
    }

    public TicketDocuments linked(long... numbers) {
        Set<TicketNumber> linked =
                Arrays.stream(numbers).mapToObj(TicketNumber::new).collect(Collectors.toSet());
        return with(new Ticket(
                ticket.number(),
                ticket.department(),
                ticket.supportAddress(),
                ticket.subject(),
                ticket.status(),
                ticket.contact(),
                linked,
                ticket.createdAt(),
                ticket.changedAt()));
    }

    public TicketDocuments changedAt(Instant changedAt) {
        return with(new Ticket(
                ticket.number(),
                ticket.department(),
                ticket.supportAddress(),
                ticket.subject(),
                ticket.status(),
                ticket.contact(),
                ticket.linked(),
                ticket.createdAt(),
                changedAt));
    }

    /** With one more conversation: a received message. */
    public TicketDocuments conversation(Conversation conversation) {
        List<Conversation> more = new ArrayList<>(conversations);
        more.add(conversation);
        return new TicketDocuments(ticket, more);
    }

    /** With one more conversation of that text. */
    public TicketDocuments text(String text) {
        return conversation(received(text, START));
    }

    /** With one more conversation that has such a file. */
    public TicketDocuments attachment(String name) {
        Conversation plain = received("", START);
        return conversation(new Conversation(
                plain.id(),
                plain.ticket(),
                plain.direction(),
                plain.at(),
                plain.kind(),
                plain.automatic(),
                plain.isPrivate(),
                plain.from(),
                plain.to(),
                plain.cc(),
                plain.bcc(),
                plain.subject(),
                plain.messageId(),
                plain.text(),
                plain.textTruncated(),
                List.of(new Attachment(1, name, "application/octet-stream", 42, false, Optional.empty())),
                plain.size(),
                plain.authentication(),
                plain.reasons(),
                plain.problems()));
    }

    /** A received message of this ticket, from {@code ana@customer.example}. */
    public Conversation received(String text, Instant at) {
        int count = conversations.size();
        return new Conversation(
                new ConversationId("%016x%016x".formatted(ticket.number().value(), count)),
                ticket.number(),
                Direction.IN,
                at,
                MessageKind.MESSAGE,
                false,
                false,
                Optional.of(new Mailbox("Ana Souza", EmailAddress.parse("ana@customer.example"))),
                List.of(Mailbox.of(ticket.supportAddress())),
                List.of(),
                List.of(),
                ticket.subject(),
                Optional.of(count + "." + ticket.number() + "@mail.customer.example"),
                text,
                false,
                List.of(),
                text.length(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    public TicketDocument build() {
        return new TicketDocument(ticket, conversations, false);
    }

    /** As the mail opened it, not as the store has it. */
    public TicketDocument asOpened() {
        return new TicketDocument(ticket, conversations, true);
    }

    private TicketDocuments with(Ticket changed) {
        return new TicketDocuments(changed, conversations);
    }
}
