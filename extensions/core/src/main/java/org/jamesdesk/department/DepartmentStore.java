package org.jamesdesk.department;

import java.util.List;
import java.util.Optional;

/** Keeps the departments and which of them is the default (R3). */
public interface DepartmentStore {
    /** Every department, by identifier. */
    List<Department> list();

    Optional<Department> find(DepartmentId id);

    /**
     * Adds a department unless one with this identifier exists.
     *
     * @return false, and nothing changed, when it exists already
     */
    boolean createIfAbsent(Department department);

    /** The default department; empty only before the first start has finished. */
    Optional<DepartmentId> defaultDepartment();

    /** Makes this department the default unless there is a default already; false when there was one. */
    boolean makeDefaultIfNone(DepartmentId id);
}
