package org.jamesdesk.sender;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The ports of relays that senders may use (R37): whoever administers senders must not reach every service of the network.
 *
 * @param ports the ports
 */
public record RelayPorts(SortedSet<Integer> ports) {
    public RelayPorts {
        ports = new TreeSet<>(ports);
    }

    /** Whether a relay may have this port. */
    public boolean contains(int port) {
        return ports.contains(port);
    }

    /** {@code 25, 465, 587}. */
    public String asString() {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
