package org.jamesdesk.sender;

import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.FriendlyName;

/**
 * What an administrator wants a From address to be.
 *
 * @param friendlyName precedes the address in headers; may be left out for a support address only, which has one
 * @param isDefault whether its department's replies come from it where nobody chooses one; empty: as it is
 * @param transport the way by which its mail leaves
 */
public record SenderRequest(
        Optional<FriendlyName> friendlyName, Optional<Boolean> isDefault, TransportRequest transport) {
    public SenderRequest {
        Objects.requireNonNull(friendlyName, "friendlyName");
        Objects.requireNonNull(isDefault, "isDefault");
        Objects.requireNonNull(transport, "transport");
    }
}
