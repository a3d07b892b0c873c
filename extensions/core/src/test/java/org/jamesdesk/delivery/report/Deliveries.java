package org.jamesdesk.delivery.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.TicketNumber;

/** Deliveries to tell of. */
final class Deliveries {
    static final Instant WRITTEN = Instant.parse("2026-11-22T10:00:00Z");

    private Deliveries() {}

    static Delivery to(String recipient, Attempt... attempts) {
        return new Delivery(
                new DeliveryId("0123456789abcdef0123456789abcdef"),
                new TicketNumber(42),
                new ConversationId("fedcba9876543210fedcba9876543210"),
                EmailAddress.parse(recipient),
                EmailAddress.parse("bounce+16.x@desk.example"),
                Purpose.REPLY,
                new DepartmentId("support"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                attempts[attempts.length - 1].state(),
                WRITTEN,
                List.of(attempts));
    }

    static Attempt refused(String text) {
        return attempt(Optional.of(550), Optional.of("5.1.1"), text, DeliveryState.BOUNCED);
    }

    static Attempt attempt(Optional<Integer> code, Optional<String> status, String text, DeliveryState state) {
        return new Attempt(
                WRITTEN.plusSeconds(60),
                "mx.customer.example:25",
                true,
                code,
                status,
                text,
                state,
                Duration.ofMillis(1_500));
    }
}
