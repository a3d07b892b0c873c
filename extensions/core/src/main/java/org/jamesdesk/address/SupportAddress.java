package org.jamesdesk.address;

import java.util.List;
import java.util.Objects;
import org.jamesdesk.configuration.Kind;
import org.jamesdesk.department.DepartmentId;

/**
 * An address whose mail becomes tickets (requirements, section A).
 *
 * @param address the address itself
 * @param friendlyName precedes the address in headers (R7)
 * @param department where its tickets are made (R10)
 * @param takesMail whether intake is started (R19)
 * @param whenStopped what happens to its mail while intake is stopped
 * @param externalAddresses outside mailboxes that forward to it (R9)
 */
public record SupportAddress(
        EmailAddress address,
        String friendlyName,
        DepartmentId department,
        boolean takesMail,
        WhenStopped whenStopped,
        List<EmailAddress> externalAddresses) {
    /** The support addresses of a desk, by address. */
    public static final Kind<SupportAddress> KIND = new Kind<>(
            "supportAddress", SupportAddress.class, address -> address.address().key());

    public SupportAddress {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(friendlyName, "friendlyName");
        Objects.requireNonNull(department, "department");
        Objects.requireNonNull(whenStopped, "whenStopped");
        externalAddresses = List.copyOf(externalAddresses);
    }

    /** The address with its friendly name, as it stands in From. */
    public Mailbox mailbox() {
        return new Mailbox(friendlyName, address);
    }
}
