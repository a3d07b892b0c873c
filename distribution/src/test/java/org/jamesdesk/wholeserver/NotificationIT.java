package org.jamesdesk.wholeserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jamesdesk.testing.mail.MailBuilder;
import org.jamesdesk.testing.server.DeskServerExtension;
import org.jamesdesk.testing.smtp.ScriptedSmtpPeer;
import org.jamesdesk.testing.smtp.Transaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Acknowledgements and notifications out by SMTP to a scripted peer: R35, R92, R101, R103, RFC 3834 and section F. */
class NotificationIT {
    private static final String AGENT = "bruno@agents.example";

    @RegisterExtension
    static final DeskServerExtension DESK = DeskServerExtension.builder().build();

    private static ScriptedSmtpPeer peer;

    private final DeskProbe probe = new DeskProbe(DESK);

    @BeforeAll
    static void switchOn() {
        peer = ScriptedSmtpPeer.builder().port(DESK.peerPort()).start();
        DESK.rest()
                .put(
                        "/desk/agents/" + AGENT,
                        "{\"firstName\": \"Bruno\", \"lastName\": \"Lima\", \"departments\": [\"support\"]}")
                .expect(201);
        DESK.rest()
                .patch(
                        "/desk/settings",
                        "{\"acknowledgeNewTickets\": true, \"notifyAgents\": true, \"language\": \"pt\"}")
                .expect(200);
    }

    @AfterAll
    static void close() {
        peer.close();
    }

    private static String word() {
        return "w" + UUID.randomUUID().toString().replace("-", "");
    }

    private static MailBuilder mail(String customer, String word) {
        return MailBuilder.mail(customer, DeskProbe.SUPPORT)
                .subject("Ajuda " + word)
                .messageId("<" + word + "@customer.example>")
                .text("A impressora queima.");
    }

    private long ticketOf(String customer, String word) {
        probe.deliver(customer, mail("Ana <" + customer + ">", word).build());
        return probe.awaitTicket(word);
    }

    private static String header(Transaction mail, String name) {
        Matcher matcher = Pattern.compile("(?im)^" + name + ":[ \\t]*(.*(?:\\r\\n[ \\t].*)*)")
                .matcher(mail.text());
        assertThat(matcher.find()).as("header " + name + " of\n" + mail.text()).isTrue();
        return matcher.group(1).replaceAll("\\r\\n[ \\t]+", " ");
    }

    private static List<String> history(long number) {
        List<String> texts = new ArrayList<>();
        DESK.rest()
                .get("/desk/tickets/" + number + "/history")
                .expect(200)
                .json()
                .get("events")
                .forEach(event -> texts.add(event.get("text").asText()));
        return texts;
    }

    private static void awaitHistory(long number, String part) {
        await().atMost(DeskProbe.PATIENCE).until(() -> history(number).stream().anyMatch(text -> text.contains(part)));
    }

    private static List<Transaction> toAgentAbout(long number) {
        return peer.mailsTo(AGENT).stream()
                .filter(mail -> header(mail, "Message-ID").startsWith("<t" + number + "."))
                .toList();
    }

    @Test
    void shouldAcknowledgeANewTicketOnceAndJoinTheAnswerR35R83R92() {
        String word = word();
        long number = ticketOf("ana@customer.example", word);
        Transaction mail = peer.awaitMailTo("ana@customer.example", DeskProbe.PATIENCE);

        assertThat(header(mail, "From")).isEqualTo("Support <support@desk.example>");
        assertThat(header(mail, "Reply-To")).contains("support+t" + number + ".");
        assertThat(header(mail, "Message-ID")).startsWith("<t" + number + ".");
        assertThat(header(mail, "In-Reply-To")).isEqualTo("<" + word + "@customer.example>");
        assertThat(header(mail, "Auto-Submitted")).isEqualTo("auto-replied");
        assertThat(header(mail, "X-Auto-Response-Suppress")).contains("OOF", "AutoReply");
        assertThat(header(mail, "Subject")).contains("Recebemos seu pedido " + number);
        assertThat(mail.sender()).startsWith("bounce+").endsWith("@desk.example");
        assertThat(mail.text()).doesNotContainIgnoringCase("\r\nBcc:").doesNotContainIgnoringCase("\r\nX-Desk");
        awaitHistory(number, "An acknowledgement was sent to ana@customer.example.");
        assertThat(probe.awaitDelivery(number, "ana@customer.example", "delivered")
                        .get("purpose")
                        .asText())
                .isEqualTo("notification");
        assertThat(probe.conversations(number)).hasSize(1);

        probe.deliver("ana@customer.example", mail.content().orElseThrow()); // its own copy, forwarded back
        probe.deliver(
                "ana@customer.example",
                MailBuilder.mail("ana@customer.example", DeskProbe.SUPPORT)
                        .messageId("<answer-" + word + "@customer.example>")
                        .inReplyTo(header(mail, "Message-ID"))
                        .text("Obrigada")
                        .build());
        assertThat(probe.awaitConversations(number, 2)).hasSize(2);

        long second = ticketOf("ana@customer.example", word());
        awaitHistory(second, "ana@customer.example has got 1 within an hour");
        assertThat(peer.mailsTo("ana@customer.example")).hasSize(1);
    }

