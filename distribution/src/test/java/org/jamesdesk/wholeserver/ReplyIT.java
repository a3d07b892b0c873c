package org.jamesdesk.wholeserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.james.jdkim.DKIMVerifier;
import org.jamesdesk.testing.mail.MailBuilder;
import org.jamesdesk.testing.server.DeskServerExtension;
import org.jamesdesk.testing.smtp.ScriptedSmtpPeer;
import org.jamesdesk.testing.smtp.Transaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Answers out by SMTP to a scripted peer, and what is told of those that fail: R28, R31 (no other sender), R35, R36, R69
 * (address name), R83, R91 and section F; the blocklist: R99, R103.
 */
class ReplyIT {
    @RegisterExtension
    static final DeskServerExtension DESK = DeskServerExtension.builder()
            .property("delivery.retrySchedule", "1s,1s,1s")
            .build();

    private final DeskProbe probe = new DeskProbe(DESK);
    private static ScriptedSmtpPeer peer;

    @BeforeAll
    static void listen() {
        peer = ScriptedSmtpPeer.builder()
                .onRecipient("gone@customer.example", "550 5.1.1 No such user here")
                .onRecipient("nobody@customer.example", "550 5.1.1 Nobody of that name")
                .onRecipient("late@customer.example", "451 4.3.0 Later")
                .onRecipient("slow@customer.example", "451 4.7.1 Greylisted", "250 2.1.5 Fine")
                .port(DESK.peerPort())
                .start();
    }

    @AfterAll
    static void close() {
        peer.close();
    }

    private long ticketOf(String customer, String word) {
        probe.deliver(
                customer,
                MailBuilder.mail("Jo\u00e3o <" + customer + ">", DeskProbe.SUPPORT)
                        .subject("Ajuda " + word)
                        .messageId("<" + word + "@customer.example>")
                        .text("x")
                        .build());
        return probe.awaitTicket(word);
    }

    private static String word() {
        return "w" + UUID.randomUUID().toString().replace("-", "");
    }

    private JsonNode answer(long number, String json) {
        return DESK.rest()
                .post("/desk/tickets/" + number + "/replies", json)
                .expect(201)
                .json();
    }

    private static String header(Transaction mail, String name) {
        Matcher matcher = Pattern.compile("(?im)^" + name + ":[ \\t]*(.*(?:\\r\\n[ \\t].*)*)")
                .matcher(mail.text());
        assertThat(matcher.find()).as("header " + name + " of\n" + mail.text()).isTrue();
        return matcher.group(1).replaceAll("\\r\\n[ \\t]+", " ");
    }

    @Test
    void shouldSendTheAnswerFromTheTicketsAddressAndJoinTheCustomersAnswerR28R69R83() {
        String word = word();
        long number = ticketOf("joao@customer.example", word);
        JsonNode receipt = answer(number, "{\"text\":\"Ol\u00e1, Jo\u00e3o\",\"statusAfter\":\"closed\"}");
        Transaction mail = peer.awaitMailTo("joao@customer.example", DeskProbe.PATIENCE);

        assertThat(header(mail, "From")).isEqualTo("Support <support@desk.example>");
        assertThat(header(mail, "Subject")).isEqualTo("Re: Ajuda " + word);
        assertThat(header(mail, "In-Reply-To")).isEqualTo("<" + word + "@customer.example>");
        assertThat(header(mail, "References")).isEqualTo("<" + word + "@customer.example>");
        assertThat(header(mail, "Message-ID"))
                .isEqualTo("<" + receipt.get("messageId").asText() + ">")
                .contains("t" + number + ".");
        assertThat(header(mail, "Reply-To")).contains("support+t" + number + ".");
        assertThat(mail.sender()).startsWith("bounce+").endsWith("@desk.example");
        assertThat(mail.recipients()).hasSize(1);
        assertThat(mail.text()).doesNotContainIgnoringCase("\r\nBcc:").doesNotContainIgnoringCase("\r\nX-Desk");
        JsonNode delivery = probe.awaitDelivery(number, "joao@customer.example", "delivered");
        assertThat(delivery.get("attempts")).hasSize(1);
        assertThat(delivery.get("attempts").get(0).get("smtpCode").asInt()).isEqualTo(250);
        assertThat(delivery.get("attempts").get(0).get("host").asText()).contains(":" + DESK.peerPort());
        await().until(() -> probe.ticket(number).get("status").asText().equals("closed"));

        probe.deliver(
                "joao@customer.example",
                MailBuilder.mail("joao@customer.example", DeskProbe.SUPPORT)
                        .messageId("<again-" + word + "@customer.example>")
                        .inReplyTo(header(mail, "Message-ID"))
                        .text("Obrigado")
                        .build());

        assertThat(probe.awaitConversations(number, 3)).hasSize(3);
        assertThat(probe.ticket(number).get("status").asText()).isEqualTo("open");
    }

