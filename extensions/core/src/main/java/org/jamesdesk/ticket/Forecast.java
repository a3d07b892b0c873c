package org.jamesdesk.ticket;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the desk would do with a mail in one department.
 *
 * @param target the department and the support address it came to
 * @param ticket the ticket it would be in; empty when it would open one
 * @param decision what would happen
 * @param reasons why, one sentence each
 */
public record Forecast(
        IntakeTarget target, Optional<TicketNumber> ticket, IntakeResult.Decision decision, List<String> reasons) {
    public Forecast {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(decision, "decision");
        reasons = List.copyOf(reasons);
    }
}
