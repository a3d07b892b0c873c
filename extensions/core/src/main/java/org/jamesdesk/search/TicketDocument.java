package org.jamesdesk.search;

import java.util.List;
import java.util.Objects;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.Ticket;

/**
 * A ticket as it goes into the index. Its version is {@code ticket.changedAt()} in microseconds, so a late write never
 * overwrites a newer one.
 *
 * @param ticket the ticket
 * @param conversations its conversations, oldest first
 */
public record TicketDocument(Ticket ticket, List<Conversation> conversations) {
    public TicketDocument {
        Objects.requireNonNull(ticket, "ticket");
        conversations = List.copyOf(conversations);
    }
}
