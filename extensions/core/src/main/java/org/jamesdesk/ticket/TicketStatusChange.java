package org.jamesdesk.ticket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;
import org.jamesdesk.work.WorkSignal;
import org.jamesdesk.work.WorkStore;

/** Sets the status of a ticket because a person wants it, and sees to it that its history and the search index follow. */
public final class TicketStatusChange {
    private static final Duration SAFETY = Duration.ofMinutes(1);

    private final TicketStore tickets;
    private final TicketHistory history;
    private final WorkStore workStore;
    private final WorkSignal signal;
    private final Clock clock;

    public TicketStatusChange(
            TicketStore tickets, TicketHistory history, WorkStore workStore, WorkSignal signal, Clock clock) {
        this.tickets = tickets;
        this.history = history;
        this.workStore = workStore;
        this.signal = signal;
        this.clock = clock;
    }

    /**
     * Changes the status; a ticket that has it already stays as it is.
     *
     * @param who the person who wants it, for the record
     * @return the ticket afterwards
     * @throws NoSuchTicketException when there is no such ticket
     * @throws org.jamesdesk.StoreUnavailableException when a store does not answer; changing again is harmless
     */
    public Ticket change(TicketNumber number, TicketStatus status, String who) {
        Ticket ticket = tickets.existing(number);
        if (ticket.status() == status) {
            return ticket;
        }
        Instant at = ticket.laterThanLastChange(clock.instant());
        // Before the change and due after it: a crash between the two cannot leave the index behind for good.
        workStore.schedule(index(number, at.plus(SAFETY)));
        tickets.setStatus(number, status, at);
        history.add(event(ticket, status, at, who));
        List<Work> work = index(number, at);
        workStore.schedule(work);
        signal.scheduled(work);
        return tickets.existing(number);
    }

    private static TicketEvent event(Ticket before, TicketStatus status, Instant at, String who) {
        return new TicketEvent(
                before.number(),
                at,
                "status/" + status.apiName(),
                TicketEventKind.STATUS,
                Optional.of(who),
                "The status was changed from " + before.status().apiName() + " to " + status.apiName() + ".");
    }

    private static List<Work> index(TicketNumber number, Instant dueAt) {
        return List.of(new Work(WorkKind.INDEX, number.toString(), dueAt));
    }
}
