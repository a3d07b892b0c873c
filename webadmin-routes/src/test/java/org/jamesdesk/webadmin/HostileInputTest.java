package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jamesdesk.ticket.IntakeResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody means well with must be refused in James' error JSON, and never be a 500. */
class HostileInputTest {
    private final RestDesk desk = RestDesk.start();
    private IntakeResult received;

    @BeforeEach
    void receive() {
        received = desk.receive(Mails.plain("a@c.example", "ana@c.example", "Printer", "text"));
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\": %s}",
                "{\"to\": %s}",
                "{\"to\": [{\"address\": %s}]}",
                "{\"attachments\": %s}",
                "{\"attachments\": [{\"content\": %s}]}",
                "{\"nothing\": %s}",
                "%s"
            })
    void shouldRefuseDeepNesting(String body) {
        String deep = "[".repeat(200_000) + "]".repeat(200_000);

        var answer = desk.request().body(body.formatted(deep)).post(replies());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThatJson(answer.asString()).node("type").isEqualTo("InvalidArgument");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\": %s}", "{\"assignee\": %s}", "{\"department\": {\"a\": %s}}", "%s"})
    void shouldRefuseDeepNestingInAPatch(String body) {
        String deep = "[".repeat(30_000) + "]".repeat(30_000);

        var answer = desk.request().body(body.formatted(deep)).patch("/desk/tickets/" + received.ticket());

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void shouldRefuseABodyOfFiftyMegabytes() {
        String body = "{\"text\": \"" + "x".repeat(50 * 1024 * 1024) + "\"}";

        var answer = desk.request().body(body).post(replies());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThatJson(answer.asString()).node("type").isEqualTo("InvalidArgument");
    }

    @Test
    void shouldRefuseATextThatIsTooLong() {
        var answer = desk.request()
                .body("{\"text\": \"" + "x".repeat(1_000_001) + "\"}")
                .post(replies());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).isEqualTo("text: at most 1000000 characters");
    }

    @Test
    void shouldRefuseNumbersOfUnreasonableLength() {
        var answer = desk.request()
                .body("{\"private\": " + "9".repeat(500_000) + "}")
                .post(replies());

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void shouldRefuseBytesThatAreNotUtf8() {
        byte[] body = {'{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'};

        var answer = desk.request().body(body).post(replies());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).startsWith("body: not valid JSON");
    }

    @Test
    void shouldSayHowToSendWhenTheBodyIsEmpty() {
        var answer = desk.request().post(replies());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message"))
                .isEqualTo("body: one JSON object, sent as application/json, expected");
    }

    @Test
    void shouldSayHowToSendWhenCurlSendsAForm() {
        var answer = desk.request()
                .contentType("application/x-www-form-urlencoded")
                .body("{\"text\": \"x\"}")
                .post(replies());

        assertThat(answer.statusCode()).isIn(201, 400);
        if (answer.statusCode() == 400) {
            assertThat(answer.jsonPath().getString("message")).contains("application/json");
        }
    }

    @Test
    void shouldAskForALengthWhenTheBodyComesInChunks() throws IOException {
        String answer = exchange("POST " + replies() + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "d\r\n{\"text\": \"x\"}\r\n0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 411").contains("Content-Length, not in chunks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/desk/tickets?q=%zz",
                "/desk/tickets?q=%ff%fe",
                "/desk/tickets?limit=%",
                "/desk/tickets/%ff",
                "/desk/tickets/%00",
                "/desk/tickets/%zz",
                "/desk/supportAddresses/%C3%28@x",
                "/desk/tickets?q=%00&status=%0d%0a"
            })
    void shouldNeverFailOnBrokenEncoding(String path) throws IOException {
        String answer = exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1\\.1 (200|400|404) .*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "*", "text/html", "a/b/c;q=x"})
    void shouldNotDependOnTheAcceptHeader(String accept) throws IOException {
        String answer = exchange("GET /desk/tickets/" + received.ticket() + " HTTP/1.1\r\nHost: localhost\r\nAccept: "
                + accept + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).doesNotStartWith("HTTP/1.1 5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"", "AND", "a:b", "(((", "*", "\\", "%25s%25n", "{{7*7}}", "' OR 1=1 --", "\u0000", "a\u202eb"
            })
    void shouldSearchForAnythingAPersonMayType(String words) {
        var answer = desk.request().queryParam("q", words).get("/desk/tickets");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldNotTakeCallersTextForAFormat() {
        var answer = desk.request().body("{\"%s%n%d\": 1}").post(replies());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).startsWith("%s%n%d: unknown key");
    }

    @Test
    void shouldKeepAnAttackersHtmlAsText() {
        var hostile = desk.receive(Mails.plain(
                "b@c.example", "\"<script>\" <b@c.example>", "<img src=x onerror=alert(1)>", "<b>hello</b>"));

        var answer = desk.request().get("/desk/tickets/" + hostile.ticket());

        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(answer.jsonPath().getString("subject")).isEqualTo("<img src=x onerror=alert(1)>");
    }

    @Test
    void shouldNotLetAttachmentsChangeTheMailsHeader() {
        String content = Base64.getEncoder().encodeToString("x".getBytes(StandardCharsets.US_ASCII));
        var answer = desk.request()
                .body("{\"text\": \"x\", \"attachments\": [{\"name\": \"a\\\";\\u2028x=\\\"b\", \"content\": \""
                        + content + "\"}]}")
                .post(replies());

        assertThat(answer.statusCode()).isIn(201, 400);
        if (answer.statusCode() == 201) {
            String raw = new String(
                    desk.request().get(answer.header("Location") + "/raw").asByteArray(), StandardCharsets.UTF_8);
            assertThat(raw.lines()).noneMatch(line -> line.startsWith("x="));
        }
    }

    private String replies() {
        return "/desk/tickets/" + received.ticket() + "/replies";
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", desk.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
