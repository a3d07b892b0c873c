package org.jamesdesk.webadmin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.james.jwt.JwtConfiguration;
import org.apache.james.jwt.JwtTokenVerifier;
import org.apache.james.webadmin.authentication.JwtFilter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route that the desk defines, asked without and with a token. */
class AuthenticationTest {
    private static final KeyPair KEYS = keys();
    private static RestDesk desk;

    @BeforeAll
    static void start() {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(KEYS.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        desk = RestDesk.builder()
                .authenticatedBy(new JwtFilter(() -> JwtTokenVerifier.create(new JwtConfiguration(List.of(pem)))))
                .start();
        desk.receive(Mails.plain("a@c.example", "ana@c.example", "secret subject", "secret text"));
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    static Stream<DefinedRoute> routes() {
        return DefinedRoute.all();
    }

    static Stream<DefinedRoute> closedRoutes() {
        return DefinedRoute.all().filter(route -> !route.open());
    }

    @Test
    void shouldBeOpenToEverybodyForTheseAndNoOthers() {
        assertThat(DefinedRoute.all().filter(DefinedRoute::open).map(DefinedRoute::toString))
                .containsExactlyInAnyOrder(
                        "GET /desk/public/verify", "POST /desk/public/verify", "GET /desk/public/oauth/callback");
        assertThat(DefinedRoute.all().filter(DefinedRoute::open))
                .allSatisfy(
                        route -> assertThat(ask(route, null)).isNotEqualTo(401).isLessThan(500));
    }

    @ParameterizedTest
    @MethodSource("closedRoutes")
    void shouldAnswerNobodyWithoutAToken(DefinedRoute route) {
        assertThat(ask(route, null)).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("closedRoutes")
    void shouldAnswerNobodyWhoIsNoAdministrator(DefinedRoute route) {
        assertThat(ask(route, token(false))).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void shouldAnswerAnAdministrator(DefinedRoute route) {
        assertThat(ask(route, token(true))).isNotEqualTo(401).isLessThan(500);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void shouldLieBelowTheBasePathThatIsAuthenticated(DefinedRoute route) {
        assertThat(route.path().equals(route.basePath()) || route.path().startsWith(route.basePath() + "/"))
                .as("%s below %s", route.path(), route.basePath())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void shouldNotBeTrickedByAnOverriddenMethod(DefinedRoute route) {
        var answer = given().port(desk.port())
                .urlEncodingEnabled(false)
                .header("X-HTTP-Method-Override", route.method())
                .options(route.examplePath());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString()).doesNotContain("secret", "support@desk.example", "openapi\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE"})
    void shouldCloseTheRestOfWebAdminToOverriddenMethods(String method) {
        var answer = given().port(desk.port())
                .header("X-HTTP-Method-Override", method)
                .options("/tasks");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message"))
                .isEqualTo("X-HTTP-Method-Override: this header is not accepted");
    }

    @Test
    void shouldKnowEveryRoute() {
        assertThat(DefinedRoute.all()).hasSizeGreaterThanOrEqualTo(14);
        assertThat(desk.routes())
                .extracting(routes -> (Object) routes.getClass())
                .hasSameElementsAs(DeskRoutes.all());
    }

    @Test
    void shouldBeNamedCompletelyInTheManual() throws IOException {
        String classes = DeskRoutes.all().stream().map(Class::getName).collect(Collectors.joining(","));

        assertThat(Files.readString(Path.of("../docs/rest.md")))
                .contains("extensions.routes=" + classes + "\n")
                .contains("guice.extension.task=" + DeskTaskExtensionModule.class.getName() + "\n");
    }

    @ParameterizedTest
    @MethodSource("evasions")
    void shouldNotBeTrickedByTheWayThePathIsWritten(String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", desk.port())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).doesNotContain("secret").doesNotStartWith("HTTP/1.1 200");
        }
    }

    static Stream<String> evasions() {
        return Stream.of(
                "//desk/tickets/1",
                "/desk//tickets/1",
                "/desk/tickets//1",
                "/desk/tickets/1/",
                "/desk/tickets/",
                "/desk/./tickets/1",
                "/desk/x/../tickets/1",
                "/desk/%74ickets/1",
                "/desk%2Ftickets/1",
                "/desk/tickets;a=b/1",
                "/desk/tickets/1;a=b",
                "/DESK/tickets/1",
                "/desk/tickets?x=/../1",
                "http://localhost/desk/tickets/1");
    }

    private static int ask(DefinedRoute route, String token) {
        var request = given().port(desk.port())
                .urlEncodingEnabled(false)
                .contentType("application/json")
                .body("{}");
        return (token == null ? request : request.header("Authorization", "Bearer " + token))
                .request(route.method(), route.examplePath())
                .statusCode();
    }

    private static String token(boolean admin) {
        return Jwts.builder()
                .setSubject("someone@desk.example")
                .claim("admin", admin)
                .signWith(KEYS.getPrivate())
                .compact();
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
