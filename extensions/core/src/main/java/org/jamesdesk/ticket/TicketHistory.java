package org.jamesdesk.ticket;

import java.util.List;
import java.util.Optional;

/** Keeps what happened to tickets beside their conversations. */
public interface TicketHistory {
    /** Adds an event; adding it again is harmless. */
    void add(TicketEvent event);

    /**
     * The events of a ticket, oldest first.
     *
     * @param after the position after which to go on, from {@link Page#next}; empty for the first page
     * @param limit how many at most, 1 to 500
     */
    Page list(TicketNumber ticket, Optional<String> after, int limit);

    /**
     * A page of events.
     *
     * @param events oldest first
     * @param next where the next page starts; empty on the last one
     */
    record Page(List<TicketEvent> events, Optional<String> next) {
        public Page {
            events = List.copyOf(events);
        }
    }
}
