package org.jamesdesk.ticket;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.department.DepartmentId;

/**
 * A customer's matter.
 *
 * @param number its number
 * @param department the department that works on it
 * @param supportAddress the address the first mail came to (R15)
 * @param subject the subject of the first mail
 * @param status where the work stands
 * @param contact the customer; empty when the first mail names no readable sender
 * @param linked tickets of other departments made of the same mail
 * @param createdAt when the first mail was taken in
 * @param changedAt when it last changed; grows with every change, microsecond precision
 */
public record Ticket(
        TicketNumber number,
        DepartmentId department,
        EmailAddress supportAddress,
        String subject,
        TicketStatus status,
        Optional<Mailbox> contact,
        Set<TicketNumber> linked,
        Instant createdAt,
        Instant changedAt) {
    public Ticket {
        Objects.requireNonNull(number, "number");
        linked = Set.copyOf(linked);
    }

    /** The time of a change that is made now: also a node whose clock is behind must not lose it to an older one. */
    public Instant laterThanLastChange(Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        return at.isAfter(changedAt) ? at : changedAt.plus(1, ChronoUnit.MICROS);
    }
}
