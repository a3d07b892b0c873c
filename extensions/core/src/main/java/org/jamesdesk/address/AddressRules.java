package org.jamesdesk.address;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;

/** What must hold across all support addresses and departments of a desk, however they came to be set. */
public final class AddressRules {
    private AddressRules() {}

    /**
     * Looks through everything once.
     *
     * @throws ChangeRefusedException naming the first rule that is broken
     */
    public static void check(ConfigurationView configuration) {
        List<SupportAddress> addresses = configuration.all(SupportAddress.KIND);
        if (addresses.isEmpty()) {
            throw ChangeRefusedException.conflict("a desk has at least one support address: the last one must stay");
        }
        checkDepartments(configuration, addresses);
        checkExternalAddresses(addresses);
        checkDefaults(configuration);
    }

    private static void checkDepartments(ConfigurationView configuration, List<SupportAddress> addresses) {
        Set<DepartmentId> departments =
                configuration.all(Department.KIND).stream().map(Department::id).collect(Collectors.toSet());
        for (SupportAddress address : addresses) {
            if (!departments.contains(address.department())) {
                throw ChangeRefusedException.invalid("department: there is no department " + address.department()
                        + ", which " + address.address() + " names");
            }
        }
    }

    private static void checkExternalAddresses(List<SupportAddress> addresses) {
        Set<EmailAddress> ours = addresses.stream().map(SupportAddress::address).collect(Collectors.toSet());
        Map<EmailAddress, SupportAddress> owners = new HashMap<>();
        for (SupportAddress address : addresses) {
            for (EmailAddress external : address.externalAddresses()) {
                if (ours.contains(external)) {
                    throw ChangeRefusedException.conflict("externalAddresses: " + external
                            + " is a support address of this desk, so it cannot be an outside mailbox of "
                            + address.address());
                }
                SupportAddress other = owners.putIfAbsent(external, address);
                if (other != null) {
                    throw ChangeRefusedException.conflict("externalAddresses: " + external + " forwards to "
                            + other.address() + " already, so it cannot forward to " + address.address() + " too");
                }
            }
        }
    }

    private static void checkDefaults(ConfigurationView configuration) {
        if (DeskDefaults.missing(configuration)) {
            throw ChangeRefusedException.conflict("defaults: a desk has one default department and support address");
        }
        DeskDefaults defaults = DeskDefaults.of(configuration);
        if (configuration.find(Department.KIND, defaults.department().value()).isEmpty()) {
            throw ChangeRefusedException.conflict(
                    "defaults: there is no department " + defaults.department() + " to be the default");
        }
        if (configuration
                .find(SupportAddress.KIND, defaults.supportAddress().key())
                .isEmpty()) {
            throw ChangeRefusedException.conflict(
                    "defaults: there is no support address " + defaults.supportAddress() + " to be the default");
        }
    }
}
