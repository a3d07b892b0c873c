package org.jamesdesk.testing.oauth;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jamesdesk.engines.ClassPath;
import org.jamesdesk.engines.FreePorts;
import org.jamesdesk.engines.JavaHome;
import org.jamesdesk.engines.ServerProcess;
import org.jamesdesk.testing.EngineDirectories;
import org.jamesdesk.testing.TestServers;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real OAuth 2.0 and OpenID Connect provider (mock-oauth2-server) as a process of its own, for one test class. It shows
 * a login page, checks PKCE, rotates refresh tokens and takes each of them once. Any word is an {@link #issuer}, any client
 * identifier and secret will do.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final OAuthServer OAUTH = new OAuthServer();
 * }</pre>
 */
public final class OAuthServer implements BeforeAllCallback, AfterAllCallback {
    /** The issuer whose tokens live for an hour. */
    public static final String LASTING = "lasting";
    /** The issuer whose tokens live for half a minute. */
    public static final String BRIEF = "brief";

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(ANSWER)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final int port = FreePorts.next();
    private final Path home = TestServers.newHome("oauth");
    private final ServerProcess process =
            new ServerProcess("The OAuth server", home.resolve("oauth.pid"), home.resolve("oauth.log"));

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        process.kill();
        TestServers.delete(home);
    }

    /** Starts it, unless it runs, and waits until it answers; always at the same addresses. */
    public void start() {
        List<String> command = List.of(
                JavaHome.current().executable().toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                ClassPath.ofDirectory(EngineDirectories.oauthServerLib()),
                "org.jamesdesk.testing.oauth.server.OAuthServerProcess",
                Integer.toString(port));
        process.start(command, home);
        process.awaitAnswer(this::answers, START);
    }

    /** Kills it: a provider that does not answer. What it gave out is forgotten. */
    public void kill() {
        process.kill();
    }

    /** The base of an issuer's addresses. */
    public URI issuer(String issuer) {
        return URI.create("http://127.0.0.1:" + port + "/" + issuer);
    }

    /** Where the owner of an account agrees. */
    public URI authorizationEndpoint(String issuer) {
        return URI.create(issuer(issuer) + "/authorize");
    }

    /** Where tokens are had. */
    public URI tokenEndpoint(String issuer) {
        return URI.create(issuer(issuer) + "/token");
    }

    /**
     * Does what the owner of an account does at a browser: opens the page, logs in, agrees.
     *
     * @param authorizationUrl where the desk sends the browser
     * @param email the account, which the ID token names
     * @return where the provider sends the browser back to, with code and state
     */
    public URI agree(URI authorizationUrl, String email) {
        expect(
                HttpURLConnection.HTTP_OK,
                send(HttpRequest.newBuilder(authorizationUrl).GET()));
        HttpResponse<String> answer = send(HttpRequest.newBuilder(authorizationUrl)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        form(Map.of("username", email, "claims", "{\"email\":\"" + email + "\"}")))));
        expect(HttpURLConnection.HTTP_MOVED_TEMP, answer);
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    /** Does what a provider does when the owner withdraws consent: the refresh token ends. */
    public void revoke(String issuer, String refreshToken) {
        expect(
                HttpURLConnection.HTTP_OK,
                send(HttpRequest.newBuilder(URI.create(issuer(issuer) + "/revoke"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                form(Map.of("token", refreshToken, "token_type_hint", "refresh_token"))))));
    }

    /** The parameters of an address, decoded. */
    public static Map<String, String> parameters(URI address) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : address.getRawQuery().split("&")) {
            int equals = pair.indexOf('=');
            parameters.put(
                    URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private boolean answers() {
        try {
            return http.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(issuer(LASTING) + "/.well-known/openid-configuration"))
                                            .timeout(ANSWER)
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode()
                    == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("The OAuth server does not answer." + process.logTail(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException("The OAuth server answers " + answer.statusCode() + ": " + answer.body());
        }
    }
}
