package org.jamesdesk.ticket;

import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.department.DepartmentId;

/**
 * One department that a mail came to, by its envelope (R10).
 *
 * @param department the department
 * @param supportAddress the first of its support addresses among the recipients
 * @param token the ticket named by a valid signed token in a recipient address
 */
public record IntakeTarget(DepartmentId department, EmailAddress supportAddress, Optional<TicketNumber> token) {
    public IntakeTarget {
        Objects.requireNonNull(department, "department");
        Objects.requireNonNull(supportAddress, "supportAddress");
        Objects.requireNonNull(token, "token");
    }
}
