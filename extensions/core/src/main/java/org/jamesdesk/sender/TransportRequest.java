package org.jamesdesk.sender;

import java.util.Objects;
import java.util.Optional;

/** The way by which an administrator wants mail of an address to leave. */
public sealed interface TransportRequest {
    /** By this server: the address is verified by mail. */
    record Server() implements TransportRequest {}

    /**
     * By a relay of the organisation's own: a login verifies the address (R37).
     *
     * @param relay the relay
     * @param password empty: the one that is kept stays
     */
    record Smtp(SmtpRelay relay, Optional<Secret> password) implements TransportRequest {
        public Smtp {
            Objects.requireNonNull(relay, "relay");
            Objects.requireNonNull(password, "password");
        }
    }

    /**
     * By a provider whose account holder gives consent (R45).
     *
     * @param type the provider
     */
    record Provider(TransportType type) implements TransportRequest {
        public Provider {
            if (!type.isOAuth()) {
                throw new IllegalArgumentException("'" + type.apiName() + "' asks nobody for consent");
            }
        }
    }

    /** The kind of way. */
    default TransportType type() {
        if (this instanceof Provider provider) {
            return provider.type();
        }
        return this instanceof Smtp ? TransportType.SMTP : TransportType.SERVER;
    }
}
