package org.jamesdesk.wholeserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jamesdesk.corpus.Corpora;
import org.jamesdesk.corpus.Score;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.testing.mail.MailBuilder;
import org.jamesdesk.testing.server.DeskServerExtension;
import org.jamesdesk.testing.smtp.ScriptedSmtpPeer;
import org.jamesdesk.testing.smtp.Transaction;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SigningKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Mails that do not arrive, as the answers of a scripted peer and as real reports to signed envelope senders, and what the
 * desk does about it: R91, R93–R103.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BouncesIT {
    private static final String ADMINISTRATOR = "chefe@zylker.example";
    private static final int SOFT_LIMIT = 5;
    private static final int DOMAIN_LIMIT = 20;
    private static final String GONE = "550 5.1.1 No such user here";
    private static final String FULL = "452 4.2.2 Mailbox full";
    private static final String FINE = "250 2.1.5 Fine";

    @RegisterExtension
    static final DeskServerExtension DESK = DeskServerExtension.builder()
            .property("administrators", ADMINISTRATOR)
            .property("delivery.retrySchedule", "1s")
            .build();

    private static ScriptedSmtpPeer peer;

    private final DeskProbe probe = new DeskProbe(DESK);

    @BeforeAll
    static void listen() {
        ScriptedSmtpPeer.Builder script = ScriptedSmtpPeer.builder()
                .onRecipient("gone@gone.example", GONE, FINE)
                .onRecipient("policy@policy.example", "550 5.7.1 Not with our policy", FINE)
                // Each of them is tried twice: four bounces, then what the test is about.
                .onRecipient("full@full.example", replies(FULL, 2 * (SOFT_LIMIT - 1), FINE))
                .port(DESK.peerPort());
        for (int i = 0; i < DOMAIN_LIMIT; i++) {
            script.onRecipient(ofDeadDomain(i), GONE);
        }
        peer = script.start();
    }

    @AfterAll
    static void close() {
        peer.close();
    }

    /** One answer so many times, then the others. */
    private static String[] replies(String first, int times, String... others) {
        return Stream.concat(Stream.generate(() -> first).limit(times), Stream.of(others))
                .toArray(String[]::new);
    }

    private static String ofDeadDomain(int i) {
        return "person" + i + "@dead.example";
    }

    private static String word() {
        return "w" + UUID.randomUUID().toString().replace("-", "");
    }

    private void write(String customer, String word) {
        probe.deliver(
                customer,
                MailBuilder.mail(customer, DeskProbe.SUPPORT)
                        .subject("Ajuda " + word)
                        .messageId("<" + word + "@customer.example>")
                        .text("x")
                        .build());
    }

    private long ticketOf(String customer) {
        String word = word();
        write(customer, word);
        return probe.awaitTicket(word);
    }

    private static void answer(long ticket) {
        DESK.rest()
                .post("/desk/tickets/" + ticket + "/replies", "{\"text\": \"Ol\u00e1\"}")
                .expect(201);
    }

    /** Answers so many times at once and waits until all answers have bounced. */
    private void bounce(long ticket, int times) {
        int before = bouncesOf(ticket).size();
        for (int i = 0; i < times; i++) {
            answer(ticket);
        }
        await().atMost(DeskProbe.PATIENCE).until(() -> bouncesOf(ticket).size() == before + times);
    }

    private List<JsonNode> bouncesOf(long ticket) {
        return probe.list("/desk/bounces?ticket=" + ticket, "bounces");
    }

    private List<String> effectsOf(long ticket) {
        return bouncesOf(ticket).stream()
                .map(bounce -> bounce.get("effect").asText())
                .toList();
    }

    private static boolean isBlocked(String address) {
        var entry = DESK.rest().get("/desk/blocklist/" + address);
        return entry.status() == 200 && entry.json().get("blocked").asBoolean();
    }

    private List<String> eventsOf(long ticket) {
        return probe.list("/desk/tickets/" + ticket + "/history", "events").stream()
                .map(event -> event.get("text").asText())
                .toList();
    }

    /** Every real mail of the exam comes to the envelope sender of a mail of its own that had been taken over with 250. */
    @Test
    @Order(1)
    void shouldMakeOfEveryRealMailWhatItIsR91R93R94R95R98() throws Exception {
        assumeTrue(
                Corpora.configured().arePresent(),
                "the mail corpora are absent, no real report is sent: set -Ddesk.corpora");
        var exam = new BounceExamBySmtp(DESK, peer, Corpora.configured().mails("bounces"));
        exam.sendOneMailToEach();
        exam.returnEveryMail();

        assertThat(exam.lost())
                .as("mails that are neither a conversation nor in a history")
                .isEmpty();
        exam.scores().lines().forEach(System.out::println);
        SoftAssertions.assertSoftly(every -> {
            expect(every, exam, BounceExamBySmtp.RECORDED, 98);
            expect(every, exam, BounceExamBySmtp.HARDNESS, 97);
            expect(every, exam, BounceExamBySmtp.DEAD, 95);
            expect(every, exam, BounceExamBySmtp.DELAYS, 95);
            expect(every, exam, BounceExamBySmtp.NOT_A_BOUNCE, 100);
            every.assertThat(exam.blockedForNothing())
                    .as("addresses that are blocked without a report that blocks")
                    .isEmpty();
        });
    }

    private static void expect(SoftAssertions every, BounceExamBySmtp exam, String row, double bar) {
        every.assertThat(exam.scores().score(row).map(Score::percent))
                .as("%s, wrong: %s", row, exam.scores().wrong())
                .hasValueSatisfying(percent -> assertThat(percent).isGreaterThanOrEqualTo(bar));
    }

    /** That the rate is told exactly is tested where the clock can be set; here, that the whole server acts upon it. */
    @Test
    @Order(2)
    void shouldLockNotificationsAndNoRepliesWhenTooManyMailsBounceR100R101R102() {
        assumeTrue(
                Corpora.configured().arePresent(),
                "the mail corpora are absent, so too few mails have bounced: set -Ddesk.corpora");
        JsonNode locked = await().atMost(DeskProbe.PATIENCE)
                .until(
                        () -> notifications(),
                        standing -> standing.get("state").asText().equals("locked"));

        assertThat(locked.at("/window/sent").asLong()).isGreaterThanOrEqualTo(100);
        assertThat(locked.get("rate").asDouble()).isGreaterThan(5);
        assertThat(locked.at("/lock/automatic").asBoolean()).isTrue();
        long ticket = ticketOf("locked@customer.example");
        answer(ticket);
        probe.awaitDelivery(ticket, "locked@customer.example", "delivered");

        DESK.rest()
                .put("/desk/notifications/exemption", "{\"why\": \"The reports of an exam\"}")
                .expect(201);
        DESK.rest().delete("/desk/notifications/lock?why=exam").expect(204);
        assertThat(notifications().get("state").asText()).isNotEqualTo("locked");
        ticketOf("lifted@customer.example");
        assertThat(notifications().get("state").asText())
                .as("not locked again while exempt")
                .isNotEqualTo("locked");
    }

    private static JsonNode notifications() {
        return DESK.rest().get("/desk/notifications").expect(200).json();
    }

    @Test
    void shouldRefuseReportsToEnvelopeSendersThatItDidNotSign() throws IOException {
        long ticket = ticketOf("signed@customer.example");
        answer(ticket);
        Transaction mail = peer.awaitMailTo("signed@customer.example", DeskProbe.PATIENCE);
        String genuine = mail.sender();
        DeliveryId delivery = new DeliveryId(probe.awaitDelivery(ticket, "signed@customer.example", "delivered")
                .get("id")
                .asText());
        byte[] report = report("signed@customer.example", "failed", "5.1.1");
        String altered = genuine.replaceFirst("bounce\\+[0-9a-z]+", "bounce+1z");
        String cut = genuine.replaceFirst(".@", "@");
        // As this very desk signed it 61 days ago.
        String expired = tokens().envelopeSender(
                        new TicketNumber(ticket),
                        delivery,
                        Instant.now().minus(Duration.ofDays(DeskTokens.BOUNCE_DAYS + 1)))
                .asString();
        assertThat(tokens().envelopeSender(new TicketNumber(ticket), delivery, Instant.now())
                        .asString())
                .as("the key of the test is the desk's")
                .isEqualTo(genuine);

        for (String forged : List.of(altered, cut, expired, "bounce+forged@desk.example", "bounce@desk.example")) {
            assertThat(probe.send("", forged, report).recipients())
                    .as(forged)
                    .singleElement()
                    .satisfies(reply -> assertThat(reply.code()).isEqualTo(550));
        }
        assertThat(bouncesOf(ticket)).isEmpty();
        assertThat(probe.send("", genuine, report).accepted()).isTrue();
        await().atMost(DeskProbe.PATIENCE).until(() -> bouncesOf(ticket).size() == 1);
    }

    private static DeskTokens tokens() throws IOException {
        byte[] key = Files.readAllBytes(DESK.home().resolve("conf/desk-signing.key"));
        return new DeskTokens(SigningKey.of(key), "desk.example", Clock.systemUTC());
    }

    private static byte[] report(String recipient, String action, String status) {
        return ("From: MAILER-DAEMON@customer.example\r\nSubject: Delivery status\r\n"
                        + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
                        + "--b\r\n\r\nSee below.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
                        + "Reporting-MTA: dns; customer.example\r\n\r\nFinal-Recipient: rfc822; " + recipient
                        + "\r\nAction: " + action + "\r\nStatus: " + status + "\r\n--b--\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void shouldBlockAtOnceWhenThereIsNoSuchAddressAndSendAgainWhenItIsTakenOffR93R97R98R99R103() {
        long ticket = ticketOf("gone@gone.example");

        bounce(ticket, 1);

        assertThat(effectsOf(ticket)).containsExactly("blocked");
        JsonNode bounce = bouncesOf(ticket).get(0);
        assertThat(bounce.get("kind").asText()).isEqualTo("hard");
        assertThat(bounce.get("reason").asText()).isEqualTo("noSuchAddress");
        assertThat(bounce.get("smtpCode").asInt()).isEqualTo(550);
        assertThat(bounce.get("source").asText()).isEqualTo("smtp");
        JsonNode entry =
                DESK.rest().get("/desk/blocklist/gone@gone.example").expect(200).json();
        assertThat(entry.get("cause").asText()).isEqualTo("hardBounce");
        assertThat(entry.at("/evidence/0/id").asText())
                .isEqualTo(bounce.get("id").asText());
        assertThat(DESK.rest()
                        .post(
                                "/desk/tickets/" + ticket + "/replies",
                                "{\"text\": \"x\", \"cc\": [\"c@customer.example\"]}")
                        .expect(409)
                        .text())
                .contains("gone@gone.example");
        assertThat(eventsOf(ticket)).anyMatch(text -> text.contains("A reply was not sent to anybody"));
        assertThat(peer.attemptsTo("c@customer.example")).isZero();
        assertThat(DESK.rest()
                        .delete("/desk/blocklist/gone@gone.example")
                        .expect(400)
                        .text())
                .contains("why");

        DESK.rest()
                .send("DELETE", "/desk/blocklist/gone@gone.example", "{\"why\": \"She wrote from there\"}")
                .expect(204);

        answer(ticket);
        probe.awaitDelivery(ticket, "gone@gone.example", "delivered");
    }

    @Test
    void shouldBlockNobodyWhenTheRefusalIsNotAboutTheAddressR98() {
        long ticket = ticketOf("policy@policy.example");

        bounce(ticket, 1);

        assertThat(effectsOf(ticket)).containsExactly("none");
        assertThat(isBlocked("policy@policy.example")).isFalse();
        answer(ticket);
        probe.awaitDelivery(ticket, "policy@policy.example", "delivered");
    }

    @Test
    void shouldBlockAtTheFifthSoftBounceInARowAndCountAnewWhenAMailArrivesR94R96() {
        String address = "full@full.example";
        long ticket = ticketOf(address);
        bounce(ticket, SOFT_LIMIT - 1);
        assertThat(effectsOf(ticket)).hasSize(SOFT_LIMIT - 1).containsOnly("counted");

        answer(ticket);
        probe.awaitDelivery(ticket, address, "delivered");
        bounceLater(ticket, address, SOFT_LIMIT - 1);
        assertThat(effectsOf(ticket)).hasSize(2 * (SOFT_LIMIT - 1)).containsOnly("counted");
        assertThat(isBlocked(address)).isFalse();

        bounceLater(ticket, address, 1);
        assertThat(effectsOf(ticket)).first().isEqualTo("converted");
        JsonNode entry =
                DESK.rest().get("/desk/blocklist/" + address).expect(200).json();
        assertThat(entry.get("cause").asText()).isEqualTo("softBounces");
        assertThat(entry.get("evidence")).hasSize(SOFT_LIMIT);
    }

    @Test
    void shouldCountAnewWhenTheAddressWritesR96() {
        String address = "writes@writes.example";
        long ticket = ticketOf(address);
        bounceLater(ticket, address, SOFT_LIMIT - 1);

        String word = word();
        write(address, word);
        probe.awaitTicket(word);
        bounceLater(ticket, address, SOFT_LIMIT - 1);

        assertThat(effectsOf(ticket)).hasSize(2 * (SOFT_LIMIT - 1)).containsOnly("counted");
        assertThat(isBlocked(address)).isFalse();
    }

    /** Answers so many times; the server of the address takes every answer, and reports later that the mailbox is full. */
    private void bounceLater(long ticket, String address, int times) {
        int bounces = bouncesOf(ticket).size();
        int taken = peer.mailsTo(address).size();
        for (int i = 0; i < times; i++) {
            answer(ticket);
        }
        await().atMost(DeskProbe.PATIENCE)
                .until(() -> probe.deliveries(ticket).stream().noneMatch(delivery -> List.of("queued", "sending")
                        .contains(delivery.get("state").asText())));
        List<Transaction> mails = peer.mailsTo(address);
        assertThat(mails).hasSize(taken + times);
        for (Transaction mail : mails.subList(taken, taken + times)) {
            assertThat(probe.send("", mail.sender(), report(address, "failed", "5.2.2"))
                            .accepted())
                    .isTrue();
        }
        await().atMost(DeskProbe.PATIENCE).until(() -> bouncesOf(ticket).size() == bounces + times);
    }

    @Test
    void shouldCountNothingWhenAnOutOfOfficeNoticeComesToTheEnvelopeSender() {
        long ticket = ticketOf("away@away.example");
        answer(ticket);
        Transaction mail = peer.awaitMailTo("away@away.example", DeskProbe.PATIENCE);
        byte[] notice = MailBuilder.mail("away@away.example", mail.sender())
                .subject("Out of office: delivery failed to find me")
                .header("Auto-Submitted", "auto-replied")
                .text("I am on holiday; mail to old@away.example is not delivered any more.")
                .build();

        assertThat(probe.send("", mail.sender(), notice).accepted()).isTrue();

        List<JsonNode> conversations = probe.awaitConversations(ticket, 3);
        assertThat(conversations.get(2).get("automatic").asBoolean()).isTrue();
        assertThat(conversations.get(2).get("kind").asText()).isNotEqualTo("deliveryFailure");
        assertThat(bouncesOf(ticket)).isEmpty();
        assertThat(isBlocked("away@away.example")).isFalse();
        probe.awaitDelivery(ticket, "away@away.example", "delivered");
    }

    @Test
    void shouldBlockNobodyAndTellTheAdministratorsOnceWhenAWholeDomainFails() {
        long ticket = ticketOf("asks@customer.example");
        String all = IntStream.range(0, DOMAIN_LIMIT)
                .mapToObj(i -> "\"" + ofDeadDomain(i) + "\"")
                .collect(Collectors.joining(", "));
        DESK.rest()
                .post("/desk/tickets/" + ticket + "/replies", "{\"text\": \"x\", \"to\": [" + all + "]}")
                .expect(201);
        await().atMost(DeskProbe.PATIENCE).until(() -> bouncesOf(ticket).size() == DOMAIN_LIMIT);

        assertThat(effectsOf(ticket)).contains("withheld");
        await().atMost(DeskProbe.PATIENCE).until(() -> alerts() == 1);
        await().atMost(DeskProbe.PATIENCE)
                .untilAsserted(() -> assertThat(IntStream.range(0, DOMAIN_LIMIT).mapToObj(BouncesIT::ofDeadDomain))
                        .noneMatch(BouncesIT::isBlocked));
        assertThat(alerts()).isEqualTo(1);
        assertThat(DESK.rest()
                        .get("/desk/bounces?domain=dead.example&limit=200")
                        .json()
                        .get("bounces"))
                .hasSize(DOMAIN_LIMIT);
    }

    private static long alerts() {
        return peer.mailsTo(ADMINISTRATOR).stream()
                .filter(mail -> mail.text().contains("Mail to dead.example does not arrive"))
                .count();
    }
}
