package org.jamesdesk.threading;

import java.util.Objects;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.ticket.TicketNumber;

/**
 * A mail that a ticket waits for: one of its mails names it, and when that came, the desk had not seen it.
 *
 * @param messageId without angle brackets
 * @param scope the department in which it is awaited
 * @param ticket the ticket that waits
 */
public record AwaitedMessage(String messageId, DepartmentId scope, TicketNumber ticket) {
    public AwaitedMessage {
        Objects.requireNonNull(messageId, "messageId");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(ticket, "ticket");
    }
}
