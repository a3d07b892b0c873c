package org.jamesdesk.deliverability;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.report.BounceReason;

/**
 * One result of one delivery. A mail that is refused at once has two, sent and bounced; one that is taken over and fails later
 * has the same two at different times.
 *
 * @param at when; microsecond precision
 * @param delivery the delivery; a kind of result of one delivery counts once
 * @param kind what became of it
 * @param purpose what it was for
 * @param department the department that sent it
 * @param domain the recipient's domain, in lower case
 * @param reason why it bounced; empty for other kinds
 */
public record DeliveryResult(
        Instant at,
        DeliveryId delivery,
        ResultKind kind,
        Purpose purpose,
        DepartmentId department,
        String domain,
        Optional<BounceReason> reason) {
    public DeliveryResult {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(delivery, "delivery");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(department, "department");
        Objects.requireNonNull(domain, "domain");
        Objects.requireNonNull(reason, "reason");
    }
}
