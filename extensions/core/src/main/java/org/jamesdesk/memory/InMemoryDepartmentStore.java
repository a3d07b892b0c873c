package org.jamesdesk.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.department.DepartmentStore;

/** Departments in memory. */
public final class InMemoryDepartmentStore implements DepartmentStore {
    private final ConcurrentMap<DepartmentId, Department> departments = new ConcurrentHashMap<>();
    private final AtomicReference<DepartmentId> byDefault = new AtomicReference<>();

    @Override
    public List<Department> list() {
        return departments.values().stream()
                .sorted(Comparator.comparing(department -> department.id().value()))
                .toList();
    }

    @Override
    public Optional<Department> find(DepartmentId id) {
        return Optional.ofNullable(departments.get(id));
    }

    @Override
    public boolean createIfAbsent(Department department) {
        return departments.putIfAbsent(department.id(), department) == null;
    }

    @Override
    public Optional<DepartmentId> defaultDepartment() {
        return Optional.ofNullable(byDefault.get());
    }

    @Override
    public boolean makeDefaultIfNone(DepartmentId id) {
        return byDefault.compareAndSet(null, id);
    }
}
