package org.jamesdesk.james;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.StreamSupport;

/** Asks a server's WebAdmin. */
final class WebAdmin {
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private final int port;

    WebAdmin(int port) {
        this.port = port;
    }

    JsonNode get(String path) {
        return send(request(path).GET());
    }

    /** {@code healthy}, {@code degraded} or {@code unhealthy}; empty when there is no such check. */
    String healthOf(String component) {
        return StreamSupport.stream(get("/healthcheck").path("checks").spliterator(), false)
                .filter(check -> check.path("componentName").asText().equals(component))
                .map(check -> check.path("status").asText())
                .findFirst()
                .orElse("");
    }

    /** Makes the index anew and returns how the task ended. */
    String reindex() {
        String task = send(request("/desk/tickets?task=reindex").POST(HttpRequest.BodyPublishers.noBody()))
                .path("taskId")
                .asText();
        return get("/tasks/" + task + "/await?timeout=60s").path("status").asText();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json");
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            return mapper.readTree(http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
