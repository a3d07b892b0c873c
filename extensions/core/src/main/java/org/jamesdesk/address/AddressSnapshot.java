package org.jamesdesk.address;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;

/**
 * All support addresses and departments at one moment, in memory: what the SMTP dialogue is answered from, without a
 * database call.
 *
 * @param supportAddresses every support address by its address
 * @param externalAddresses the outside mailboxes that forward to them (R9)
 * @param departments every department by its identifier
 * @param defaultDepartment the default department
 * @param defaultAddress the default support address
 */
public record AddressSnapshot(
        Map<EmailAddress, SupportAddress> supportAddresses,
        Set<EmailAddress> externalAddresses,
        Map<DepartmentId, Department> departments,
        DepartmentId defaultDepartment,
        EmailAddress defaultAddress) {
    public AddressSnapshot {
        supportAddresses = Map.copyOf(supportAddresses);
        externalAddresses = Set.copyOf(externalAddresses);
        departments = Map.copyOf(departments);
    }

    /** The addresses of a configuration; computed once for each. */
    public static AddressSnapshot of(Configuration configuration) {
        return configuration.derived(AddressSnapshot.class, AddressSnapshot::from);
    }

    private static AddressSnapshot from(Configuration configuration) {
        List<SupportAddress> addresses = configuration.all(SupportAddress.KIND);
        DeskDefaults defaults = DeskDefaults.of(configuration);
        return new AddressSnapshot(
                addresses.stream().collect(Collectors.toMap(SupportAddress::address, Function.identity())),
                addresses.stream()
                        .flatMap(address -> address.externalAddresses().stream())
                        .collect(Collectors.toSet()),
                configuration.all(Department.KIND).stream()
                        .collect(Collectors.toMap(Department::id, Function.identity())),
                defaults.department(),
                defaults.supportAddress());
    }

    /**
     * The support address that a recipient means: itself, or without the {@code +detail} of its local part (the detail
     * carries our tokens).
     */
    public Optional<SupportAddress> find(EmailAddress recipient) {
        SupportAddress exact = supportAddresses.get(recipient);
        if (exact != null) {
            return Optional.of(exact);
        }
        int plus = recipient.localPart().indexOf('+');
        if (plus < 1) {
            return Optional.empty();
        }
        return EmailAddress.tryParse(recipient.localPart().substring(0, plus) + "@" + recipient.domain())
                .map(supportAddresses::get);
    }

    /** Whether an address is the desk's own, and so says nothing about whose matter a mail is. */
    public boolean isOurs(EmailAddress address) {
        return find(address).isPresent() || externalAddresses.contains(address);
    }
}