    @Test
    void shouldJoinByTheReplyAddressWhenTheCustomersProgramDropsTheIdentifiers() {
        String word = word();
        long number = ticketOf("ana@customer.example", word);
        answer(number, "{\"text\":\"Hello\"}");
        Transaction mail = peer.awaitMailTo("ana@customer.example", DeskProbe.PATIENCE);
        String replyTo = header(mail, "Reply-To").replaceAll(".*<|>.*", "");

        assertThat(probe.send(
                                "ana@customer.example",
                                replyTo,
                                MailBuilder.mail("ana@customer.example", replyTo)
                                        .subject("no identifiers")
                                        .text("thanks")
                                        .build())
                        .accepted())
                .isTrue();

        assertThat(probe.awaitConversations(number, 3)).hasSize(3);
    }

    @Test
    void shouldRecordTheRefusalWithItsCodeWhenThePeerSays550() {
        long number = ticketOf("gone@customer.example", word());
        answer(number, "{\"text\":\"Hello\"}");

        JsonNode delivery = probe.awaitDelivery(number, "gone@customer.example", "bounced");
        JsonNode attempt = delivery.get("attempts").get(0);
        assertThat(delivery.get("attempts")).hasSize(1);
        assertThat(attempt.get("smtpCode").asInt()).isEqualTo(550);
        assertThat(attempt.get("enhancedStatus").asText()).isEqualTo("5.1.1");
        assertThat(attempt.get("text").asText()).contains("No such user here");
    }

    @Test
    void shouldShowARefusalInTheTicketAndTellTheAgentR91() {
        DESK.rest()
                .put("/desk/agents/bia@zylker.example", "{\"firstName\":\"Bia\",\"lastName\":\"Lima\"}")
                .expect(201);
        String word = word();
        long number = ticketOf("nobody@customer.example", word);
        JsonNode receipt = answer(number, "{\"text\":\"Hello\",\"agent\":\"bia@zylker.example\"}");

        JsonNode conversation = probe.awaitConversations(number, 3).get(2);
        assertThat(conversation.get("kind").asText()).isEqualTo("deliveryFailure");
        assertThat(conversation.get("direction").asText()).isEqualTo("in");
        assertThat(conversation.get("text").asText())
                .contains("nobody@customer.example", "550 5.1.1 Nobody of that name", "Ajuda " + word);

        Transaction notice = peer.awaitMailTo("bia@zylker.example", DeskProbe.PATIENCE);
        assertThat(notice.sender()).isEmpty();
        assertThat(header(notice, "Content-Type")).contains("multipart/report", "report-type=delivery-status");
        assertThat(header(notice, "From")).isEqualTo("Mail Delivery System <support@desk.example>");
        assertThat(header(notice, "Auto-Submitted")).isEqualTo("auto-replied");
        assertThat(header(notice, "Final-Recipient")).isEqualTo("rfc822; nobody@customer.example");
        assertThat(header(notice, "Action")).isEqualTo("failed");
        assertThat(header(notice, "Status")).isEqualTo("5.1.1");
        assertThat(header(notice, "Diagnostic-Code")).isEqualTo("smtp; 550 5.1.1 Nobody of that name");
        assertThat(header(notice, "In-Reply-To"))
                .isEqualTo("<" + receipt.get("messageId").asText() + ">");

        // Who answers it by hand writes into the ticket.
        probe.deliver(
                "bia@zylker.example",
                MailBuilder.mail("bia@zylker.example", DeskProbe.SUPPORT)
                        .inReplyTo(header(notice, "Message-ID"))
                        .references(header(notice, "In-Reply-To"))
                        .text("I call him")
                        .build());
        assertThat(probe.awaitConversations(number, 4)).hasSize(4);
    }

