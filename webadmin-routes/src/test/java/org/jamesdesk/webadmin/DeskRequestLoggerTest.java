package org.jamesdesk.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.james.webadmin.mdc.LoggingRequestFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class DeskRequestLoggerTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(LoggingRequestFilter.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final RestDesk desk =
            RestDesk.builder().requestsLoggedBy(new DeskRequestLogger()).start();

    @BeforeEach
    void listen() {
        logged.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(logged);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(logged);
        logger.setLevel(null);
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/desk/departments/sales", "//desk/departments/sales", "/users/ana@desk.example", "/nowhere"})
    void shouldKeepBodiesOutOfTheLogWhateverThePath(String path) throws IOException {
        String body = "{\"name\": \"the secret answer\"}";

        exchange("PUT " + path + "?hint=secret HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);

        assertThat(requests()).singleElement().satisfies(event -> {
            assertThat(event.getMDCPropertyMap().toString()).doesNotContain("secret");
            assertThat(event.getMDCPropertyMap()).containsKeys("requestId", "endpoint", "method", "ip");
        });
    }

    @Test
    void shouldReadNothingOfTheBodyWhenNobodyAsksForIt() throws IOException {
        assertThat(exchange("PUT /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Length: 2000000000\r\n\r\nthe first bytes of very many"))
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void shouldKeepBodiesOutOfTheLogWhenAReplyIsWritten() {
        var received = desk.receive(Mails.plain("a@c.example", "ana@c.example", "Printer", "text"));

        desk.request()
                .body("{\"text\": \"the secret answer\"}")
                .post("/desk/tickets/" + received.ticket() + "/replies");

        assertThat(requests()).singleElement().satisfies(event -> {
            assertThat(event.getMDCPropertyMap().toString()).doesNotContain("secret");
            assertThat(event.getMDCPropertyMap()).containsKeys("requestId", "endpoint", "method", "ip");
        });
    }

    @Test
    void shouldLetBodiesInChunksThrough() throws IOException, InterruptedException {
        assertThat(replyInChunks("{\"text\": \"in chunks\"}")).isEqualTo(201);
    }

    @Test
    void shouldRefuseEndlessBodiesInChunks() throws IOException, InterruptedException {
        assertThat(replyInChunks("{\"text\": \"" + "x".repeat(41 * 1024 * 1024) + "\"}"))
                .isEqualTo(413);
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", desk.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private int replyInChunks(String body) throws IOException, InterruptedException {
        var received = desk.receive(Mails.plain("a@c.example", "ana@c.example", "Printer", "text"));
        var request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + desk.port() + "/desk/tickets/" + received.ticket() + "/replies"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(body)))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
    }

    private List<ILoggingEvent> requests() {
        return logged.list.stream()
                .filter(event -> event.getMessage().equals("WebAdmin request received"))
                .toList();
    }
}
