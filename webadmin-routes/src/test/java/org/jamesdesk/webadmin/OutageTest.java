package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import org.jamesdesk.ticket.IntakeResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutageTest {
    private static final String ID = "00000000000000000000000000000000";

    @Test
    void shouldAnswerUnavailableWhenTheSearchIndexIsDown() {
        try (RestDesk desk = RestDesk.builder().routesSee(Outage.ticketIndex()).start()) {
            var received = desk.receive(Mails.plain("a@c.example", "ana@c.example", "Printer", "text"));

            assertUnavailable(desk.request().get("/desk/tickets?q=printer"), "OpenSearch is unavailable");
            assertThat(desk.request().get("/desk/tickets/" + received.ticket()).statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /desk/tickets/1 |",
                "PATCH | /desk/tickets/1 | {\"status\": \"open\"}",
                "GET | /desk/tickets/1/conversations |",
                "GET | /desk/tickets/1/conversations/" + ID + " |",
                "GET | /desk/tickets/1/conversations/" + ID + "/raw |",
                "GET | /desk/tickets/1/conversations/" + ID + "/attachments/1 |",
                "POST | /desk/tickets/1/replies | {\"text\": \"x\"}",
                "GET | /desk/tickets/1/deliveries |",
            })
    void shouldAnswerUnavailableWhenTheStoreIsDown(String method, String path, String body) {
        try (RestDesk desk = RestDesk.builder().routesSee(Outage.ticketStore()).start()) {
            var request = desk.request();

            var answer = (body == null ? request : request.body(body)).request(method, path);

            assertUnavailable(answer, "Cassandra is unavailable");
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "/raw", "/attachments/1"})
    void shouldAnswerUnavailableWhenTheMailCannotBeOpened(String rest) {
        var builder = RestDesk.builder();
        try (RestDesk desk = builder.routesSee(
                        Outage.lockedMails(builder.stores().tickets()))
                .start()) {
            var received = desk.receive(longMail());

            var answer = desk.request().get(path(received) + rest);

            assertUnavailable(answer, "A mail could not be read from its store");
            assertThat(answer.header("Content-Disposition")).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"/raw", "/attachments/1"})
    void shouldBreakTheConnectionWhenTheMailEndsEarly(String rest) {
        var builder = RestDesk.builder();
        try (RestDesk desk =
                builder.routesSee(Outage.breakingIn(builder.stores().tickets())).start()) {
            var received = desk.receive(longMail());
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + desk.port() + path(received) + rest))
                    .build();

            assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray()))
                    .as("half a file must not look like a whole one")
                    .isInstanceOf(IOException.class);
        }
    }

    private static String longMail() {
        String text = "text of a mail that is cut in lists ".repeat(1_000);
        return Mails.attachment(
                        "a@c.example",
                        "filename=x.bin",
                        "application/zip",
                        Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(new byte[900_000]))
                .replace("See attachment.", text);
    }

    private static String path(IntakeResult received) {
        return "/desk/tickets/" + received.ticket() + "/conversations/" + received.conversation();
    }

    private static void assertUnavailable(Response answer, String message) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThatJson(answer.asString()).node("type").isEqualTo("ServerError");
        assertThat(answer.jsonPath().getString("message")).startsWith(message);
    }
}
