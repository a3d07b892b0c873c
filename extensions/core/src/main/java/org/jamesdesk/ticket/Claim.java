package org.jamesdesk.ticket;

import java.time.Instant;
import java.util.Objects;

/**
 * Who was first to take in a mail, and what was decided then. Every later run of the same mail continues this decision
 * instead of making its own: same ticket, same time, same writes.
 *
 * @param conversation the mail
 * @param ticket the ticket it goes to; reserved when {@code opensTicket}
 * @param opensTicket whether that ticket is made of this mail
 * @param at when the first run claimed it, microsecond precision; also the write time of everything stored for it
 */
public record Claim(ConversationId conversation, TicketNumber ticket, boolean opensTicket, Instant at) {
    public Claim {
        Objects.requireNonNull(conversation, "conversation");
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(at, "at");
    }
}