    @Test
    void shouldTryAgainWhenThePeerSays451AndThen250() {
        long number = ticketOf("slow@customer.example", word());
        answer(number, "{\"text\":\"Hello\"}");

        JsonNode delivery = probe.awaitDelivery(number, "slow@customer.example", "delivered");
        assertThat(delivery.get("attempts")).hasSize(2);
        assertThat(delivery.get("attempts").get(0).get("smtpCode").asInt()).isEqualTo(451);
        assertThat(peer.mailsTo("slow@customer.example")).hasSize(1);
    }

    private static void block(String address, String json) {
        DESK.rest().put("/desk/blocklist/" + address, json).expect(201);
    }

    @Test
    void shouldSendToNobodyWhileARecipientIsBlockedR99R103() {
        long number = ticketOf("carla@customer.example", word());
        String replies = "/desk/tickets/" + number + "/replies";
        String reply = "{\"text\":\"Hello\",\"agent\":\"bia@desk.example\",\"cc\":[\"dora@customer.example\"]}";
        block("Dora@customer.example", "{\"reason\":\"asked for it\"}");

        assertThat(DESK.rest().post(replies, reply).expect(409).text())
                .contains(
                        "Dora@customer.example is on the blocklist since ",
                        ": asked for it",
                        "DELETE /desk/blocklist/");
        assertThat(DESK.rest()
                        .get("/desk/tickets/" + number + "/history")
                        .expect(200)
                        .json()
                        .get("events"))
                .anySatisfy(event -> {
                    assertThat(event.get("kind").asText()).isEqualTo("blocked");
                    assertThat(event.get("who").asText()).isEqualTo("bia@desk.example");
                });
        DESK.rest().delete("/desk/blocklist/dora@customer.example").expect(400);

        DESK.rest()
                .send("DELETE", "/desk/blocklist/dora@customer.example", "{\"why\":\"she wrote again\"}")
                .expect(204);
        DESK.rest().post(replies, reply).expect(201);

        peer.awaitMailTo("dora@customer.example", DeskProbe.PATIENCE);
        peer.awaitMailTo("carla@customer.example", DeskProbe.PATIENCE);
        assertThat(peer.mailsTo("carla@customer.example")).hasSize(1);
        JsonNode entry = DESK.rest()
                .get("/desk/blocklist/dora@customer.example")
                .expect(200)
                .json();
        assertThat(entry.get("blocked").asBoolean()).isFalse();
        assertThat(entry.get("history").findValuesAsText("why")).containsExactly("she wrote again", "asked for it");
    }

    @Test
    void shouldKeepAMailThatWasWrittenBeforeItsRecipientWasBlockedR103() {
        long number = ticketOf("late@customer.example", word());
        answer(number, "{\"text\":\"Hello\"}");
        block("late@customer.example", "{\"reason\":\"asked for it\"}");

        JsonNode delivery = probe.awaitDelivery(number, "late@customer.example", "blocked");
        assertThat(delivery.get("attempts").findValuesAsText("text"))
                .anySatisfy(text -> assertThat(text).contains("is on the blocklist since "));
    }

    @Test
    void shouldSendAgainWhenABlockHasEnded() {
        long number = ticketOf("erika@customer.example", word());
        block(
                "erika@customer.example",
                "{\"reason\":\"on holiday\",\"until\":\"" + Instant.now().plusSeconds(4) + "\"}");
        String replies = "/desk/tickets/" + number + "/replies";
        DESK.rest().post(replies, "{\"text\":\"Hello\"}").expect(409);

        await().atMost(DeskProbe.PATIENCE)
                .until(() -> DESK.rest().post(replies, "{\"text\":\"Hello\"}").status() == 201);

        peer.awaitMailTo("erika@customer.example", DeskProbe.PATIENCE);
    }

