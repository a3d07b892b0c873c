package org.jamesdesk.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Speaks to OpenSearch as any person with a command line would, apart from the code under test. */
final class RestClient {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI url;
    private final HttpClient http = HttpClient.newHttpClient();

    RestClient(URI url) {
        this.url = url;
    }

    /** The answer to a request, whatever its status. */
    JsonNode send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        try {
            return MAPPER.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode get(String path) {
        return send("GET", path, "");
    }

    void refresh(String alias) {
        send("POST", "/" + alias + "/_refresh?ignore_unavailable=true", "");
    }

    /** The identifiers of the documents that match a query, given as the JSON of the field {@code query}. */
    List<String> ids(String alias, String query) {
        refresh(alias);
        JsonNode answer = send("POST", "/" + alias + "/_search?size=1000", "{\"query\":" + query + "}");
        if (answer.has("error")) {
            throw new IllegalStateException(answer.toString());
        }
        List<String> ids = new ArrayList<>();
        answer.path("hits").path("hits").forEach(hit -> ids.add(hit.path("_id").asText()));
        return ids;
    }

    /** The indices behind a pattern or alias. */
    List<String> indices(String pattern) {
        List<String> indices = new ArrayList<>();
        get("/" + pattern + "/_alias?ignore_unavailable=true").fieldNames().forEachRemaining(indices::add);
        return indices;
    }
}
