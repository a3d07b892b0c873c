package org.jamesdesk.delivery;

import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.ticket.TicketNumber;

/** Keeps deliveries and their attempts. Deliveries are written by {@code TicketStore.append} with state queued. */
public interface DeliveryStore {
    /** A delivery with its attempts. */
    Optional<Delivery> find(TicketNumber ticket, DeliveryId id);

    /** All deliveries of a ticket with their attempts, oldest first. */
    List<Delivery> ofTicket(TicketNumber ticket);

    /** From now on this support address sends the delivery in the place of its sender; saying so again is harmless. */
    void sendFrom(TicketNumber ticket, DeliveryId id, Mailbox standIn);

    /**
     * Adds an entry to the timeline; the newest one's state is the delivery's. Of two with the same time the one that knows more
     * stays ({@link Attempt#knowledge}), so recording an entry again is harmless.
     */
    void record(TicketNumber ticket, DeliveryId id, Attempt attempt);
}
