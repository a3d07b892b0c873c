package org.jamesdesk.wholeserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jamesdesk.testing.mail.MailBuilder;
import org.jamesdesk.testing.mail.TransferEncoding;
import org.jamesdesk.testing.server.DeskServerExtension;
import org.jamesdesk.testing.smtp.SmtpClient;
import org.jamesdesk.testing.smtp.SmtpOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mail in by SMTP, tickets out by REST and OpenSearch: R1–R5, R7, R10, R83, R84 and the odd mails of the world. */
class IntakeIT {
    @RegisterExtension
    static final DeskServerExtension DESK = DeskServerExtension.builder().build();

    private final DeskProbe probe = new DeskProbe(DESK);

    /** A word that occurs in no other mail. */
    private static String word() {
        return "w" + UUID.randomUUID().toString().replace("-", "");
    }

    private static MailBuilder mail(String from, String word) {
        return MailBuilder.mail(from, "Support <support@desk.example>")
                .subject("About " + word)
                .messageId("<" + word + "@customer.example>");
    }

    @Test
    void shouldMakeATicketWhenACustomerWritesR1R5R10R84() {
        String word = word();
        byte[] mail = mail("Maria Silva <maria@customer.example>", word)
                .text("Olá, não consigo entrar.\r\n", StandardCharsets.ISO_8859_1, TransferEncoding.QUOTED_PRINTABLE)
                .build();
        probe.deliver("maria@customer.example", mail);

        long number = probe.awaitTicket(word);
        JsonNode ticket = probe.ticket(number);
        assertThat(ticket.get("subject").asText()).isEqualTo("About " + word);
        assertThat(ticket.get("department").asText()).isEqualTo("support");
        assertThat(ticket.get("supportAddress").asText()).isEqualTo("support@desk.example");
        assertThat(ticket.get("status").asText()).isEqualTo("open");
        assertThat(ticket.get("contact").get("address").asText()).isEqualTo("maria@customer.example");
        assertThat(ticket.get("contact").get("name").asText()).isEqualTo("Maria Silva");
        List<JsonNode> conversations = probe.conversations(number);
        assertThat(conversations).hasSize(1);
        assertThat(conversations.get(0).get("text").asText()).isEqualTo("Olá, não consigo entrar.");
        String raw =
                new String(probe.raw(number, conversations.get(0).get("id").asText()), StandardCharsets.ISO_8859_1);
        assertThat(raw).startsWith("Received:").endsWith(new String(mail, StandardCharsets.ISO_8859_1));
        JsonNode hits = DESK.search()
                .post("/desk-tickets/_search", "{\"query\":{\"match\":{\"subject\":\"" + word + "\"}}}")
                .expect(200)
                .json()
                .get("hits")
                .get("hits");
        assertThat(hits).hasSize(1);
        assertThat(hits.get(0).get("_source").get("number").asLong()).isEqualTo(number);
    }

