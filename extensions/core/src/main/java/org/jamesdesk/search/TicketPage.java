package org.jamesdesk.search;

import java.util.List;
import java.util.Optional;
import org.jamesdesk.ticket.Ticket;

/**
 * A page of tickets, the most recently changed first.
 *
 * @param tickets as the index knows them
 * @param total how many match in all
 * @param next where the next page starts; empty on the last one
 */
public record TicketPage(List<Ticket> tickets, long total, Optional<String> next) {
    public TicketPage {
        tickets = List.copyOf(tickets);
    }
}
