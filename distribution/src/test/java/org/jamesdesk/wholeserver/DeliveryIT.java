package org.jamesdesk.wholeserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jamesdesk.engines.FreePorts;
import org.jamesdesk.testing.mail.MailBuilder;
import org.jamesdesk.testing.server.DeskServerExtension;
import org.jamesdesk.testing.smtp.Reaction;
import org.jamesdesk.testing.smtp.ScriptedSmtpPeer;
import org.jamesdesk.testing.smtp.Transaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One reply to many recipients, each in a domain of its own whose server does something else: how each delivery ends, what its
 * timeline says, and what the servers got (section F). What DNS can do is proved where James' own DNS service can be asked without
 * a name server: {@code DestinationsTest}.
 */
class DeliveryIT {
    private static final String FINE = "ana@fine.example";
    private static final String GREYLISTED = "ana@greylisted.example";
    private static final String NEVER = "ana@never.example";
    private static final String GONE = "ana@gone.example";
    private static final String FULL = "ana@full.example";
    private static final String MIDDLE = "ana@middle.example";
    private static final String AFTER = "ana@after.example";
    private static final String DATA = "ana@data.example";
    private static final String BUSY = "ana@busy.example";
    private static final String TLS = "ana@tls.example";
    private static final String SMALL = "ana@small.example";
    private static final String DEAD = "ana@dead.example";

    /** The domains whose servers do the same to everybody, and that of {@link #DEAD}, which has none. */
    private static final Map<String, Integer> PORTS = Stream.of(DATA, BUSY, TLS, SMALL, DEAD)
            .collect(Collectors.toMap(
                    address -> address, address -> FreePorts.next(), (one, other) -> one, LinkedHashMap::new));

    /** Two attempts. */
    private static final String SCHEDULE = "1s";

    @RegisterExtension
    static final DeskServerExtension DESK = DeskServerExtension.builder()
            .property("delivery.retrySchedule", SCHEDULE)
            .property("delivery.routes", routes())
            .build();

    private static ScriptedSmtpPeer world;
    private static List<ScriptedSmtpPeer> others;
    private static long ticket;

    private static String routes() {
        return PORTS.entrySet().stream()
                .map(entry -> entry.getKey().replaceAll(".*@", "") + "=127.0.0.1:" + entry.getValue())
                .collect(Collectors.joining(",", "", ",*.example=127.0.0.1:${sys:desk.demo.port}"));
    }

