package org.jamesdesk.james.configuration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's address.
 *
 * @param host name or IP address; an IPv6 address without its brackets
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(?:([A-Za-z0-9._-]+)|\\[([0-9A-Fa-f:.%]+)]):(\\d{1,5})");
    private static final int LAST_PORT = 65535;

    /**
     * Parses {@code host:port} or {@code [IPv6 address]:port}.
     *
     * @throws IllegalArgumentException when it is not that
     */
    public static Endpoint parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            int port = Integer.parseInt(matcher.group(3));
            if (port >= 1 && port <= LAST_PORT) {
                return new Endpoint(matcher.group(1) == null ? matcher.group(2) : matcher.group(1), port);
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not host:port, such as 10.0.0.1:9042");
    }
}
