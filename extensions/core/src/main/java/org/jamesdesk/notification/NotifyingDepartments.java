package org.jamesdesk.notification;

import java.util.Set;
import java.util.stream.Collectors;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.settings.Setting;
import org.jamesdesk.settings.Settings;

/**
 * The departments whose agents are told of customers' mails ({@link Setting#NOTIFY_AGENTS}): where there are none, no ticket
 * needs to be looked at.
 *
 * @param all which
 */
record NotifyingDepartments(Set<DepartmentId> all) {
    NotifyingDepartments {
        all = Set.copyOf(all);
    }

    /** Those of a configuration; computed once for each. */
    static NotifyingDepartments of(Configuration configuration) {
        return configuration.derived(NotifyingDepartments.class, NotifyingDepartments::from);
    }

    private static NotifyingDepartments from(Configuration configuration) {
        return new NotifyingDepartments(configuration.all(Department.KIND).stream()
                .map(Department::id)
                .filter(department -> Settings.of(configuration, department).notifyAgents())
                .collect(Collectors.toSet()));
    }
}
