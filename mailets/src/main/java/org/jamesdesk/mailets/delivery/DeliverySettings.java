package org.jamesdesk.mailets.delivery;

import java.time.Duration;
import java.util.Objects;

/**
 * How mail is brought to other servers.
 *
 * @param routes the static routes ({@code delivery.routes})
 * @param port the port of servers found by MX records ({@code delivery.port})
 * @param heloName what this server calls itself ({@code delivery.heloName})
 * @param connectTimeout how long a connection may take to be made ({@code delivery.connectTimeout})
 * @param timeout how long the other server may be silent ({@code delivery.timeout}); a whole conversation with one
 *     server may take {@link #CONVERSATION_TIMEOUTS} times as long, and the answer to the mail what is left of it
 */
public record DeliverySettings(
        DeliveryRoutes routes, int port, String heloName, Duration connectTimeout, Duration timeout) {
    /** A conversation is cut off after this many times {@code timeout}, so that no server can hold a thread for ever. */
    public static final int CONVERSATION_TIMEOUTS = 5;

    /** @throws IllegalArgumentException naming the key of a value that cannot be */
    public DeliverySettings {
        Objects.requireNonNull(routes, "routes");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("delivery.port: a port lies between 1 and 65535");
        }
        if (!heloName.matches("[A-Za-z0-9.:_\\[\\]-]{1,255}")) {
            throw new IllegalArgumentException("delivery.heloName: a host name expected");
        }
        requirePositive("delivery.connectTimeout", connectTimeout);
        requirePositive("delivery.timeout", timeout);
    }

    private static void requirePositive(String key, Duration duration) {
        if (duration.toMillis() < 1 || duration.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(key + ": more than nothing and at most an hour");
        }
    }
}
