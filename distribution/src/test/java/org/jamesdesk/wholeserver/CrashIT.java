package org.jamesdesk.wholeserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jamesdesk.testing.mail.MailBuilder;
import org.jamesdesk.testing.server.DeskServerExtension;
import org.jamesdesk.testing.smtp.Reaction;
import org.jamesdesk.testing.smtp.ScriptedSmtpPeer;
import org.jamesdesk.testing.smtp.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** James is killed in the middle of deliveries: every recipient gets the mail, and the timeline says what is known. */
class CrashIT {
    private static final String BEFORE = "before@customer.example";
    private static final String AFTER = "after@customer.example";
    private static final String QUEUED = "queued@customer.example";
    private static final Duration FOR_EVER = Duration.ofHours(1);

    @RegisterExtension
    static final DeskServerExtension DESK =
            DeskServerExtension.builder().property("delivery.lease", "10s").build();

    private final DeskProbe probe = new DeskProbe(DESK);

    private long ticketOf(String customer) {
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        probe.deliver(
                customer,
                MailBuilder.mail(customer, DeskProbe.SUPPORT)
                        .subject("Ajuda " + word)
                        .messageId("<" + word + "@customer.example>")
                        .text("x")
                        .build());
        return probe.awaitTicket(word);
    }

    private static String answer(long ticket) {
        return DESK.rest()
                .post("/desk/tickets/" + ticket + "/replies", "{\"text\": \"Ol\u00e1\"}")
                .expect(201)
                .json()
                .get("messageId")
                .asText();
    }

    private static String messageId(Transaction mail) {
        Matcher matcher = Pattern.compile("(?im)^Message-ID:\\s*<([^>]+)>").matcher(mail.text());
        assertThat(matcher.find()).as(mail.text()).isTrue();
        return matcher.group(1);
    }

    @Test
    void shouldReachEveryRecipientAndSayWhatIsKnownWhenJamesIsKilledBeforeAndAfterAMailWasTaken() {
        long before = ticketOf(BEFORE);
        long after = ticketOf(AFTER);
        long queued = ticketOf(QUEUED);
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder()
                .onConnect(
                        Reaction.reply("220 peer.example ESMTP").after(FOR_EVER),
                        Reaction.reply("220 peer.example ESMTP"))
                .onEndOfData(
                        AFTER, Reaction.reply("250 2.0.0 Taken").after(FOR_EVER), Reaction.reply("250 2.0.0 Taken"))
                .port(DESK.peerPort())
                .start()) {
            String idOfBefore = answer(before);
            await().atMost(DeskProbe.PATIENCE).until(() -> peer.connections() == 1);
            String idOfAfter = answer(after);
            peer.awaitMailTo(AFTER, DeskProbe.PATIENCE);
            probe.awaitDelivery(before, BEFORE, "sending");
            probe.awaitDelivery(after, AFTER, "sending");
            String idOfQueued = answer(queued);

            DESK.kill();
            DESK.start();

            assertThatUnknownAttemptIsTold(probe.awaitDelivery(before, BEFORE, "delivered"));
            assertThatUnknownAttemptIsTold(probe.awaitDelivery(after, AFTER, "delivered"));
            probe.awaitDelivery(queued, QUEUED, "delivered");
            assertThat(peer.mailsTo(BEFORE)).extracting(CrashIT::messageId).containsExactly(idOfBefore);
            assertThat(peer.mailsTo(AFTER)).extracting(CrashIT::messageId).containsExactly(idOfAfter, idOfAfter);
            assertThat(peer.mailsTo(AFTER))
                    .extracting(Transaction::sender)
                    .containsOnly(peer.mailsTo(AFTER).get(0).sender());
            assertThat(peer.mailsTo(QUEUED))
                    .extracting(CrashIT::messageId)
                    .isNotEmpty()
                    .containsOnly(idOfQueued);
        }
        for (long ticket : List.of(before, after, queued)) {
            assertThat(probe.conversations(ticket)).as("the mail and one reply").hasSize(2);
        }
    }

    private static void assertThatUnknownAttemptIsTold(JsonNode delivery) {
        assertThat(delivery.get("attempts")).hasSize(2);
        assertThat(delivery.get("attempts").get(0).get("text").asText())
                .contains("whether the mail was taken is not known");
        assertThat(delivery.get("attempts").get(1).get("smtpCode").asInt()).isEqualTo(250);
    }
}
