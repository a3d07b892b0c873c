package org.jamesdesk.mailets.delivery;

import java.util.Objects;

/**
 * A server that takes mail.
 *
 * @param host its name or IP address, without brackets
 * @param port 1 to 65535
 */
public record MailServer(String host, int port) {
    public MailServer {
        Objects.requireNonNull(host, "host");
        if (host.isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a mail server has a name and a port from 1 to 65535");
        }
    }

    /** The form that is recorded with a delivery: {@code name:port}. */
    public String asString() {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
}
