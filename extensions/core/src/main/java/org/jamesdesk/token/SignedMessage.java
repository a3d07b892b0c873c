package org.jamesdesk.token;

import java.util.Objects;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.TicketNumber;

/**
 * The mail that a Message-ID of ours was made for.
 *
 * @param ticket its ticket
 * @param conversation the conversation it is
 */
public record SignedMessage(TicketNumber ticket, ConversationId conversation) {
    public SignedMessage {
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(conversation, "conversation");
    }
}
