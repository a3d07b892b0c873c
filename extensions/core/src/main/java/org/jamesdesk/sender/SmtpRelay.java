package org.jamesdesk.sender;

import java.util.Objects;

/**
 * A server that takes mail of one sender after a login.
 *
 * @param host its name; also the name its certificate must have
 * @param port its port
 * @param security how the connection is protected
 * @param username who logs in
 */
public record SmtpRelay(String host, int port, ConnectionSecurity security, String username) {
    public SmtpRelay {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(security, "security");
        Objects.requireNonNull(username, "username");
    }

    /** {@code host:port}. */
    public String asString() {
        return host + ":" + port;
    }
}
