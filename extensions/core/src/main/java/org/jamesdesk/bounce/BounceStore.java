package org.jamesdesk.bounce;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.ticket.TicketNumber;

/** Keeps bounces for {@link #KEPT_DAYS} days. */
public interface BounceStore {
    /** How long a bounce is kept. */
    int KEPT_DAYS = 400;

    /**
     * Keeps a bounce. Of two with the same identifier the first stays, so that what it did to the address is decided once.
     *
     * @return the one that is kept
     */
    Bounce record(Bounce bounce);

    /** The bounce with this identifier. */
    Optional<Bounce> find(BounceId id);

    /**
     * Bounces, newest first.
     *
     * @param of whose; empty: everybody's
     * @param since none before this time
     * @param after the position after which to go on, from {@link Page#next}; empty for the first page
     * @param limit how many at most, 1 to 500
     */
    Page list(Of of, Instant since, Optional<String> after, int limit);

    /** Which bounces are asked for: there is a table for each question. */
    sealed interface Of {
        /** Every one. */
        record Everybody() implements Of {}

        /** Those of an address. */
        record Address(EmailAddress address) implements Of {}

        /** Those of a ticket. */
        record Ticket(TicketNumber ticket) implements Of {}
    }

    /**
     * A page of bounces.
     *
     * @param bounces newest first
     * @param next where the next page starts; empty on the last one
     */
    record Page(List<Bounce> bounces, Optional<String> next) {
        public Page {
            bounces = List.copyOf(bounces);
        }
    }
}