    @BeforeAll
    static void reply() {
        world = ScriptedSmtpPeer.builder()
                .extensions("8BITMIME", "SIZE 104857600", "DSN")
                .onRecipient(GREYLISTED, "451 4.7.1 Greylisted, come again", "250 2.1.5 Welcome back")
                .onRecipient(NEVER, "450 4.2.1 Not now")
                .onRecipient(GONE, "550 5.1.1 No such user here")
                .onEndOfData(FULL, "552 5.2.2 Mailbox full")
                .dropInData(MIDDLE, 1)
                .onEndOfData(AFTER, Reaction.drop(), Reaction.reply("250 2.0.0 Taken"))
                .port(DESK.peerPort())
                .start();
        others = List.of(
                ScriptedSmtpPeer.builder()
                        .onData("550 5.6.0 No mail today")
                        .port(PORTS.get(DATA))
                        .start(),
                ScriptedSmtpPeer.builder()
                        .onConnect(Reaction.reply("421 4.3.2 Busy").thenClose(), Reaction.reply("220 ready"))
                        .port(PORTS.get(BUSY))
                        .start(),
                ScriptedSmtpPeer.builder()
                        .extensions("STARTTLS")
                        .port(PORTS.get(TLS))
                        .start(),
                ScriptedSmtpPeer.builder()
                        .extensions("SIZE 100")
                        .port(PORTS.get(SMALL))
                        .start());
        DeskProbe probe = new DeskProbe(DESK);
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        probe.deliver(
                "joao@customer.example",
                MailBuilder.mail("joao@customer.example", DeskProbe.SUPPORT)
                        .subject("Ajuda " + word)
                        .text("x")
                        .build());
        ticket = probe.awaitTicket(word);
        String copies = Stream.of(FINE, GREYLISTED, NEVER, GONE, FULL, MIDDLE, AFTER, DATA, BUSY, TLS, SMALL, DEAD)
                .map(address -> "\"" + address + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        DESK.rest()
                .post("/desk/tickets/" + ticket + "/replies", "{\"text\":\"Ol\u00e1\",\"cc\":" + copies + "}")
                .expect(201);
    }

    @AfterAll
    static void close() {
        world.close();
        others.forEach(ScriptedSmtpPeer::close);
    }

    /** The one delivery to a recipient, once it has ended. */
    private static JsonNode ended(String recipient) {
        return await().atMost(DeskProbe.PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(
                        () -> deliveriesTo(recipient),
                        found -> found.size() == 1
                                && List.of("delivered", "bounced")
                                        .contains(found.get(0).get("state").asText()))
                .get(0);
    }

    private static List<JsonNode> deliveriesTo(String recipient) {
        JsonNode all = DESK.rest()
                .get("/desk/tickets/" + ticket + "/deliveries")
                .expect(200)
                .json();
        return StreamSupport.stream(all.spliterator(), false)
                .filter(delivery -> delivery.get("recipient").asText().equals(recipient))
                .toList();
    }

    private static List<JsonNode> attempts(String recipient, String state, int count) {
        JsonNode delivery = ended(recipient);
        assertThat(delivery.get("state").asText()).as(delivery.toString()).isEqualTo(state);
        assertThat(delivery.get("attempts")).as(delivery.toString()).hasSize(count);
        return StreamSupport.stream(delivery.get("attempts").spliterator(), false)
                .toList();
    }

    private static void assertAnswer(JsonNode attempt, String stage, int code, String enhancedStatus, String text) {
        assertThat(attempt.get("kind").asText()).isEqualTo("attempt");
        assertThat(attempt.get("stage").asText()).isEqualTo(stage);
        assertThat(attempt.get("address").asText()).isEqualTo("127.0.0.1");
        assertThat(attempt.get("smtpCode").asInt()).isEqualTo(code);
        assertThat(attempt.get("enhancedStatus").asText()).isEqualTo(enhancedStatus);
        assertThat(attempt.get("text").asText()).contains(text);
        assertThat(attempt.get("host").asText()).startsWith("127.0.0.1:");
    }

    private static void assertNoAnswer(JsonNode attempt, String enhancedStatus) {
        assertThat(attempt.get("address").asText()).isEqualTo("127.0.0.1");
        assertThat(attempt.get("state").asText()).isEqualTo("waiting");
        assertThat(attempt.get("smtpCode").isNull()).isTrue();
        assertThat(attempt.get("enhancedStatus").asText()).isEqualTo(enhancedStatus);
    }

    private static String messageId(Transaction mail) {
        Matcher matcher = Pattern.compile("(?im)^Message-ID: (<[^>]+>)").matcher(mail.text());
        assertThat(matcher.find()).as(mail.text()).isTrue();
        return matcher.group(1);
    }

    @Test
    void shouldDeliverAndAskForReportsByTheNameOfTheDeliveryWhenServerSays250() {
        JsonNode attempt = attempts(FINE, "delivered", 1).get(0);

        assertAnswer(attempt, "endOfData", 250, "2.0.0", "250 2.0.0 Taken");
        assertThat(world.mailsTo(FINE)).singleElement().satisfies(mail -> {
            assertThat(mail.senderParameters())
                    .contains("RET=HDRS", "ENVID=" + ended(FINE).get("id").asText());
            assertThat(mail.recipients().get(0).parameters())
                    .containsExactly("NOTIFY=FAILURE,DELAY", "ORCPT=rfc822;" + FINE);
        });
    }

    @Test
    void shouldTryAgainWhenServerGreylists() {
        List<JsonNode> attempts = attempts(GREYLISTED, "delivered", 2);

        assertAnswer(attempts.get(0), "rcpt", 451, "4.7.1", "Greylisted");
        assertAnswer(attempts.get(1), "endOfData", 250, "2.0.0", "Taken");
        assertThat(world.mailsTo(GREYLISTED)).hasSize(1);
    }

    @Test
    void shouldGiveUpWhenServerStillSays450AfterTheLastRetry() {
        List<JsonNode> attempts = attempts(NEVER, "bounced", 2);

        assertThat(attempts).allSatisfy(attempt -> assertAnswer(attempt, "rcpt", 450, "4.2.1", "Not now"));
        assertThat(attempts.get(0).get("state").asText()).isEqualTo("waiting");
        assertThat(attempts.get(1).get("text").asText()).startsWith("Given up after the last retry. 450");
        assertThat(world.attemptsTo(NEVER)).isEqualTo(2);
    }

    @Test
    void shouldNotTryAgainWhenServerSays550AtTheRecipient() {
        assertAnswer(attempts(GONE, "bounced", 1).get(0), "rcpt", 550, "5.1.1", "550 5.1.1 No such user here");
        assertThat(world.attemptsTo(GONE)).isEqualTo(1);
    }

    @Test
    void shouldNotTryAgainWhenServerSays550AtData() {
        assertAnswer(attempts(DATA, "bounced", 1).get(0), "data", 550, "5.6.0", "550 5.6.0 No mail today");
    }

    @Test
    void shouldNotTryAgainWhenServerSays552AfterTheMail() {
        assertAnswer(attempts(FULL, "bounced", 1).get(0), "endOfData", 552, "5.2.2", "552 5.2.2 Mailbox full");
    }

    @Test
    void shouldNotSendWhenServerSaysBeforehandThatTheMailIsTooLarge() {
        assertAnswer(attempts(SMALL, "bounced", 1).get(0), "ehlo", 552, "5.3.4", "at most 100 bytes");
        assertThat(others).allSatisfy(peer -> assertThat(peer.attemptsTo(SMALL)).isZero());
    }

    @Test
    void shouldTryAgainWhenServerSays421() {
        List<JsonNode> attempts = attempts(BUSY, "delivered", 2);

        assertAnswer(attempts.get(0), "ehlo", 421, "4.3.2", "421 4.3.2 Busy");
        assertAnswer(attempts.get(1), "endOfData", 250, "2.0.0", "Taken");
    }

    @Test
    void shouldSendOnceMoreWhenServerHangsUpInTheMiddleOfTheMail() {
        List<JsonNode> attempts = attempts(MIDDLE, "delivered", 2);

        assertNoAnswer(attempts.get(0), "4.4.2");
        assertThat(world.mailsTo(MIDDLE)).hasSize(1);
    }

    /** The server may have taken the first one: whoever gets both can tell by the identifier, and the timeline says so. */
    @Test
    void shouldSendTheSameMailAndSaySoWhenServerHangsUpAfterTheFinalDot() {
        List<JsonNode> attempts = attempts(AFTER, "delivered", 2);

        assertNoAnswer(attempts.get(0), "4.4.2");
        assertThat(attempts.get(0).get("stage").asText()).isEqualTo("endOfData");
        assertThat(attempts.get(0).get("text").asText())
                .contains("the outcome is unknown, the next try carries the same Message-ID");
        List<Transaction> sent = world.transactions().stream()
                .filter(mail -> mail.acceptedRecipients().contains(AFTER))
                .toList();
        assertThat(sent).hasSize(2);
        assertThat(sent.get(0).finalReply()).isEmpty();
        assertThat(sent.get(1).accepted()).isTrue();
        assertThat(messageId(sent.get(1))).isEqualTo(messageId(sent.get(0)));
        assertThat(sent.get(1).sender()).isEqualTo(sent.get(0).sender());
    }

    @Test
    void shouldSendInPlainTextAndSaySoWhenTlsIsOfferedAndFails() {
        JsonNode attempt = attempts(TLS, "delivered", 1).get(0);

        assertAnswer(attempt, "endOfData", 250, "2.0.0", "not encrypted, because TLS failed: 502 5.5.1 Not here");
        assertThat(attempt.get("tls").asBoolean()).isFalse();
    }

    @Test
    void shouldGiveUpWhenNobodyEverListens() {
        List<JsonNode> attempts = attempts(DEAD, "bounced", 2);

        assertNoAnswer(attempts.get(0), "4.4.1");
        assertThat(attempts.get(0).get("stage").asText()).isEqualTo("connect");
        assertThat(attempts.get(1).get("text").asText()).startsWith("Given up after the last retry. no connection");
    }
}
