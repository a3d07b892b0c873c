package org.jamesdesk.sender;

import java.util.List;
import java.util.Set;

/**
 * The ports that a relay of a sender may have (R37, {@code senders.relayPorts}): an administrator of senders must not be able
 * to make this server knock at any port of any machine.
 *
 * @param ports the ports
 */
public record RelayPorts(Set<Integer> ports) {
    /** The ports of mail: relay, submission with TLS from the first byte, submission. */
    public static final RelayPorts DEFAULT = of(List.of(25, 465, 587));

    public RelayPorts {
        ports = Set.copyOf(ports);
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("senders.relayPorts: at least one port expected");
        }
    }

    /** These ports; naming one twice is harmless. */
    public static RelayPorts of(List<Integer> ports) {
        return new RelayPorts(Set.copyOf(ports));
    }

    /** Whether a relay may have this port. */
    public boolean allows(int port) {
        return ports.contains(port);
    }

    /** The ports in ascending order, as a person reads them: {@code 25, 465, 587}. */
    public String asString() {
        return String.join(", ", ports.stream().sorted().map(String::valueOf).toList());
    }
}
