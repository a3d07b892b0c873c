package org.jamesdesk.testing.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A client for REST interfaces that returns every answer, whatever its status. */
public final class RestClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI url;
    private final Map<String, String> headers;

    /** A client that sends no token. */
    public RestClient(URI url) {
        this(url, Map.of());
    }

    private RestClient(URI url, Map<String, String> headers) {
        this.url = url;
        this.headers = headers;
    }

    /** The same with this token in every request. */
    public RestClient withToken(String value) {
        return withHeader("Authorization", "Bearer " + value);
    }

    /** The same with this header in every request. */
    public RestClient withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new RestClient(url, more);
    }

    /** The same without a token. */
    public RestClient withoutToken() {
        return new RestClient(url);
    }

    public RestResponse get(String path) {
        return send("GET", path, "");
    }

    public RestResponse delete(String path) {
        return send("DELETE", path, "");
    }

    /** With a body in JSON; an empty one is sent as none. */
    public RestResponse post(String path, String json) {
        return send("POST", path, json);
    }

    /** With a body of any kind, byte for byte. */
    public RestResponse post(String path, String type, byte[] body) {
        return send(request(path)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    /** With a body in JSON; an empty one is sent as none. */
    public RestResponse put(String path, String json) {
        return send("PUT", path, json);
    }

    /** With a body in JSON. */
    public RestResponse patch(String path, String json) {
        return send("PATCH", path, json);
    }

    /** Any method; the path starts with a slash and may have a query. */
    public RestResponse send(String method, String path, String body) {
        HttpRequest.Builder request = request(path)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return send(request.build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT);
        headers.forEach(request::header);
        return request;
    }

    private RestResponse send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new RestResponse(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri() + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
