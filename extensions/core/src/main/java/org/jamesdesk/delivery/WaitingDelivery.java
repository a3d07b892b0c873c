package org.jamesdesk.delivery;

import java.time.Instant;
import java.util.Objects;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.ticket.TicketNumber;

/**
 * A delivery that waits until its sender can send again.
 *
 * @param sender for whom it waits
 * @param since since when; microsecond precision. A delivery that was released and waits again has another entry, so that
 *     removing the first never takes away the second
 * @param ticket its ticket
 * @param delivery which one of the ticket's
 */
public record WaitingDelivery(SenderId sender, Instant since, TicketNumber ticket, DeliveryId delivery) {
    public WaitingDelivery {
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(delivery, "delivery");
    }
}