    @Test
    void shouldHaveTheDefaultDepartmentAndAddressFromTheFirstStartR2R3R4R7() {
        JsonNode addresses =
                DESK.rest().get("/desk/supportAddresses").expect(200).json();
        JsonNode address = addresses.isArray()
                ? addresses.get(0)
                : addresses.elements().next().get(0);
        assertThat(address.get("address").asText()).isEqualTo("support@desk.example");
        assertThat(address.get("friendlyName").asText()).isEqualTo("Support");
        assertThat(address.get("department").asText()).isEqualTo("support");
        assertThat(address.get("default").asBoolean()).isTrue();
        assertThat(address.get("intake").asText()).isEqualTo("started");
        assertThat(DESK.rest()
                        .get("/desk/departments/support")
                        .expect(200)
                        .json()
                        .get("default")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void shouldJoinTheTicketWhenTheCustomerAnswersR83() {
        String word = word();
        probe.deliver(
                "a@customer.example",
                mail("a@customer.example", word).text("one").build());
        long number = probe.awaitTicket(word);
        probe.deliver(
                "a@customer.example",
                MailBuilder.mail("a@customer.example", DeskProbe.SUPPORT)
                        .subject("something else")
                        .messageId("<second-" + word + "@customer.example>")
                        .inReplyTo("<" + word + "@customer.example>")
                        .text("two")
                        .build());
        probe.deliver(
                "b@other.example",
                MailBuilder.mail("b@other.example", DeskProbe.SUPPORT)
                        .references("<unknown@x.example>", "<second-" + word + "@customer.example>")
                        .text("three")
                        .build());

        assertThat(probe.awaitConversations(number, 3)).hasSize(3).allSatisfy(conversation -> assertThat(
                        conversation.get("reasons"))
                .isNotEmpty());
    }

    @Test
    void shouldMakeANewTicketWhenTheSamePersonWritesWithoutAReferenceR84() {
        String word = word();
        probe.deliver(
                "a@customer.example",
                mail("a@customer.example", word).text("one").build());
        probe.deliver(
                "a@customer.example",
                MailBuilder.mail("a@customer.example", DeskProbe.SUPPORT)
                        .subject("Re: About " + word)
                        .messageId("<other-" + word + "@customer.example>")
                        .text("two")
                        .build());

        await().atMost(DeskProbe.PATIENCE).until(() -> probe.search(word).size() == 2);
    }

    @Test
    void shouldTakeTheEnvelopeAndNotTheToHeaderForTheAddressR10() {
        String word = word();
        byte[] mail = MailBuilder.mail("a@customer.example", "undisclosed-recipients:;")
                .subject(word)
                .text("blind copy")
                .build();
        probe.deliver("a@customer.example", mail);

        assertThat(probe.ticket(probe.awaitTicket(word)).get("supportAddress").asText())
                .isEqualTo("support@desk.example");
    }

    @Test
    void shouldStoreOnceWhenTheSameMailComesThreeTimes() {
        String word = word();
        byte[] mail = mail("a@customer.example", word).text("one").build();
        for (int i = 0; i < 3; i++) {
            probe.deliver("a@customer.example", mail);
        }
        String after = word();
        probe.deliver(
                "a@customer.example",
                mail("a@customer.example", after)
                        .inReplyTo("<" + word + "@customer.example>")
                        .text("the last one")
                        .build());

        long number = probe.awaitTicket(after);
        assertThat(probe.conversations(number)).hasSize(2);
        assertThat(probe.search(word)).hasSize(1);
    }

    @Test
    void shouldKeepBothWhenAnotherMailCarriesTheSameMessageId() {
        String word = word();
        probe.deliver(
                "a@customer.example",
                mail("a@customer.example", word).text("one").build());
        probe.deliver(
                "a@customer.example",
                mail("a@customer.example", word).text("quite another").build());

        await().atMost(DeskProbe.PATIENCE).until(() -> probe.search(word).size() == 2);
    }

    static Stream<Arguments> oddMails() {
        StringBuilder nested = new StringBuilder();
        for (int level = 0; level < 200; level++) {
            nested.append("Content-Type: multipart/mixed; boundary=b" + level + "\r\n\r\n--b" + level + "\r\n");
        }
        nested.append("\r\ndeepest\r\n");
        return Stream.of(
                Arguments.of("no Message-ID", "a@x.example", "From: a@x.example\r\nSubject: %s\r\n\r\nhello\r\n"),
                Arguments.of("null sender", "", "From: a@x.example\r\nSubject: %s\r\n\r\nhello\r\n"),
                Arguments.of(
                        "8-bit header",
                        "a@x.example",
                        "From: Jo\u00e3o <a@x.example>\r\nSubject: \u00e7 %s\r\n\r\nx\r\n"),
                Arguments.of("nothing but a subject", "a@x.example", "Subject: %s\r\n\r\n"),
                Arguments.of("unreadable From", "a@x.example", "From: <<>@@,;\r\nSubject: %s\r\n\r\nx\r\n"),
                Arguments.of(
                        "broken multipart",
                        "a@x.example",
                        "Subject: %s\r\nContent-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\nx\r\n"),
                Arguments.of(
                        "broken encodings",
                        "a@x.example",
                        "Subject: =?x?Q?=ZZ?= %s\r\nContent-Type: text/plain; charset=nope\r\n"
                                + "Content-Transfer-Encoding: base64\r\n\r\n!!!\r\n"),
                Arguments.of("two hundred levels", "a@x.example", "Subject: %s\r\n" + nested),
                Arguments.of(
                        "very long header",
                        "a@x.example",
                        "Subject: %s\r\nX-Long: y" + ("\r\n " + "y".repeat(900)).repeat(100) + "\r\n\r\nx\r\n"),
                Arguments.of(
                        "script in HTML and a hostile file name",
                        "a@x.example",
                        "Subject: %s\r\nContent-Type: text/html; name=\"../../../etc/passwd\"\r\n\r\n"
                                + "<script>alert(1)</script>\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddMails")
    void shouldKeepTheMailByteForByteWhenItIsOdd(String what, String sender, String template) {
        String word = word();
        byte[] mail = template.replace("%s", word).getBytes(StandardCharsets.ISO_8859_1);
        probe.deliver(sender, mail);

        long number = probe.awaitTicket(word);
        String conversation = probe.conversations(number).get(0).get("id").asText();
        byte[] raw = probe.raw(number, conversation);
        assertThat(Arrays.copyOfRange(raw, raw.length - mail.length, raw.length))
                .isEqualTo(mail);
    }

    @Test
    void shouldKeepTheTextWhenTheMailHasNoHeaderAtAll() {
        String word = word();
        probe.deliver("a@x.example", ("\r\n" + word + "\r\n").getBytes(StandardCharsets.US_ASCII));

        assertThat(probe.conversations(probe.awaitTicket(word))).hasSize(1);
    }

    @Test
    void shouldRefuseWithAClearCodeWhenALineIsLongerThanSmtpAllows() {
        byte[] mail =
                ("Subject: x\r\nX-Long: " + "y".repeat(50_000) + "\r\n\r\nx\r\n").getBytes(StandardCharsets.US_ASCII);

        assertThat(probe.send("a@x.example", mail).decisive().code()).isEqualTo(500);
    }

    @Test
    void shouldReturnAttachmentsByteForByte() {
        String word = word();
        byte[] file = new byte[300_000];
        new Random(1).nextBytes(file);
        probe.deliver(
                "a@customer.example",
                mail("a@customer.example", word)
                        .text("see attached")
                        .attachment("relat\u00f3rio.bin", "application/octet-stream", file)
                        .build());

        long number = probe.awaitTicket(word);
        JsonNode conversation = probe.conversations(number).get(0);
        JsonNode attachment = conversation.get("attachments").get(0);
        assertThat(attachment.get("name").asText()).isEqualTo("relat\u00f3rio.bin");
        assertThat(attachment.get("size").asLong()).isEqualTo(file.length);
        assertThat(DESK.rest()
                        .get("/desk/tickets/" + number + "/conversations/"
                                + conversation.get("id").asText() + "/attachments/"
                                + attachment.get("number").asInt())
                        .expect(200)
                        .body())
                .isEqualTo(file);
    }

    @Test
    void shouldTakeALargeMailWhole() {
        String word = word();
        byte[] file = new byte[12_000_000];
        new Random(2).nextBytes(file);
        byte[] mail = mail("a@customer.example", word)
                .text("large")
                .attachment("large.bin", "application/octet-stream", file)
                .build();
        probe.deliver("a@customer.example", mail);

        long number = probe.awaitTicket(word);
        byte[] raw =
                probe.raw(number, probe.conversations(number).get(0).get("id").asText());
        assertThat(raw.length).isGreaterThan(mail.length);
        assertThat(Arrays.equals(raw, raw.length - mail.length, raw.length, mail, 0, mail.length))
                .isTrue();
    }

    @Test
    void shouldRefuseWithAClearCodeWhenTheMailIsEnormous() throws Exception {
        byte[] chunk = "x".repeat(998).concat("\r\n").repeat(1_000).getBytes(StandardCharsets.US_ASCII);
        try (SmtpClient client = SmtpClient.connect(DESK.smtpPort())) {
            client.command("MAIL FROM:<a@x.example>");
            client.command("RCPT TO:<support@desk.example>");
            client.command("DATA");
            client.raw("Subject: enormous\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 50; i++) {
                client.raw(chunk);
            }
            assertThat(client.command("\r\n.").code()).isEqualTo(552);
        }
    }

    @Test
    void shouldRefuseAtRcptWhenTheAddressIsUnknownOrForged() {
        byte[] mail = MailBuilder.mail("a@x.example", "x").text("x").build();
        SmtpOutcome unknown = probe.send("a@x.example", "nobody@desk.example", mail);
        SmtpOutcome forged = probe.send("", "bounce+1.aaaa.bbb.cccc@desk.example", mail);
        SmtpOutcome relay = probe.send("a@x.example", "someone@elsewhere.test", mail);

        assertThat(unknown.recipients().get(0).code()).isEqualTo(550);
        assertThat(unknown.recipients().get(0).text()).contains("5.1.1");
        assertThat(forged.recipients().get(0).code()).isEqualTo(550);
        assertThat(relay.recipients().get(0).code()).isBetween(500, 599);
    }

    @Test
    void shouldKeepAllWhenFortyPeopleAnswerOneTicketAtOnce() throws Exception {
        String word = word();
        probe.deliver(
                "a@customer.example",
                mail("a@customer.example", word).text("start").build());
        long number = probe.awaitTicket(word);
        ExecutorService senders = Executors.newFixedThreadPool(40);
        try {
            List<Callable<SmtpOutcome>> answers = new ArrayList<>();
            IntStream.range(0, 40)
                    .forEach(i -> answers.add(() -> probe.send(
                            "p" + i + "@customer.example",
                            MailBuilder.mail("p" + i + "@customer.example", DeskProbe.SUPPORT)
                                    .messageId("<" + i + "-" + word + "@customer.example>")
                                    .inReplyTo("<" + word + "@customer.example>")
                                    .text("answer " + i)
                                    .build())));
            for (Future<SmtpOutcome> outcome : senders.invokeAll(answers)) {
                assertThat(outcome.get().accepted()).isTrue();
            }
        } finally {
            senders.shutdownNow();
        }

        assertThat(probe.awaitConversations(number, 41))
                .extracting(conversation -> conversation.get("messageId").asText())
                .hasSize(41)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldAnswerNoRouteWithoutATokenAndServeTheApiDescription() {
        JsonNode paths =
                DESK.rest().get("/desk/openapi.json").expect(200).json().get("paths");
        assertThat(paths.size()).isGreaterThan(8);
        paths.fieldNames().forEachRemaining(path -> {
            if (path.startsWith("/desk/public/")) {
                return;
            }
            String concrete = path.replaceAll("\\{[^}]+}", "1");
            for (String verb : List.of("GET", "POST", "PATCH", "PUT", "DELETE")) {
                assertThat(DESK.rest().withoutToken().send(verb, concrete, "{}").status())
                        .as(verb + " " + concrete)
                        .isEqualTo(401);
            }
        });
        assertThat(DESK.rest().withToken(DESK.token(false)).get("/desk/tickets").status())
                .isEqualTo(401);
    }

    @Test
    void shouldRebuildTheIndexWhenAskedTo() {
        String word = word();
        probe.deliver(
                "a@customer.example",
                mail("a@customer.example", word).text("one").build());
        long number = probe.awaitTicket(word);
        DESK.search()
                .post("/desk-tickets/_delete_by_query?refresh=true", "{\"query\":{\"match_all\":{}}}")
                .expect(200);
        assertThat(probe.search(word)).isEmpty();

        String task = DESK.rest()
                .post("/desk/tickets?task=reindex", "")
                .expect(201)
                .json()
                .get("taskId")
                .asText();

        assertThat(DESK.rest()
                        .get("/tasks/" + task + "/await?timeout=60s")
                        .expect(200)
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("completed");
        assertThat(probe.awaitTicket(word)).isEqualTo(number);
    }
}
