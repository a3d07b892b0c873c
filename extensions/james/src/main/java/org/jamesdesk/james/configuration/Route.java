package org.jamesdesk.james.configuration;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A static route for outgoing mail.
 *
 * @param domain the recipients' domain in lower case; {@code *.example} for all domains below and {@code *} for every one
 * @param server where their mail goes instead of to their MX
 */
public record Route(String domain, Endpoint server) {
    private static final Pattern DOMAIN = Pattern.compile("\\*|(?:\\*\\.)?[a-z0-9-]+(?:\\.[a-z0-9-]+)*");

    /**
     * Parses {@code domain=host:port}.
     *
     * @throws IllegalArgumentException when it is not that
     */
    public static Route parse(String text) {
        int equals = text.indexOf('=');
        String domain = equals < 0 ? "" : text.substring(0, equals).trim().toLowerCase(Locale.ROOT);
        if (!DOMAIN.matcher(domain).matches()) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is not domain=host:port, where domain is a name, *.name or *, such as *.example=127.0.0.1:2526");
        }
        return new Route(domain, Endpoint.parse(text.substring(equals + 1).trim()));
    }
}
