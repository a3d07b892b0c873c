package org.jamesdesk.bounce;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.message.report.Hardness;
import org.jamesdesk.ticket.TicketNumber;

/**
 * A delivery that failed for good, or was given up (R91–R95).
 *
 * @param id its identifier
 * @param at when it was known; microsecond precision
 * @param address the recipient
 * @param ticket the ticket of the mail that bounced
 * @param delivery which delivery of the ticket
 * @param purpose what the mail was for
 * @param department the department that sent it
 * @param source how it came to be known
 * @param hardness whether the failure is permanent
 * @param reason why
 * @param smtpCode the SMTP answer's code, if there was an answer
 * @param enhancedStatus the enhanced status code (RFC 3463)
 * @param diagnostic the other server's words, one line, at most 1000 characters
 * @param effect what it did to the address
 */
public record Bounce(
        BounceId id,
        Instant at,
        EmailAddress address,
        TicketNumber ticket,
        DeliveryId delivery,
        Purpose purpose,
        DepartmentId department,
        BounceSource source,
        Hardness hardness,
        BounceReason reason,
        Optional<Integer> smtpCode,
        Optional<String> enhancedStatus,
        String diagnostic,
        BounceEffect effect) {
    public Bounce {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(delivery, "delivery");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(department, "department");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(hardness, "hardness");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(smtpCode, "smtpCode");
        Objects.requireNonNull(enhancedStatus, "enhancedStatus");
        Objects.requireNonNull(diagnostic, "diagnostic");
        Objects.requireNonNull(effect, "effect");
    }
}
