package org.jamesdesk.wholeserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jamesdesk.testing.server.DeskServerExtension;
import org.jamesdesk.testing.smtp.SmtpClient;
import org.jamesdesk.testing.smtp.SmtpOutcome;

/** What a whole-server test says and asks: mail in by SMTP, tickets out by REST and OpenSearch. */
final class DeskProbe {
    static final String SUPPORT = "support@desk.example";
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DeskServerExtension desk;

    DeskProbe(DeskServerExtension desk) {
        this.desk = desk;
    }

    SmtpOutcome send(String sender, byte[] mail) {
        return send(sender, SUPPORT, mail);
    }

    SmtpOutcome send(String sender, String recipient, byte[] mail) {
        try {
            return SmtpClient.sendOnce(desk.smtpPort(), sender, List.of(recipient), mail);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends and insists on 250. */
    void deliver(String sender, byte[] mail) {
        SmtpOutcome outcome = send(sender, mail);
        assertThat(outcome.accepted()).as(outcome.decisive().toString()).isTrue();
    }

    /** The tickets that search finds for a word. */
    JsonNode search(String word) {
        return desk.rest()
                .get("/desk/tickets?limit=200&q=" + URLEncoder.encode(word, StandardCharsets.UTF_8))
                .expect(200)
                .json()
                .get("tickets");
    }

    /** Waits until exactly one ticket is found for a word that only its mails contain. */
    long awaitTicket(String word) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptions()
                .until(() -> search(word), found -> found.size() == 1)
                .get(0)
                .get("number")
                .asLong();
    }

    JsonNode ticket(long number) {
        return desk.rest().get("/desk/tickets/" + number).expect(200).json();
    }

    List<JsonNode> conversations(long number) {
        return list("/desk/tickets/" + number + "/conversations?limit=200", "conversations");
    }

    /** All pages of a list. */
    List<JsonNode> list(String path, String field) {
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = desk.rest().get(path + after).expect(200).json();
            page.get(field).forEach(all::add);
            after = page.hasNonNull("next")
                    ? (path.contains("?") ? "&" : "?") + "after="
                            + URLEncoder.encode(page.get("next").asText(), StandardCharsets.UTF_8)
                    : "";
        } while (!after.isEmpty());
        return all;
    }

    /** Waits until a ticket has so many conversations, and returns them, oldest first. */
    List<JsonNode> awaitConversations(long number, int count) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> conversations(number), found -> found.size() >= count);
    }

    /** Waits until a mail is stored and found by its Message-ID, and returns its conversation. */
    JsonNode awaitMail(String messageId) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(
                        () -> ticketsWith(messageId).stream()
                                .flatMap(number -> conversations(number).stream())
                                .filter(conversation ->
                                        conversation.path("messageId").asText().equals(messageId))
                                .toList(),
                        found -> found.size() == 1)
                .get(0);
    }

    private List<Long> ticketsWith(String messageId) {
        List<Long> numbers = new ArrayList<>();
        desk.search()
                .post(
                        "/desk-tickets/_search",
                        "{\"query\":{\"match\":{\"conversations.messageId\":\"" + messageId + "\"}}}")
                .expect(200)
                .json()
                .get("hits")
                .get("hits")
                .forEach(hit -> numbers.add(hit.get("_source").get("number").asLong()));
        return numbers;
    }

    /** The bytes of an attachment of a conversation. */
    byte[] attachment(JsonNode conversation, JsonNode attachment) {
        return desk.rest()
                .get("/desk/tickets/" + conversation.get("ticket").asLong() + "/conversations/"
                        + conversation.get("id").asText() + "/attachments/"
                        + attachment.get("number").asInt())
                .expect(200)
                .body();
    }

    byte[] raw(long number, String conversation) {
        return desk.rest()
                .get("/desk/tickets/" + number + "/conversations/" + conversation + "/raw")
                .expect(200)
                .body();
    }

    /** All deliveries of a ticket. */
    List<JsonNode> deliveries(long number) {
        List<JsonNode> all = new ArrayList<>();
        desk.rest()
                .get("/desk/tickets/" + number + "/deliveries")
                .expect(200)
                .json()
                .forEach(all::add);
        return all;
    }

    /** The only delivery of a ticket, once it stands where it should. */
    JsonNode awaitDelivery(long number, String recipient, String state) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(
                        () -> deliveries(number).stream()
                                .filter(delivery -> delivery.get("recipient")
                                                .asText()
                                                .equalsIgnoreCase(recipient)
                                        && delivery.get("state").asText().equals(state))
                                .toList(),
                        found -> !found.isEmpty())
                .get(0);
    }
}
