package org.jamesdesk.distribution.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What James says about itself ({@code GET /healthcheck}).
 *
 * @param status {@code healthy}, {@code degraded} or {@code unhealthy}
 * @param checks every check
 */
public record Health(String status, List<Check> checks) {
    private static final int TIMEOUT_MILLIS = 15_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    public Health {
        checks = List.copyOf(checks);
    }

    /**
     * One check.
     *
     * @param name what was checked
     * @param status as {@link Health#status}
     * @param cause why it is not healthy; empty when it is
     */
    public record Check(String name, String status, String cause) {
        private boolean isGreen() {
            return status.equals("healthy");
        }
    }

    /** Asks the WebAdmin at this address; empty when nobody answers there. */
    public static Optional<Health> ask(URI webAdmin) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) webAdmin.resolve("/healthcheck").toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            boolean ok = connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST;
            try (InputStream body = ok ? connection.getInputStream() : connection.getErrorStream()) {
                return body == null ? Optional.empty() : Optional.of(parse(JSON.readTree(body)));
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Health parse(JsonNode json) {
        List<Check> checks = new ArrayList<>();
        for (JsonNode check : json.path("checks")) {
            checks.add(new Check(
                    check.path("componentName").asText(),
                    check.path("status").asText(),
                    check.path("cause").asText("")));
        }
        return new Health(json.path("status").asText("unhealthy"), checks);
    }

    /** Whether every check is green. */
    public boolean isGreen() {
        return status.equals("healthy");
    }

    /** Whether the server works, perhaps with something to mend. */
    public boolean isUsable() {
        return isGreen() || status.equals("degraded");
    }

    /** The checks that are not green, one a line. */
    public String complaints() {
        return checks.stream()
                .filter(check -> !check.isGreen())
                .map(check ->
                        check.name() + " is " + check.status() + (check.cause().isEmpty() ? "" : ": " + check.cause()))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
