package org.jamesdesk.james.configuration;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jamesdesk.delivery.RetrySchedule;

/**
 * How the desk's outgoing mail leaves.
 *
 * @param routes static routes; a domain without one goes to its MX
 * @param port the port of MX servers
 * @param threads how many deliveries run at once
 * @param heloName the name this server greets with
 * @param connectTimeout how long a connection may take
 * @param timeout how long an answer may take
 * @param retrySchedule when a temporary failure is tried again, and when the desk gives up
 */
public record DeliverySettings(
        List<Route> routes,
        int port,
        int threads,
        String heloName,
        Duration connectTimeout,
        Duration timeout,
        RetrySchedule retrySchedule) {
    private static final int SMTP = 25;
    private static final int LAST_PORT = 65535;
    private static final int THREADS = 16;
    private static final int MOST_THREADS = 512;
    private static final String RETRIES = "1m,5m,15m,1h*4,6h*12";

    public DeliverySettings {
        routes = List.copyOf(routes);
    }

    static DeliverySettings from(DeskProperties properties, String domain) {
        return new DeliverySettings(
                routes(properties),
                properties.number("delivery.port", 1, LAST_PORT).orElse(SMTP),
                properties.number("delivery.threads", 1, MOST_THREADS).orElse(THREADS),
                properties.parsed("delivery.heloName", DomainName::parse).orElse(domain),
                properties.duration("delivery.connectTimeout").orElse(Duration.ofSeconds(30)),
                properties.duration("delivery.timeout").orElse(Duration.ofMinutes(3)),
                properties.retrySchedule("delivery.retrySchedule", RETRIES));
    }

    private static List<Route> routes(DeskProperties properties) {
        List<Route> routes = properties.list("delivery.routes", Route::parse);
        Set<String> domains = new HashSet<>();
        for (Route route : routes) {
            if (!domains.add(route.domain())) {
                throw new ConfigurationMistake("delivery.routes", "'" + route.domain() + "' has two routes");
            }
        }
        return routes;
    }
}
