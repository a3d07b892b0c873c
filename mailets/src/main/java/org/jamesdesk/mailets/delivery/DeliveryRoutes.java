package org.jamesdesk.mailets.delivery;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which mail servers stand in for the MX records of which domains: {@code *.example=127.0.0.1:2526,
 * other.org=relay.host:587}. The most exact pattern decides: the domain itself, then the longest {@code *.suffix}
 * (which also stands for the bare suffix), then {@code *}.
 */
public final class DeliveryRoutes {
    /** The configuration key that routes come from; every complaint names it. */
    public static final String KEY = "delivery.routes";

    private static final int SMTP_PORT = 25;
    private static final String EVERYTHING = "*";
    private static final String LABEL = "[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_-]*[\\p{L}\\p{N}_])?";
    private static final Pattern DOMAIN = Pattern.compile("(\\*\\.)?" + LABEL + "(?:\\." + LABEL + ")*");
    private static final Pattern SERVER = Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([^\\s:\\[\\]]+))(?::(\\d{1,5}))?");

    private final Map<String, MailServer> exact = new HashMap<>();
    private final Map<String, MailServer> suffixes = new HashMap<>();
    private Optional<MailServer> everything = Optional.empty();

    private DeliveryRoutes() {}

    /** No static route: every domain is looked up in DNS. */
    public static DeliveryRoutes none() {
        return new DeliveryRoutes();
    }

    /**
     * Reads the value of {@value #KEY}. A server without a port gets 25; an IPv6 address stands in brackets.
     *
     * @throws IllegalArgumentException naming the key and the part that cannot be understood
     */
    public static DeliveryRoutes parse(String value) {
        DeliveryRoutes routes = new DeliveryRoutes();
        if (value.isBlank()) {
            return routes;
        }
        for (String route : value.split(",", -1)) {
            int equals = route.indexOf('=');
            if (equals < 0) {
                throw broken(route, "pattern=host:port expected");
            }
            routes.add(
                    route,
                    route.substring(0, equals).trim(),
                    route.substring(equals + 1).trim());
        }
        return routes;
    }

    private void add(String route, String writtenPattern, String writtenServer) {
        String pattern = writtenPattern.toLowerCase(Locale.ROOT);
        MailServer server = server(route, writtenServer);
        if (pattern.equals(EVERYTHING)) {
            if (everything.isPresent()) {
                throw broken(route, "the pattern stands twice");
            }
            everything = Optional.of(server);
            return;
        }
        if (!DOMAIN.matcher(pattern).matches()) {
            throw broken(route, "a pattern is a domain, *.domain or *");
        }
        boolean isSuffix = pattern.startsWith("*.");
        MailServer former = isSuffix ? suffixes.put(pattern.substring(2), server) : exact.put(pattern, server);
        if (former != null) {
            throw broken(route, "the pattern stands twice");
        }
    }

    private static MailServer server(String route, String written) {
        Matcher matcher = SERVER.matcher(written);
        if (!matcher.matches()) {
            throw broken(route, "host:port expected after '='");
        }
        int port = matcher.group(3) == null ? SMTP_PORT : Integer.parseInt(matcher.group(3));
        if (port < 1 || port > 65_535) {
            throw broken(route, "a port lies between 1 and 65535");
        }
        return new MailServer(matcher.group(1) == null ? matcher.group(2) : matcher.group(1), port);
    }

    private static IllegalArgumentException broken(String route, String why) {
        return new IllegalArgumentException(KEY + ": '" + route.trim() + "': " + why);
    }

    /** The route that names this domain, itself or by a suffix; {@code *} does not count. */
    public Optional<MailServer> named(String domain) {
        String wanted = domain.toLowerCase(Locale.ROOT);
        if (exact.containsKey(wanted)) {
            return Optional.of(exact.get(wanted));
        }
        for (int start = 0; start >= 0; start = nextLabel(wanted, start)) {
            MailServer server = suffixes.get(wanted.substring(start));
            if (server != null) {
                return Optional.of(server);
            }
        }
        return Optional.empty();
    }

    private static int nextLabel(String domain, int start) {
        int dot = domain.indexOf('.', start);
        return dot < 0 ? -1 : dot + 1;
    }

    /** The route of {@code *}: the server that takes everything no other route names. */
    public Optional<MailServer> everythingElse() {
        return everything;
    }
}
