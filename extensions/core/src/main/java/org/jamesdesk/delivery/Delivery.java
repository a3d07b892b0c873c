package org.jamesdesk.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.TicketNumber;

/**
 * A sent conversation on its way to one recipient.
 *
 * @param id its identifier
 * @param ticket the ticket
 * @param conversation the conversation; its raw message is what is sent
 * @param recipient the one recipient
 * @param envelopeSender the signed reverse-path for this message and recipient
 * @param purpose why it goes out
 * @param state where it stands
 * @param queuedAt when it was written
 * @param attempts what was tried, oldest first
 */
public record Delivery(
        DeliveryId id,
        TicketNumber ticket,
        ConversationId conversation,
        EmailAddress recipient,
        EmailAddress envelopeSender,
        Purpose purpose,
        DeliveryState state,
        Instant queuedAt,
        List<Attempt> attempts) {
    public Delivery {
        Objects.requireNonNull(id, "id");
        attempts = List.copyOf(attempts);
    }
}
