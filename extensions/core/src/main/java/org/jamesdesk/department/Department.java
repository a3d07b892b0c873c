package org.jamesdesk.department;

import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.configuration.Kind;

/**
 * A part of the organisation that works on tickets of its own.
 *
 * @param id its identifier
 * @param name what people call it
 * @param defaultSender the From address of its replies where nobody chose one (R30); empty: the support address (R28)
 */
public record Department(DepartmentId id, String name, Optional<EmailAddress> defaultSender) {
    /** The departments of a desk, by identifier. */
    public static final Kind<Department> KIND = new Kind<>(
            "department", Department.class, department -> department.id().value());

    public Department {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(defaultSender, "defaultSender");
    }

    /** A department that sends from its support address. */
    public Department(DepartmentId id, String name) {
        this(id, name, Optional.empty());
    }
}
