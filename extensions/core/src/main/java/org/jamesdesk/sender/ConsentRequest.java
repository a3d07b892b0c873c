package org.jamesdesk.sender;

import java.util.Objects;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.department.DepartmentId;

/**
 * A wish to send as an address through an OAuth provider (R45): all that is needed to make the sender when its owner has
 * agreed.
 *
 * @param department whose sender it will be
 * @param address the address; also the account at the provider that must agree
 * @param friendlyName precedes the address in headers
 * @param provider {@link TransportType#isOAuth one of the providers}
 * @param who the administrator who asks
 * @param existing whether it is a sender already; if it is none any more when the answer comes, it stays deleted
 */
public record ConsentRequest(
        DepartmentId department,
        EmailAddress address,
        String friendlyName,
        TransportType provider,
        String who,
        boolean existing) {
    public ConsentRequest {
        Objects.requireNonNull(department, "department");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(friendlyName, "friendlyName");
        Objects.requireNonNull(who, "who");
        if (!provider.isOAuth()) {
            throw new IllegalArgumentException("'" + provider.apiName() + "' asks nobody for consent");
        }
    }

    /** The name of the sender. */
    public SenderId sender() {
        return new SenderId(department, address);
    }
}
