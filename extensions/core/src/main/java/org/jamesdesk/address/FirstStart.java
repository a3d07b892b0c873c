package org.jamesdesk.address;

import java.util.List;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.department.DepartmentStore;

/**
 * Makes the default department and the default support address of a new desk (R2, R3). A desk that has them already is
 * left alone, also when an administrator changed or replaced them; nodes that start together agree.
 */
public final class FirstStart {
    private static final DepartmentId DEPARTMENT = new DepartmentId("support");
    private static final String NAME = "Support";
    private static final String LOCAL_PART = "support";

    private final DepartmentStore departments;
    private final SupportAddressStore supportAddresses;

    public FirstStart(DepartmentStore departments, SupportAddressStore supportAddresses) {
        this.departments = departments;
        this.supportAddresses = supportAddresses;
    }

    /** @param deskDomain the domain of the default support address */
    public void createDefaults(String deskDomain) {
        if (departments.defaultDepartment().isEmpty()) {
            departments.createIfAbsent(new Department(DEPARTMENT, NAME));
            departments.makeDefaultIfNone(DEPARTMENT);
        }
        if (supportAddresses.defaultAddress().isEmpty()) {
            EmailAddress address = EmailAddress.parse(LOCAL_PART + "@" + deskDomain);
            DepartmentId department = departments.defaultDepartment().orElse(DEPARTMENT);
            supportAddresses.createIfAbsent(
                    new SupportAddress(address, NAME, department, true, WhenStopped.PARK, List.of()));
            supportAddresses.makeDefaultIfNone(address);
        }
    }
}
