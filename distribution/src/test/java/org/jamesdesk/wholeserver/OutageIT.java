package org.jamesdesk.wholeserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jamesdesk.testing.mail.MailBuilder;
import org.jamesdesk.testing.server.DeskServerExtension;
import org.jamesdesk.testing.smtp.SmtpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Kills real processes in the middle of 200 mails: nothing is lost, nothing is doubled. */
class OutageIT {
    private static final int MAILS = 200;
    private static final Duration OUTAGE = Duration.ofMinutes(1);
    private static final Duration RECOVERY = Duration.ofMinutes(4);

    @RegisterExtension
    static final DeskServerExtension DESK = DeskServerExtension.builder()
            .privateCassandra()
            .privateOpenSearch()
            // Else the mails still wait for minutes when Cassandra is back.
            .property("intake.retryDelays", "2s,5s")
            .build();

    private final DeskProbe probe = new DeskProbe(DESK);
    private final String run = "w" + UUID.randomUUID().toString().replace("-", "");

    private String messageId(int i) {
        return i + "-" + run + "@customer.example";
    }

    /** Two mails of five answer an earlier one, as on a usual day. */
    private byte[] mail(int i) {
        MailBuilder mail = MailBuilder.mail("c" + i + "@customer.example", DeskProbe.SUPPORT)
                .subject("Outage " + run + " " + i)
                .messageId("<" + messageId(i) + ">");
        if (isAnswer(i)) {
            mail.inReplyTo("<" + messageId(i - 2) + ">");
        }
        return mail.text("mail " + i).build();
    }

    private static boolean isAnswer(int i) {
        return i % 5 >= 3;
    }

    private boolean send(int i) {
        try {
            return SmtpClient.sendOnce(
                            DESK.smtpPort(), "c" + i + "@customer.example", List.of(DeskProbe.SUPPORT), mail(i))
                    .accepted();
        } catch (IOException e) {
            return false;
        }
    }

    /** As every mail server does: until it hears 250. */
    private void sendUntilAccepted(int i) {
        await().atMost(RECOVERY)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> send(i));
    }

    /** How often each mail of this run is in the desk, by ticket, counted in the index after it caught up. */
    private Map<String, Integer> occurrences(Map<String, Long> ticketOf) {
        Map<String, Integer> occurrences = new HashMap<>();
        String after = "";
        do {
            JsonNode page = DESK.rest()
                    .get("/desk/tickets?limit=200&q=" + run + after)
                    .expect(200)
                    .json();
            for (JsonNode ticket : page.get("tickets")) {
                long number = ticket.get("number").asLong();
                for (JsonNode conversation : probe.conversations(number)) {
                    String id = conversation.get("messageId").asText();
                    occurrences.merge(id, 1, Integer::sum);
                    ticketOf.put(id, number);
                }
            }
            after = page.hasNonNull("next") ? "&after=" + page.get("next").asText() : "";
        } while (!after.isEmpty());
        return occurrences;
    }

    private void assertEveryMailIsThereOnce() {
        Map<String, Long> ticketOf = new HashMap<>();
        await().atMost(RECOVERY)
                .pollInterval(Duration.ofSeconds(2))
                .ignoreExceptions()
                .until(() -> occurrences(ticketOf).size() == MAILS);
        assertThat(occurrences(ticketOf).values()).hasSize(MAILS).containsOnly(1);
        assertThat(DESK.rest()
                        .get("/mailRepositories/var%2Fmail%2Fdesk-failed/mails")
                        .text())
                .doesNotContain("customer");
    }

    /** Sends all mails over eight connections at a time and does something when half of them were taken. */
    private void sendAllAnd(Runnable atHalf) throws Exception {
        AtomicInteger taken = new AtomicInteger();
        ExecutorService senders = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> sending = new ArrayList<>();
            for (int i = 0; i < MAILS; i++) {
                int number = i;
                sending.add(senders.submit(() -> {
                    sendUntilAccepted(number);
                    taken.incrementAndGet();
                }));
            }
            await().atMost(RECOVERY).pollInterval(Duration.ofMillis(5)).until(() -> taken.get() >= MAILS / 2);
            atHalf.run();
            for (Future<?> mail : sending) {
                mail.get();
            }
        } finally {
            senders.shutdownNow();
        }
    }

    @Test
    void shouldLoseAndDoubleNothingWhenCassandraIsDownForAMinute() throws Exception {
        AtomicReference<Instant> killed = new AtomicReference<>();
        sendAllAnd(() -> {
            DESK.privateCassandra().kill();
            killed.set(Instant.now());
        });
        await().atMost(RECOVERY).until(() -> Instant.now().isAfter(killed.get().plus(OUTAGE)));
        DESK.privateCassandra().start();

        assertEveryMailIsThereOnce();
    }

    @Test
    void shouldLoseAndDoubleNothingWhenJamesIsKilled() throws Exception {
        sendAllAnd(() -> {
            DESK.kill();
            DESK.start();
        });
        // A sender whose connection broke before it heard 250 sends again: every tenth mail comes a second time.
        for (int i = 0; i < MAILS; i += 10) {
            sendUntilAccepted(i);
        }

        assertEveryMailIsThereOnce();
    }

    @Test
    void shouldDelayNothingButSearchWhenOpenSearchIsDown() {
        DESK.privateOpenSearch().kill();
        for (int i = 0; i < 20; i++) {
            sendUntilAccepted(i);
        }
        assertThat(DESK.rest().get("/desk/tickets?q=" + run).status()).isEqualTo(503);
        await().atMost(DeskProbe.PATIENCE)
                .until(() -> DESK.rest().get("/healthcheck").status() == 200);
        DESK.privateOpenSearch().start();

        await().atMost(RECOVERY)
                .ignoreExceptions()
                .until(() -> DESK.search()
                                .post(
                                        "/desk-tickets/_count",
                                        "{\"query\":{\"match\":{\"conversations.messageId\":\"" + messageId(19)
                                                + "\"}}}")
                                .json()
                                .get("count")
                                .asInt()
                        == 1);
    }
}
