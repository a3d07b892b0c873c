package org.jamesdesk.address;

import java.util.List;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.configuration.Draft;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;

/**
 * Makes the default department and the default support address of a new desk (R2, R3). A desk that has them already is
 * left alone, also when an administrator changed or replaced them; nodes that start together agree.
 */
public final class FirstStart {
    private static final String WHO = "first start";
    private static final DepartmentId DEPARTMENT = new DepartmentId("support");
    private static final String NAME = "Support";
    private static final String LOCAL_PART = "support";

    private final Configurations configurations;

    public FirstStart(Configurations configurations) {
        this.configurations = configurations;
    }

    /** @param deskDomain the domain of the default support address */
    public void createDefaults(String deskDomain) {
        EmailAddress address = EmailAddress.parse(LOCAL_PART + "@" + deskDomain);
        configurations.edit(WHO, draft -> {
            if (DeskDefaults.missing(draft)) {
                create(draft, address);
            }
        });
    }

    private static void create(Draft draft, EmailAddress address) {
        draft.put(Department.KIND, new Department(DEPARTMENT, NAME));
        draft.put(
                SupportAddress.KIND, new SupportAddress(address, NAME, DEPARTMENT, true, WhenStopped.PARK, List.of()));
        draft.put(DeskDefaults.KIND, new DeskDefaults(DEPARTMENT, address));
    }
}
