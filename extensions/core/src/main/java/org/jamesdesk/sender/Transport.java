package org.jamesdesk.sender;

import java.util.Objects;
import java.util.Optional;

/**
 * The way by which mail from one address leaves. What is secret of it lies in {@link Credentials}, not here.
 *
 * @param type the kind of way
 * @param relay the server that takes the mail; empty for {@link TransportType#SERVER}
 */
public record Transport(TransportType type, Optional<SmtpRelay> relay) {
    /** This server itself. */
    public static final Transport SERVER = new Transport(TransportType.SERVER, Optional.empty());

    public Transport {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(relay, "relay");
        if (relay.isPresent() == (type == TransportType.SERVER)) {
            throw new IllegalArgumentException("every transport but 'server' has a relay");
        }
    }
}
