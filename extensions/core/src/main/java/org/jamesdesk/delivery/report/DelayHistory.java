package org.jamesdesk.delivery.report;

import java.time.Instant;
import java.util.Optional;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryWatch;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.ticket.TicketEvent;
import org.jamesdesk.ticket.TicketEventKind;
import org.jamesdesk.ticket.TicketHistory;

/** Notes in the history of a ticket that a mail of it is late; of whatever purpose, and once. */
public final class DelayHistory implements DeliveryWatch {
    private final TicketHistory history;
    private final Delay delay;

    public DelayHistory(TicketHistory history, Delay delay) {
        this.history = history;
        this.delay = delay;
    }

    @Override
    public void waiting(Delivery delivery, Instant nextAttempt) {
        if (delay.isReached(delivery)) {
            // The same event at every attempt: what was said last stands with the delivery.
            String mail = delivery.purpose() == Purpose.REPLY ? "The reply to " : "The notification to ";
            history.add(new TicketEvent(
                    delivery.ticket(),
                    delay.since(delivery),
                    "delayed/" + delivery.id(),
                    TicketEventKind.DELIVERY_DELAYED,
                    Optional.empty(),
                    mail + delivery.recipient() + " is late: it was written at " + delivery.queuedAt()
                            + " and is still tried."));
        }
    }
}