    @Test
    void shouldCarryTenThousandBlockedAddressesAsCsv() {
        String csv = "address,reason\r\n"
                + IntStream.range(0, 10_000)
                        .mapToObj(i -> "csv" + i + "@list.example,\"=said \"\"" + i + "\"\"\"\r\n")
                        .collect(Collectors.joining());
        byte[] file = csv.getBytes(StandardCharsets.UTF_8);
        assertThat(DESK.rest()
                        .post("/desk/blocklist", "text/csv", file)
                        .expect(200)
                        .json()
                        .get("imported")
                        .asInt())
                .isEqualTo(10_000);

        String exported = DESK.rest()
                .withHeader("Accept", "text/csv")
                .get("/desk/blocklist")
                .expect(200)
                .text();

        assertThat(exported.lines().filter(line -> line.startsWith("csv")))
                .hasSize(10_000)
                .isSorted()
                .anyMatch(line -> line.startsWith("csv7@list.example,manual,\"'=said \"\"7\"\"\","));
        JsonNode again = DESK.rest()
                .post("/desk/blocklist", "text/csv", exported.getBytes(StandardCharsets.UTF_8))
                .expect(200)
                .json();
        assertThat(again.get("imported").asInt()).isZero();
        assertThat(again.get("alreadyBlocked").asInt()).isGreaterThanOrEqualTo(10_000);
    }

    @Test
    void shouldSendToEachRecipientByItselfAndNameNoBlindOne() {
        long number = ticketOf("one@customer.example", word());
        answer(number, "{\"text\":\"Hello\",\"cc\":[\"two@customer.example\"],\"bcc\":[\"three@customer.example\"]}");
        List<Transaction> mails = Stream.of("one@customer.example", "two@customer.example", "three@customer.example")
                .map(recipient -> peer.awaitMailTo(recipient, DeskProbe.PATIENCE))
                .toList();

        assertThat(mails).hasSize(3).allSatisfy(mail -> {
            assertThat(mail.recipients()).hasSize(1);
            assertThat(mail.text()).doesNotContain("three@customer.example");
        });
        assertThat(mails).extracting(Transaction::sender).doesNotHaveDuplicates();
    }

    @Test
    void shouldKeepABounceInTheTicketItIsAboutR91() {
        String word = word();
        long number = ticketOf("later@customer.example", word);
        answer(number, "{\"text\":\"Hello\"}");
        Transaction mail = peer.awaitMailTo("later@customer.example", DeskProbe.PATIENCE);
        String report = "From: MAILER-DAEMON@customer.example\r\nSubject: Undelivered\r\n"
                + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
                + "--b\r\n\r\nIt failed.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
                + "Reporting-MTA: dns; customer.example\r\n\r\nFinal-Recipient: rfc822; later@customer.example\r\n"
                + "Action: failed\r\nStatus: 5.1.1\r\n--b--\r\n";

        assertThat(probe.send("", mail.sender(), report.getBytes(StandardCharsets.US_ASCII))
                        .accepted())
                .isTrue();

        List<JsonNode> conversations = probe.awaitConversations(number, 3);
        assertThat(conversations.get(2).get("kind").asText()).isEqualTo("deliveryFailure");
        assertThat(conversations.get(2).get("automatic").asBoolean()).isTrue();
    }

    @Test
    void shouldAddNothingWhenOurOwnMailComesBack() {
        String word = word();
        long number = ticketOf("copy@customer.example", word);
        answer(number, "{\"text\":\"Hello\"}");
        Transaction mail = peer.awaitMailTo("copy@customer.example", DeskProbe.PATIENCE);

        probe.deliver("copy@customer.example", mail.content().orElseThrow());
        String after = word();
        probe.deliver(
                "copy@customer.example",
                MailBuilder.mail("copy@customer.example", DeskProbe.SUPPORT)
                        .subject(after)
                        .inReplyTo("<" + word + "@customer.example>")
                        .text("last")
                        .build());

        assertThat(probe.awaitTicket(after)).isEqualTo(number);
        assertThat(probe.conversations(number)).hasSize(3);
    }

