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
 * @param asOpened whether it says how the ticket was opened and was not read from the store, which may know more by now: it
 *     overwrites no other document of its version
 */
public record TicketDocument(Ticket ticket, List<Conversation> conversations, boolean asOpened) {
    public TicketDocument {
        Objects.requireNonNull(ticket, "ticket");
        conversations = List.copyOf(conversations);
    }

    /** How long all its texts are together, in characters: nearly all that a document holds. */
    long characters() {
        return conversations.stream()
                .mapToLong(conversation -> conversation.text().length())
                .sum();
    }
}
