package org.jamesdesk.department;

import java.util.Objects;

/**
 * A part of the organisation that works on tickets of its own.
 *
 * @param id its identifier
 * @param name what people call it
 */
public record Department(DepartmentId id, String name) {
    public Department {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }
}
