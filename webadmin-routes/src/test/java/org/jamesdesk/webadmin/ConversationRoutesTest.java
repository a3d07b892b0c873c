package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.IntakeResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationRoutesTest {
    private final RestDesk desk = RestDesk.start();

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void shouldShowTheConversation() {
        var received =
                desk.receive(Mails.plain("a@c.example", "\"Ana, M.\" <ana@c.example>", "Printer", "does not print"));
        var stored = desk.stores()
                .tickets()
                .conversation(received.ticket(), received.conversation())
                .orElseThrow();

        var answer = desk.request().get(path(received));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString())
                .isEqualTo(
                        """
                        {"id": "%s", "ticket": %s, "direction": "in", "at": "%s", "kind": "message",
                         "automatic": false, "private": false,
                         "from": {"address": "ana@c.example", "name": "Ana, M."},
                         "to": [{"address": "support@desk.example", "name": "Support"}], "cc": [], "bcc": [],
                         "subject": "Printer", "messageId": "a@c.example", "text": "does not print",
                         "textTruncated": false, "attachments": [], "size": %d, "authentication": null,
                         "reasons": "${json-unit.ignore}", "problems": []}"""
                                .formatted(received.conversation(), received.ticket(), stored.at(), stored.size()));
        assertThatJson(answer.asString()).node("reasons").isArray().isNotEmpty();
    }

    @Test
    void shouldListConversationsOldestFirstPageByPage() {
        var first = desk.receive(Mails.plain("0@c.example", "ana@c.example", "Printer", "text 0"));
        for (int i = 1; i < 5; i++) {
            desk.receive(Mails.answer(i + "@c.example", "0@c.example", "ana@c.example", "text " + i));
        }
        String list = "/desk/tickets/" + first.ticket() + "/conversations";
        List<String> texts = new ArrayList<>();

        var page = desk.request().queryParam("limit", 2).get(list).jsonPath();
        texts.addAll(page.getList("conversations.text"));
        while (page.getString("next") != null) {
            page = desk.request()
                    .queryParam("limit", 2)
                    .queryParam("after", page.getString("next"))
                    .get(list)
                    .jsonPath();
            texts.addAll(page.getList("conversations.text"));
        }

        assertThat(texts).containsExactly("text 0", "text 1", "text 2", "text 3", "text 4");
    }

    @Test
    void shouldCutLongTextInListsAndShowAllOfItAlone() {
        String text = "0123456789 ".repeat(2_000).strip();
        var received = desk.receive(Mails.plain("a@c.example", "ana@c.example", "Long", text));

        var listed = desk.request().get("/desk/tickets/" + received.ticket() + "/conversations");
        var alone = desk.request().get(path(received));

        assertThat(listed.jsonPath().getBoolean("conversations[0].textTruncated"))
                .isTrue();
        assertThat(listed.jsonPath().getString("conversations[0].text"))
                .hasSizeLessThanOrEqualTo(Conversation.MAX_TEXT);
        assertThat(alone.jsonPath().getBoolean("textTruncated")).isFalse();
        assertThat(alone.jsonPath().getString("text")).isEqualTo(text);
    }

    @Test
    void shouldHandOutTheMailByteForByte() {
        byte[] mail = eightBitMail();
        var received = desk.receive(mail);

        var answer = desk.request().get(path(received) + "/raw");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asByteArray()).isEqualTo(mail);
        assertThat(answer.contentType()).isEqualTo("message/rfc822");
        assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(mail.length));
        assertThat(answer.header("Content-Disposition"))
                .startsWith("attachment; filename=\"ticket-" + received.ticket() + "-" + received.conversation()
                        + ".eml\"");
        assertGuarded(answer);
    }

    @Test
    void shouldHandOutTheDecodedAttachment() {
        byte[] content = new byte[300_000];
        new Random(42).nextBytes(content);
        var received = desk.receive(Mails.attachment(
                "a@c.example",
                "filename=report.pdf",
                "application/pdf",
                Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(content)));

        var answer = desk.request().get(path(received) + "/attachments/1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asByteArray()).isEqualTo(content);
        assertThat(answer.contentType()).isEqualTo("application/pdf");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"report.pdf\"; filename*=UTF-8''report.pdf");
        assertGuarded(answer);
    }

    @Test
    void shouldHandOutAnEmptyAttachment() {
        var received = desk.receive(Mails.attachment("a@c.example", "filename=empty.bin", "application/zip", ""));

        var answer = desk.request().get(path(received) + "/attachments/1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asByteArray()).isEmpty();
        assertThat(answer.contentType()).isEqualTo("application/zip");
    }

    @ParameterizedTest
    @CsvSource({
        "text/html, application/octet-stream",
        "image/svg+xml, application/octet-stream",
        "application/xhtml+xml, application/octet-stream",
        "text/xml, application/octet-stream",
        "text/javascript, application/octet-stream",
        "application/x-shockwave-flash, application/octet-stream",
        "image/png, image/png",
        "text/calendar, text/calendar",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document, "
                + "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    })
    void shouldNeverNameATypeThatABrowserRuns(String inMail, String answered) {
        var received = desk.receive(Mails.attachment("a@c.example", "filename=x", inMail, "PHNjcmlwdD4="));

        var answer = desk.request().get(path(received) + "/attachments/1");

        assertThat(answer.contentType()).isEqualTo(answered);
        assertThat(answer.asString()).isEqualTo("<script>");
        assertGuarded(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "'filename*=UTF-8''''%E2%82%AC%20rates.txt', '_ rates.txt', '%E2%82%AC%20rates.txt'",
        "'filename=\"a;b=c.txt\"', 'a;b=c.txt', 'a%3Bb%3Dc.txt'",
        "'filename=\"..\\..\\etc\\passwd\"', '', ''",
        "'filename*=UTF-8''''a%0D%0ASet-Cookie:%20x=1', '', ''",
        "'filename=\"50%25.txt\"', '50_25.txt', '50%2525.txt'",
    })
    void shouldEncodeAnyFileName(String parameters, String ascii, String extended) {
        var received = desk.receive(Mails.attachment("a@c.example", parameters, "image/png", "QUJD"));

        var answer = desk.request().get(path(received) + "/attachments/1");

        String disposition = answer.header("Content-Disposition");
        assertThat(disposition)
                .matches(
                        "attachment; filename=\"[ !#-$&-.0-\\[\\]-~]+\"; filename\\*=UTF-8''[!#$&+.^_`|~%A-Za-z0-9-]+");
        assertThat(answer.header("Set-Cookie")).isNull();
        if (!ascii.isEmpty()) {
            assertThat(disposition).isEqualTo("attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + extended);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/raw", "/attachments/1"})
    void shouldAnswerNotFoundWhenTheConversationIsInAnotherTicket(String rest) {
        var mine = desk.receive(Mails.plain("a@c.example", "ana@c.example", "Printer", "text"));
        var other = desk.receive(Mails.attachment("b@c.example", "filename=x.png", "image/png", "QUJD"));

        var answer =
                desk.request().get("/desk/tickets/" + mine.ticket() + "/conversations/" + other.conversation() + rest);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThatJson(answer.asString()).node("type").isEqualTo("notFound");
    }

    @ParameterizedTest
    @CsvSource({
        "/desk/tickets/77/conversations, 404",
        "/desk/tickets/x/conversations, 400",
        "/desk/tickets/1/conversations?limit=501, 400",
        "/desk/tickets/1/conversations?after=%25s, 400",
        "/desk/tickets/1/conversations/xyz, 400",
        "/desk/tickets/1/conversations/xyz/raw, 400",
        "/desk/tickets/1/conversations/00000000000000000000000000000000, 404",
        "/desk/tickets/1/conversations/00000000000000000000000000000000/raw, 404",
        "/desk/tickets/1/conversations/00000000000000000000000000000000/attachments/1, 404",
        "/desk/tickets/1/conversations/00000000000000000000000000000000/attachments/0, 400",
        "/desk/tickets/1/conversations/00000000000000000000000000000000/attachments/x, 400",
        "/desk/tickets/1/conversations/00000000000000000000000000000000/attachments, 404",
    })
    void shouldAnswerInJsonWhenThePathIsWrong(String path, int statusCode) {
        desk.receive(Mails.plain("a@c.example", "ana@c.example", "Printer", "text"));

        var answer = desk.request().urlEncodingEnabled(false).get(path);

        assertThat(answer.statusCode()).isEqualTo(statusCode);
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThatJson(answer.asString()).node("statusCode").isEqualTo(statusCode);
    }

    @Test
    void shouldAnswerNotFoundWhenTheAttachmentNumberIsTooHigh() {
        var received = desk.receive(Mails.attachment("a@c.example", "filename=x.png", "image/png", "QUJD"));

        var answer = desk.request().get(path(received) + "/attachments/2");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.header("Content-Disposition")).isNull();
        assertThat(answer.jsonPath().getString("message")).isEqualTo("there is no attachment 2");
    }

    private static String path(IntakeResult received) {
        return "/desk/tickets/" + received.ticket() + "/conversations/" + received.conversation();
    }

    private static void assertGuarded(Response answer) {
        assertThat(answer.header("Content-Disposition")).startsWith("attachment; ");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).startsWith("sandbox");
    }

    private static byte[] eightBitMail() {
        byte[] head = Mails.plain("a@c.example", "ana@c.example", "Raw", "bytes:")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] mail = new byte[head.length + 256];
        System.arraycopy(head, 0, mail, 0, head.length);
        for (int i = 0; i < 256; i++) {
            mail[head.length + i] = (byte) i;
        }
        return mail;
    }
}
