package org.jamesdesk.dns;

import java.util.List;
import java.util.Objects;

/**
 * What other servers see of this one.
 *
 * @param domain the desk domain, in which bounce addresses are
 * @param heloName what it calls itself
 * @param publicAddresses the IP addresses that its mail comes from; empty: those that DNS gives for its names
 */
public record OutgoingHost(String domain, String heloName, List<String> publicAddresses) {
    public OutgoingHost {
        Objects.requireNonNull(domain, "domain");
        Objects.requireNonNull(heloName, "heloName");
        publicAddresses = List.copyOf(publicAddresses);
    }
}
