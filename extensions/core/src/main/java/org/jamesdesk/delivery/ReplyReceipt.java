package org.jamesdesk.delivery;

import java.util.List;
import org.jamesdesk.ticket.ConversationId;

/**
 * A reply that is stored and will be delivered.
 *
 * @param conversation the conversation it became
 * @param messageId its Message-ID without angle brackets
 * @param deliveries one per recipient
 */
public record ReplyReceipt(ConversationId conversation, String messageId, List<Delivery> deliveries) {
    public ReplyReceipt {
        deliveries = List.copyOf(deliveries);
    }
}
