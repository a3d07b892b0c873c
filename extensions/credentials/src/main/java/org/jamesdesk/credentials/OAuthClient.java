package org.jamesdesk.credentials;

import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.sender.Secret;

/**
 * This desk, as it is registered at a provider.
 *
 * @param id the client identifier (RFC 6749 section 2.2)
 * @param secret its password; empty for a registration without one
 */
public record OAuthClient(String id, Optional<Secret> secret) {
    public OAuthClient {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(secret, "secret");
    }
}
