package org.jamesdesk.delivery.report;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.AttemptKind;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.ticket.TicketNumber;

/**
 * The mail to one recipient that a report is about: one of a ticket, or one that a person sent through this server.
 *
 * @param recipient whom it was for
 * @param envelopeId how its sender's server named it in SMTP (RFC 3461 ENVID), if it did
 * @param ticket its ticket; empty: the mail is none of the desk's
 * @param arrivedAt when this server took it over, or wrote it
 * @param attempts how often it was tried; zero where that is not known
 */
public record ReportedMail(
        EmailAddress recipient,
        Optional<String> envelopeId,
        Optional<TicketNumber> ticket,
        Instant arrivedAt,
        long attempts) {
    public ReportedMail {
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(envelopeId, "envelopeId");
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(arrivedAt, "arrivedAt");
    }

    static ReportedMail of(Delivery delivery) {
        return new ReportedMail(
                delivery.recipient(),
                Optional.of(delivery.id().value()),
                Optional.of(delivery.ticket()),
                delivery.queuedAt(),
                delivery.attempts().stream()
                        .filter(entry -> entry.kind() == AttemptKind.ATTEMPT)
                        .count());
    }
}
