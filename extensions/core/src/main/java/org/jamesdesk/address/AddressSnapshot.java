package org.jamesdesk.address;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * @param readAt when it was read
 */
public record AddressSnapshot(
        Map<EmailAddress, SupportAddress> supportAddresses,
        Set<EmailAddress> externalAddresses,
        Map<DepartmentId, Department> departments,
        DepartmentId defaultDepartment,
        EmailAddress defaultAddress,
        Instant readAt) {
    public AddressSnapshot {
        supportAddresses = Map.copyOf(supportAddresses);
        externalAddresses = Set.copyOf(externalAddresses);
        departments = Map.copyOf(departments);
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