    @Test
    void shouldAnswerNoMachineNoListAndNoAddressOfItsOwn() {
        List<String> words = List.of(word(), word(), word(), word(), word());
        probe.deliver(
                "auto@customer.example",
                mail("auto@customer.example", words.get(0))
                        .header("Auto-Submitted", "auto-generated")
                        .build());
        probe.deliver(
                "list@customer.example",
                mail("list@customer.example", words.get(1))
                        .header("List-Id", "<news.customer.example>")
                        .build());
        probe.deliver(
                "bulk@customer.example",
                mail("bulk@customer.example", words.get(2))
                        .header("Precedence", "bulk")
                        .build());
        probe.deliver("", mail("null@customer.example", words.get(3)).build());
        probe.deliver(
                "rui@customer.example", mail(DeskProbe.SUPPORT, words.get(4)).build());

        for (String word : words) {
            long number = probe.awaitTicket(word);
            awaitHistory(number, "No acknowledgement: ");
            JsonNode deliveries = DESK.rest()
                    .get("/desk/tickets/" + number + "/deliveries")
                    .expect(200)
                    .json();
            assertThat(deliveries.toString())
                    .doesNotContain("@customer.example")
                    .doesNotContain(DeskProbe.SUPPORT + "\"");
        }
    }

    @Test
    void shouldTellTheAgentAndEndTheLoopOfAutomaticAnswers() {
        String word = word();
        long number = ticketOf("bea@customer.example", word);
        Transaction acknowledgement = peer.awaitMailTo("bea@customer.example", DeskProbe.PATIENCE);
        await().atMost(DeskProbe.PATIENCE).until(() -> toAgentAbout(number).size() == 1);
        Transaction news = toAgentAbout(number).get(0);
        assertThat(header(news, "Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(news.text()).contains("A impressora queima.").contains("Bruno");

        probe.deliver(
                "",
                MailBuilder.mail("bea@customer.example", DeskProbe.SUPPORT)
                        .messageId("<away-" + word + "@customer.example>")
                        .inReplyTo(header(acknowledgement, "Message-ID"))
                        .header("Auto-Submitted", "auto-replied")
                        .text("Estou de ferias")
                        .build());
        probe.awaitConversations(number, 2);
        String replyTo = header(news, "Reply-To").replaceAll(".*<|>.*", "");
        probe.send(
                AGENT,
                replyTo,
                MailBuilder.mail(AGENT, replyTo)
                        .messageId("<agent-" + word + "@agents.example>")
                        .text("Vou ver")
                        .build());
        probe.awaitConversations(number, 3);
        probe.deliver(
                "bea@customer.example",
                MailBuilder.mail("bea@customer.example", DeskProbe.SUPPORT)
                        .messageId("<more-" + word + "@customer.example>")
                        .inReplyTo("<" + word + "@customer.example>")
                        .text("Mais uma coisa")
                        .build());

        await().atMost(DeskProbe.PATIENCE).until(() -> toAgentAbout(number).size() == 2);
        assertThat(peer.mailsTo("bea@customer.example")).hasSize(1);
        assertThat(toAgentAbout(number).get(1).text()).contains("Mais uma coisa");
    }

    @Test
    void shouldSendNoAcknowledgementToABlockedAddressR103() {
        DESK.rest()
                .put("/desk/blocklist/blocked@customer.example", "{\"reason\": \"asked for it\"}")
                .expect(201);

        long number = ticketOf("blocked@customer.example", word());

        awaitHistory(number, "is on the blocklist");
        assertThat(peer.attemptsTo("blocked@customer.example")).isZero();
    }

    @Test
    void shouldSendRepliesButNoNotificationsWhileTheseAreLockedR101() {
        DESK.rest().put("/desk/notifications/lock", "{\"why\": \"a test\"}").expect(201);
        try {
            long number = ticketOf("caio@customer.example", word());
            awaitHistory(number, "No acknowledgement: notifications are locked");
            awaitHistory(number, "The agents were not notified");
            DESK.rest()
                    .post("/desk/tickets/" + number + "/replies", "{\"text\": \"Ola\"}")
                    .expect(201);

            probe.awaitDelivery(number, "caio@customer.example", "delivered");
            assertThat(peer.mailsTo("caio@customer.example")).hasSize(1);
        } finally {
            DESK.rest().delete("/desk/notifications/lock?why=over").expect(204);
        }
    }
}
