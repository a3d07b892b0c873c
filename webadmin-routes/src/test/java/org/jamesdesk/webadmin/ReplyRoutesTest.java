package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jamesdesk.message.report.Hardness;
import org.jamesdesk.ticket.IntakeResult;
import org.jamesdesk.ticket.TicketStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyRoutesTest {
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

    @Test
    void shouldStoreTheReplyWithOneDeliveryPerRecipient() {
        var answer = reply(
                """
                {"to": ["ana@c.example", "\\"Bob, B.\\" <bob@c.example>"],
                 "cc": [{"address": "carl@c.example", "name": "Carl Ä"}],
                 "bcc": ["boss@c.example"],
                 "agent": {"address": "agent@desk.example"},
                 "text": "It prints now.", "private": true, "statusAfter": "closed"}""");

        assertThat(answer.statusCode()).isEqualTo(201);
        String conversation = answer.jsonPath().getString("conversation");
        assertThat(answer.header("Location"))
                .isEqualTo("/desk/tickets/" + received.ticket() + "/conversations/" + conversation);
        assertThat(answer.jsonPath().getList("deliveries.recipient", String.class))
                .containsExactlyInAnyOrder("ana@c.example", "bob@c.example", "carl@c.example", "boss@c.example");
        assertThat(answer.jsonPath().getList("deliveries.state", String.class)).containsOnly("queued");
        assertThat(answer.jsonPath().getList("deliveries.id", String.class))
                .allSatisfy(id -> assertThat(id).matches("[0-9a-f]{32}"))
                .doesNotHaveDuplicates();

        var shown = desk.request().get(answer.header("Location"));
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThatJson(shown.asString())
                .and(
                        json -> json.node("direction").isEqualTo("out"),
                        json -> json.node("private").isEqualTo(true),
                        json -> json.node("automatic").isEqualTo(false),
                        json -> json.node("text").isEqualTo("It prints now."),
                        json -> json.node("messageId")
                                .isEqualTo(answer.jsonPath().getString("messageId")),
                        json -> json.node("from.address").isEqualTo("support@desk.example"),
                        json -> json.node("to[1]").isEqualTo("{\"address\": \"bob@c.example\", \"name\": \"Bob, B.\"}"),
                        json -> json.node("cc[0]").isEqualTo("{\"address\": \"carl@c.example\", \"name\": \"Carl Ä\"}"),
                        json -> json.node("bcc[0].address").isEqualTo("boss@c.example"));
        assertThat(desk.stores().tickets().find(received.ticket()).orElseThrow().status())
                .isEqualTo(TicketStatus.CLOSED);
        assertThat(rawMail(answer)).doesNotContain("boss@c.example");
    }

    @Test
    void shouldAnswerTheContactWhenNoRecipientIsNamed() {
        var answer = reply("{\"text\": \"Hello\"}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.jsonPath().getList("deliveries.recipient", String.class))
                .containsExactly("ana@c.example");
    }

    @Test
    void shouldSendAttachmentsByteForByte() throws IOException {
        byte[] content = new byte[200_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31);
        }

        var answer = reply(
                """
                {"html": "<p>See <b>file</b></p>", "attachments": [{"name": "Übersicht \\"1\\".bin", "type": "application/zip", "content": "%s"}]}"""
                        .formatted(Base64.getEncoder().encodeToString(content)));

        assertThat(answer.statusCode()).isEqualTo(201);
        var attachment = desk.request().get(answer.header("Location") + "/attachments/1");
        assertThat(attachment.asByteArray()).isEqualTo(content);
        assertThat(attachment.contentType()).isEqualTo("application/zip");
        var shown = desk.request().get(answer.header("Location")).jsonPath();
        assertThat(shown.getString("attachments[0].name")).isEqualTo("Übersicht \"1\".bin");
        assertThat(shown.getLong("attachments[0].size")).isEqualTo(content.length);
        assertThat(shown.getString("text")).contains("See file");
    }

    @Test
    void shouldShowQueuedDeliveriesOfTheReply() {
        var answer = reply("{\"text\": \"Hello\"}");

        var deliveries = desk.request().get("/desk/tickets/" + received.ticket() + "/deliveries");

        assertThat(deliveries.statusCode()).isEqualTo(200);
        assertThatJson(deliveries.asString())
                .isEqualTo(
                        """
                        [{"id": "%s", "conversation": "%s", "recipient": "ana@c.example", "purpose": "reply",
                          "department": "support", "agent": null, "sender": null, "sentFrom": null, "state": "queued",
                          "queuedAt": "${json-unit.any-string}", "attempts": []}]"""
                                .formatted(
                                        answer.jsonPath().getString("deliveries[0].id"),
                                        answer.jsonPath().getString("conversation")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | text: text or html with content expected",
                "{'text': '  ', 'html': ''} | text: text or html with content expected",
                "{'text': 5} | text: a text expected",
                "{'text': 'x', 'to': 'ana@c.example'} | to: a list expected",
                "{'text': 'x', 'to': [5]} | to[0]: an address expected",
                "{'text': 'x', 'to': [null]} | to[0]: null is not accepted",
                "{'text': 'x', 'to': [['a@b.example']]} | to[0]: an address expected",
                "{'text': 'x', 'to': ['nobody']} | to[0]: 'nobody' is not an e-mail address: local@domain expected",
                "{'text': 'x', 'to': ['a@b.example', 'x <y>']} | to[1]: 'y' is not an e-mail address",
                "{'text': 'x', 'cc': [{}]} | cc[0]: '' is not an e-mail address",
                "{'text': 'x', 'cc': [{'address': 'a@b.example', 'mail': 'x'}]} | cc[0].mail: unknown key; known keys are address, name",
                "{'text': 'x', 'cc': [{'address': 'a@b.example', 'name': {}}]} | cc[0].name: a text expected",
                "{'text': 'x', 'bcc': ['Eve\\r\\nBcc: all@c.example <e@c.example>']} | bcc[0]: no line breaks or control characters",
                "{'text': 'x', 'bcc': [{'address': 'e@c.example', 'name': 'Eve\\nX: y'}]} | bcc[0]: no line breaks or control characters",
                "{'text': 'x', 'bcc': [{'address': 'e@c.example\\r\\nX: y', 'name': ''}]} | bcc[0]: no line breaks or control characters",
                "{'text': 'x', 'from': 'Support\\r\\nX: y <support@desk.example>'} | from: no line breaks or control characters",
                "{'text': 'x', 'agent': 7} | agent: an address expected",
                "{'text': 'x', 'private': 'yes'} | private: true or false expected",
                "{'text': 'x', 'private': 1} | private: true or false expected",
                "{'text': 'x', 'statusAfter': 'gone'} | statusAfter: one of open, onHold, escalated, closed expected",
                "{'text': 'x', 'subject': 'y'} | subject: unknown key; known keys are agent, attachments, bcc, cc, from, html, private, statusAfter, text, to",
                "{'text': 'x', 'attachments': {}} | attachments: a list expected",
                "{'text': 'x', 'attachments': [null]} | attachments[0]: null is not accepted",
                "{'text': 'x', 'attachments': [{}]} | attachments[0].name: 1 to 255 characters expected",
                "{'text': 'x', 'attachments': [{'name': '../x', 'content': ''}]} | attachments[0].name: no line breaks",
                "{'text': 'x', 'attachments': [{'name': 'x\\r\\ny', 'content': ''}]} | attachments[0].name: no line breaks",
                "{'text': 'x', 'attachments': [{'name': 'x'}]} | attachments[0].content: the bytes in base64 expected",
                "{'text': 'x', 'attachments': [{'name': 'x', 'content': 'a$b'}]} | attachments[0].content: the bytes in base64 expected",
                "{'text': 'x', 'attachments': [{'name': 'x', 'content': [1, 2]}]} | attachments[0].content: the bytes in base64 expected",
                "{'text': 'x', 'attachments': [{'name': 'x', 'content': 'QUJD', 'type': 'image/png; name=x'}]} | attachments[0].type: a media type such as image/png expected",
                "{'text': 'x', 'attachments': [{'name': 'x', 'content': 'QUJD', 'type': 'a\\r\\nb/c'}]} | attachments[0].type: a media type",
                "{'text': 'x', 'attachments': [{'name': 'x', 'content': 'QUJD', 'size': 3}]} | attachments[0].size: unknown key",
                "{'text': 'x' | body: not valid JSON at line 1",
            })
    void shouldNameFieldAndRuleWhenTheBodyIsMalformed(String body, String message) {
        String json = body.replace('\'', '"');

        var answer = reply(json);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThatJson(answer.asString()).node("type").isEqualTo("InvalidArgument");
        assertThat(answer.jsonPath().getString("message")).startsWith(message);
        assertNothingWasSent();
    }

    @Test
    void shouldRefuseMoreThanOneHundredRecipients() {
        String recipients = String.join(
                ",",
                java.util.stream.IntStream.rangeClosed(1, 101)
                        .mapToObj(i -> "\"c" + i + "@c.example\"")
                        .toList());

        var answer = reply("{\"text\": \"x\", \"to\": [" + recipients + "]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).isEqualTo("to, cc, bcc: at most 100 recipients in all");
    }

    @Test
    void shouldRefuseAttachmentsThatAreTooLong() {
        String content = Base64.getEncoder().encodeToString(new byte[9 * 1024 * 1024]);
        String attachment = "{\"name\": \"x\", \"content\": \"" + content + "\"}";

        var answer =
                reply("{\"text\": \"x\", \"attachments\": [" + attachment + "," + attachment + "," + attachment + "]}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.jsonPath().getString("message")).isEqualTo("attachments: at most 26214400 bytes in all");
        assertNothingWasSent();
    }

    @Test
    void shouldAnswerNotFoundWhenThereIsNoSuchTicket() {
        var answer = desk.request().body("{\"text\": \"x\"}").post("/desk/tickets/99/replies");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThatJson(answer.asString()).node("type").isEqualTo("notFound");
    }

    @Test
    void shouldAnswerConflictWhenTheSendingAddressIsNotTheDesks() {
        var answer = reply("{\"text\": \"x\", \"from\": \"president@elsewhere.example\"}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThatJson(answer.asString()).node("type").isEqualTo("WrongState");
        assertThat(answer.jsonPath().getString("message")).contains("president@elsewhere.example");
        assertNothingWasSent();
    }

    @Test
    void shouldAnswerConflictAndShowItInTheTicketWhenARecipientIsBlockedR103() {
        desk.block(desk.bounced("bob@c.example", Hardness.HARD));

        var answer = reply("{\"text\": \"x\", \"agent\": \"bia@zylker.example\", \"cc\": [\"Bob@c.example\"]}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.jsonPath().getString("message"))
                .startsWith("to, cc, bcc: nothing was sent to anybody: bob@c.example is on the blocklist since ")
                .contains(": 550 5.1.1 no such user; ", "DELETE /desk/blocklist/bob@c.example");
        assertNothingWasSent();
        var history = desk.request().get("/desk/tickets/" + received.ticket() + "/history");
        assertThatJson(history.asString())
                .and(
                        json -> json.node("events").isArray().hasSize(1),
                        json -> json.node("events[0].kind").isEqualTo("blocked"),
                        json -> json.node("events[0].who").isEqualTo("bia@zylker.example"),
                        json -> json.node("next").isEqualTo(null));
    }

    private Response reply(String body) {
        return desk.request()
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/desk/tickets/" + received.ticket() + "/replies");
    }

    private String rawMail(Response answer) {
        return new String(
                desk.request().get(answer.header("Location") + "/raw").asByteArray(), StandardCharsets.ISO_8859_1);
    }

    private void assertNothingWasSent() {
        assertThat(desk.stores().deliveries().ofTicket(received.ticket())).isEmpty();
        assertThat(List.copyOf(desk.stores()
                        .tickets()
                        .conversations(received.ticket(), java.util.Optional.empty(), 10)
                        .conversations()))
                .hasSize(1);
    }
}
