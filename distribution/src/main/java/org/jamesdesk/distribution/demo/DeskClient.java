package org.jamesdesk.distribution.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The few REST calls of the demo. */
final class DeskClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI webAdmin;
    private final String token;

    DeskClient(URI webAdmin, String token) {
        this.webAdmin = webAdmin;
        this.token = token;
    }

    /** The tickets of a contact, from the search index. */
    List<JsonNode> ticketsOf(String contact) {
        return list(get("/desk/tickets?contact=" + URLEncoder.encode(contact, StandardCharsets.UTF_8)), "tickets");
    }

    /** The conversations of a ticket, oldest first, from the store. */
    List<JsonNode> conversations(long ticket) {
        return list(get("/desk/tickets/" + ticket + "/conversations"), "conversations");
    }

    /** The deliveries of a ticket. */
    List<JsonNode> deliveries(long ticket) {
        return list(get("/desk/tickets/" + ticket + "/deliveries"), "deliveries");
    }

    /** Answers a ticket; returns the receipt. */
    JsonNode reply(long ticket, Map<String, Object> reply) {
        try {
            HttpRequest request = request("/desk/tickets/" + ticket + "/replies")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(reply)))
                    .build();
            return send(request);
        } catch (IOException e) {
            throw new DemoFailedException("The reply cannot be written as JSON: " + e.getMessage());
        }
    }

    private JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(webAdmin.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new DemoFailedException(request.method() + " " + request.uri() + " was answered with "
                        + response.statusCode() + ": " + response.body());
            }
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new DemoFailedException(request.method() + " " + request.uri() + " failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailedException("Interrupted");
        }
    }

    private static List<JsonNode> list(JsonNode answer, String name) {
        List<JsonNode> items = new ArrayList<>();
        (answer.isArray() ? answer : answer.path(name)).forEach(items::add);
        return items;
    }
}
