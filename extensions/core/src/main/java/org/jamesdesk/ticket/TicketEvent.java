package org.jamesdesk.ticket;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that happened to a ticket and is no conversation of it (R92).
 *
 * @param ticket the ticket
 * @param at when; microsecond precision
 * @param key names the occasion, so that the same event twice is one; at most 200 characters
 * @param kind what happened
 * @param who who did it: an agent's or administrator's name; empty: the desk
 * @param text what happened, one sentence
 */
public record TicketEvent(
        TicketNumber ticket, Instant at, String key, TicketEventKind kind, Optional<String> who, String text) {
    public TicketEvent {
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(text, "text");
    }
}
