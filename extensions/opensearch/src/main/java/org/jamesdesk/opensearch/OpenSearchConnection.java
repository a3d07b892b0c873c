package org.jamesdesk.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jamesdesk.StoreUnavailableException;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Request;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5Options;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import org.opensearch.client.transport.httpclient5.ResponseException;

/** Requests to OpenSearch, in JSON. No answer, and an answer that speaks of trouble, are one thing: unavailable. */
final class OpenSearchConnection implements AutoCloseable {
    private static final String STORE = "OpenSearch";
    private static final String JSON = "application/json";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);
    private static final int MAX_CONNECTIONS = 16;
    /** Answers that tell of the request, not of OpenSearch's state. */
    private static final Set<Integer> MEANT_FOR_THE_CALLER = Set.of(400, 404, 409, 413);

    private final OpenSearchTransport transport;
    private final OpenSearchGenericClient client;

    OpenSearchConnection(OpenSearchConfiguration configuration) {
        transport = transport(configuration);
        client = new OpenSearchGenericClient(transport);
    }

    /**
     * @param status the HTTP status: 2xx, 400, 404, 409 or 413
     * @param body what was answered; missing when that is nothing
     */
    record Answer(int status, JsonNode body) {
        boolean ok() {
            return status < 300;
        }

        /** For requests of which only trouble could be the end. */
        JsonNode orThrow() {
            if (!ok()) {
                throw unavailable(
                        "HTTP " + status + " " + body.path("error").path("type").asText(""));
            }
            return body;
        }
    }

    Answer get(String path, Map<String, String> parameters) {
        return send("GET", path, parameters, Optional.empty(), USUAL_PATIENCE);
    }

    Answer get(String path, Map<String, String> parameters, Duration patience) {
        return send("GET", path, parameters, Optional.empty(), patience);
    }

    Answer put(String path, JsonNode body) {
        return send("PUT", path, Map.of(), Optional.of(bytes(body)), USUAL_PATIENCE);
    }

    Answer post(String path, Map<String, String> parameters, JsonNode body) {
        return post(path, parameters, bytes(body));
    }

    Answer post(String path, Map<String, String> parameters, byte[] body) {
        return send("POST", path, parameters, Optional.of(body), USUAL_PATIENCE);
    }

    Answer post(String path) {
        return send("POST", path, Map.of(), Optional.empty(), USUAL_PATIENCE);
    }

    Answer delete(String path) {
        return send("DELETE", path, Map.of(), Optional.empty(), USUAL_PATIENCE);
    }

    static StoreUnavailableException unavailable(String reason) {
        return new StoreUnavailableException(STORE, new IOException(reason));
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer send(
            String method, String path, Map<String, String> parameters, Optional<byte[]> body, Duration patience) {
        // A rebuild that is cancelled by an interrupt must still be able to clean up.
        boolean interrupted = Thread.interrupted();
        try {
            return sendUninterrupted(method, path, parameters, body, patience);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Answer sendUninterrupted(
            String method, String path, Map<String, String> parameters, Optional<byte[]> body, Duration patience) {
        Request request = Requests.create(
                method,
                path,
                Set.of(),
                parameters,
                body.map(b -> Body.from(b, JSON)).orElse(null));
        try (Response response = client.withTransportOptions(options(patience)).execute(request)) {
            return accepted(response.getStatus(), json(response));
        } catch (ResponseException e) {
            return accepted(e.status(), MissingNode.getInstance());
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new StoreUnavailableException(STORE, e.getMessage() == null ? new IOException(e.toString(), e) : e);
        }
    }

    private static Answer accepted(int status, JsonNode body) {
        if (status >= 300 && !MEANT_FOR_THE_CALLER.contains(status)) {
            throw unavailable(
                    "HTTP " + status + " " + body.path("error").path("type").asText(""));
        }
        return new Answer(status, body);
    }

    private static JsonNode json(Response response) throws IOException {
        Optional<Body> body = response.getBody();
        return body.isPresent() ? MAPPER.readTree(body.get().body()) : MissingNode.getInstance();
    }

    private static byte[] bytes(JsonNode body) {
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ApacheHttpClient5Options options(Duration patience) {
        return ApacheHttpClient5Options.DEFAULT.toBuilder()
                .setRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(patience))
                        .setResponseTimeout(Timeout.of(patience))
                        .build())
                .build();
    }

    private static OpenSearchTransport transport(OpenSearchConfiguration configuration) {
        URI url = configuration.url();
        return ApacheHttpClient5TransportBuilder.builder(new HttpHost(url.getScheme(), url.getHost(), url.getPort()))
                .setHttpClientConfigCallback(OpenSearchConnection::configure)
                .setDefaultHeaders(configuration.credentials().map(OpenSearchConnection::login).stream()
                        .toArray(Header[]::new))
                .build();
    }

    private static HttpAsyncClientBuilder configure(HttpAsyncClientBuilder builder) {
        return builder.disableAutomaticRetries()
                .disableCookieManagement()
                .disableRedirectHandling()
                .setUserAgent("james-desk")
                .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(MAX_CONNECTIONS)
                        .setMaxConnTotal(MAX_CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(CONNECT_TIMEOUT))
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                .build())
                        .build());
    }

    private static Header login(OpenSearchConfiguration.Credentials credentials) {
        byte[] pair = (credentials.user() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8);
        return new BasicHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair), true);
    }
}
