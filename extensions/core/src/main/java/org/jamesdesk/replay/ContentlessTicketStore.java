package org.jamesdesk.replay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.Entry;
import org.jamesdesk.ticket.Outgoing;
import org.jamesdesk.ticket.Ticket;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStatus;
import org.jamesdesk.ticket.TicketStore;

/** Keeps tickets without the texts, attachments and raw mails of their conversations, and without anything to do. */
final class ContentlessTicketStore implements TicketStore {
    private final TicketStore tickets;

    ContentlessTicketStore(TicketStore tickets) {
        this.tickets = tickets;
    }

    @Override
    public void append(Entry entry) {
        tickets.append(withoutContent(entry));
    }

    @Override
    public boolean complete(Entry entry, Instant now) {
        return tickets.complete(withoutContent(entry), now);
    }

    private static Entry withoutContent(Entry entry) {
        return new Entry(
                entry.opened(),
                withoutContent(entry.conversation()),
                entry.status(),
                entry.scope(),
                entry.missing(),
                Set.of(),
                RawMessage.of(new byte[0]),
                List.of(),
                List.of());
    }

    @Override
    public void queue(List<Outgoing> mails) {
        // Nothing is sent from here.
    }

    private static Conversation withoutContent(Conversation full) {
        return new Conversation(
                full.id(),
                full.ticket(),
                full.direction(),
                full.at(),
                full.kind(),
                full.automatic(),
                full.isPrivate(),
                full.from(),
                full.to(),
                full.cc(),
                full.bcc(),
                "",
                full.messageId(),
                "",
                false,
                List.of(),
                0,
                Optional.empty(),
                List.of(),
                List.of());
    }

    @Override
    public Optional<Ticket> find(TicketNumber number) {
        return tickets.find(number);
    }

    @Override
    public ConversationPage conversations(TicketNumber number, Optional<String> after, int limit) {
        return tickets.conversations(number, after, limit);
    }

    @Override
    public Optional<Conversation> conversation(TicketNumber number, ConversationId id) {
        return tickets.conversation(number, id);
    }

    @Override
    public Optional<RawMessage> raw(ConversationId id) {
        return tickets.raw(id);
    }

    @Override
    public void setStatus(TicketNumber number, TicketStatus status, Instant at) {
        tickets.setStatus(number, status, at);
    }
}
