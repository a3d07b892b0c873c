package org.jamesdesk.token;

import java.util.Objects;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.ticket.TicketNumber;

/**
 * The delivery that a signed envelope sender was made for.
 *
 * @param ticket its ticket
 * @param delivery the delivery
 */
public record SignedDelivery(TicketNumber ticket, DeliveryId delivery) {
    public SignedDelivery {
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(delivery, "delivery");
    }
}