    @Test
    void shouldSayWhatIsWrongWhenAReplyCannotBeSent() {
        long number = ticketOf("fine@customer.example", word());

        assertThat(DESK.rest()
                        .post("/desk/tickets/999999/replies", "{\"text\":\"x\"}")
                        .status())
                .isEqualTo(404);
        assertThat(DESK.rest()
                        .post("/desk/tickets/" + number + "/replies", "{\"text\":\"x\",\"from\":\"evil@else.example\"}")
                        .expect(409)
                        .text())
                .contains("evil@else.example");
        assertThat(DESK.rest()
                        .post("/desk/tickets/" + number + "/replies", "{\"txt\":\"x\"}")
                        .expect(400)
                        .text())
                .contains("txt");
    }

    /** Checked as the customer's server would, with the record that the administrator publishes. */
    @Test
    void shouldSignTheAnswerWithTheKeyOfItsDomainR36() throws Exception {
        long number = ticketOf("signed@customer.example", word());
        DESK.rest().put("/desk/dkimKeys/desk.example", "").expect(201);
        JsonNode record = DESK.rest()
                .get("/desk/dkimKeys/desk.example")
                .expect(200)
                .json()
                .at("/keys/0/record");
        try {
            answer(number, "{\"text\":\"Ol\u00e1\",\"html\":\"<p>Ol\u00e1</p>\"}");
            Transaction mail = peer.awaitMailTo("signed@customer.example", DeskProbe.PATIENCE);

            DKIMVerifier verifier = new DKIMVerifier((method, selector, domain) -> Stream.of(record)
                    .filter(one -> one.get("name").asText().equals(selector + "._domainkey." + domain))
                    .map(one -> one.get("value").asText())
                    .toList());
            assertThat(verifier.verify(new ByteArrayInputStream(mail.text().getBytes(StandardCharsets.ISO_8859_1))))
                    .singleElement()
                    .satisfies(signature -> assertThat(signature.getDToken()).hasToString("desk.example"));
        } finally {
            DESK.rest().delete("/desk/dkimKeys/desk.example").expect(204);
        }
    }

    @Test
    void shouldSayWhatToPublishWhateverNameServersSayR36() {
        JsonNode advice = DESK.rest()
                .get("/desk/departments/support/senders/support@desk.example/dns")
                .expect(200)
                .json();

        assertThat(advice.at("/records/0/value").asText()).startsWith("v=spf1 ");
        for (String check : List.of("spf", "dkim", "dmarc")) {
            assertThat(advice.at("/check/" + check + "/status").asText()).isIn("missing", "unknown");
            assertThat(advice.at("/check/" + check + "/explanation").asText()).isNotBlank();
        }
    }

    @Test
    void shouldKeepTheTemplateOfADepartmentR35() {
        String template = "/desk/departments/support/templates/acknowledgement";
        DESK.rest()
                .put(
                        template,
                        "{\"language\":\"es\",\"subject\":\"{{ticket.number}}\",\"html\":\"<p>x</p>\",\"text\":\"x\","
                                + "\"from\":\"support@desk.example\"}")
                .expect(201);

        JsonNode kept = DESK.rest().get(template + "?language=es").expect(200).json();
        assertThat(kept.at("/0/origin").asText()).isEqualTo("department");
        assertThat(kept.at("/0/fromFallback").asBoolean()).isFalse();
        assertThat(DESK.rest()
                        .post(template + "/preview?language=es", "")
                        .expect(200)
                        .json()
                        .at("/subject")
                        .asText())
                .isEqualTo("1042");
        DESK.rest().delete(template + "?language=es").expect(204);
    }
}
