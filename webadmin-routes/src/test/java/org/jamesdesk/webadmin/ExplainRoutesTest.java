package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import org.jamesdesk.ticket.IntakeResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainRoutesTest {
    private final RestDesk desk = RestDesk.start();
    private IntakeResult received;

    @BeforeEach
    void receive() {
        received = desk.receive(Mails.plain("a@c.example", "Ana <ana@c.example>", "Printer", "does not print"));
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private Response explain(String query, String... lines) {
        return desk.request()
                .contentType("message/rfc822")
                .body(String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1))
                .post("/desk/explain" + query);
    }

    @Test
    void shouldNameTheTicketAndTheReasonWhenTheMailAnswersOne() {
        Response answer = explain(
                "",
                "From: Jo\u00e3o <joao@c.example>",
                "To: support@desk.example, bob@c.example",
                "Message-ID: <b@c.example>",
                "In-Reply-To: <a@c.example>",
                "Subject: Re: Printer",
                "",
                "It still does not.");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThatJson(answer.asString())
                .and(
                        json -> json.node("recipients").isArray().containsExactly("support@desk.example"),
                        json -> json.node("targets").isArray().hasSize(1),
                        json -> json.node("targets[0].ticket")
                                .isEqualTo(received.ticket().value()),
                        json -> json.node("targets[0].decision").isEqualTo("joined"),
                        json -> json.node("targets[0].supportAddress").isEqualTo("support@desk.example"),
                        json -> json.node("targets[0].reasons")
                                .isArray()
                                .containsExactly("It names <a@c.example> of this ticket."),
                        json -> json.node("message.from.name").isEqualTo("Jo\u00e3o"),
                        json -> json.node("message.newText").isEqualTo("It still does not."));
    }

    @Test
    void shouldStoreNothingWhenAsked() {
        String[] mail = {"From: new@c.example", "Message-ID: <new@c.example>", "", "Hello"};

        Response first = explain("?recipient=support@desk.example&sender=new@c.example", mail);
        Response second = explain("", mail);

        assertThatJson(first.asString()).node("targets[0].decision").isEqualTo("opened");
        assertThatJson(first.asString()).node("targets[0].ticket").isEqualTo(null);
        assertThat(second.asString()).isEqualTo(first.asString());
    }

    @Test
    void shouldSaySoWhenTheDeskHasTheMailAlready() {
        byte[] same = Mails.plain("a@c.example", "Ana <ana@c.example>", "Printer", "does not print")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);

        Response answer =
                desk.request().contentType("message/rfc822").body(same).post("/desk/explain");

        assertThatJson(answer.asString()).node("targets[0].decision").isEqualTo("repeated");
    }

    @ParameterizedTest
    @CsvSource({
        "'?recipient=nobody', recipient: local@domain expected",
        "'?recipient=bob@c.example', recipient: bob@c.example is not an address of the desk",
        "'?sender=x', sender:",
    })
    void shouldNameTheParameterWhenItIsWrong(String query, String message) {
        Response answer = explain(query, "From: a@c.example", "", "x");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).startsWith(message);
    }

    @ParameterizedTest
    @CsvSource({"'', false", "?sender=new@c.example, false", "?sender=<>, true"})
    void shouldTakeTheMailForAMachinesWhenTheSenderIsNull(String query, boolean automatic) {
        Response answer = explain(query, "From: new@c.example", "Subject: x", "", "Hello");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString()).node("message.automatic").isEqualTo(automatic);
    }

    @Test
    void shouldAskForAMailWhenThereIsNone() {
        Response answer = desk.request().contentType("message/rfc822").post("/desk/explain");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).contains("message/rfc822");
    }
}
