package org.jamesdesk.threading;

import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.Direction;
import org.jamesdesk.ticket.TicketNumber;

/**
 * What the desk remembers of a Message-ID it has seen. Several mails may carry the same one.
 *
 * @param messageId without angle brackets
 * @param scope the department under which it was taken in
 * @param ticket the ticket it went to
 * @param conversation the conversation it became
 * @param direction received, or sent by the desk
 * @param from its author
 */
public record KnownMessage(
        String messageId,
        DepartmentId scope,
        TicketNumber ticket,
        ConversationId conversation,
        Direction direction,
        Optional<EmailAddress> from) {
    public KnownMessage {
        Objects.requireNonNull(messageId, "messageId");
        Objects.requireNonNull(scope, "scope");
    }
}
