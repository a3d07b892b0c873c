package org.jamesdesk.wholeserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jamesdesk.distribution.DeskProgram;
import org.jamesdesk.testing.mail.MailBuilder;
import org.jamesdesk.testing.server.DeskServerExtension;
import org.jamesdesk.testing.smtp.ScriptedSmtpPeer;
import org.jamesdesk.testing.smtp.SmtpClient;
import org.jamesdesk.testing.smtp.SmtpOutcome;
import org.jamesdesk.testing.smtp.Transaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the whole server makes of the mails of the world: late parents and reopening (requirements, section D), delivery
 * reports (R91, R93 to R95), providers' confirmations (R23 to R25), who is proven (section F), mails that are hard to
 * read (R1), and that {@code /desk/explain}, {@code inspect} and {@code replay} say the same.
 */
class UnderstandingIT {
    private static final String AGENT = "agent@desk.example";
    private static final String PASSWORD = "quite-secret-1";
    private static final int STRANGERS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final DeskServerExtension DESK = DeskServerExtension.builder()
            // The test's client does not speak TLS.
            .change("smtpserver.xml", text -> text.replace("<requireSSL>true", "<requireSSL>false"))
            .build();

    private static ScriptedSmtpPeer peer;

    private final DeskProbe probe = new DeskProbe(DESK);

    @BeforeAll
    static void prepare() {
        peer = ScriptedSmtpPeer.builder().port(DESK.peerPort()).start();
        DESK.rest()
                .put("/users/" + AGENT, "{\"password\":\"" + PASSWORD + "\"}")
                .expect(204);
    }

    @AfterAll
    static void close() {
        peer.close();
    }

    /** A word that occurs in no other mail. */
    private static String word() {
        return "w" + UUID.randomUUID().toString().replace("-", "");
    }

    private static String messageId(String word) {
        return ForeignMails.messageId(word);
    }

    private static MailBuilder mail(String from, String word) {
        return MailBuilder.mail(from, DeskProbe.SUPPORT)
                .subject("About " + word)
                .messageId("<" + messageId(word) + ">");
    }

    private long ticketOf(String customer, String word) {
        probe.deliver(customer, mail(customer, word).text("It does not print.").build());
        return probe.awaitTicket(word);
    }

    private void closeTicket(long number) {
        DESK.rest().patch("/desk/tickets/" + number, "{\"status\":\"closed\"}").expect(200);
    }

    private String status(long number) {
        return probe.ticket(number).get("status").asText();
    }

    private JsonNode explain(String sender, byte[] mail) {
        return DESK.rest()
                .post(
                        "/desk/explain?recipient=support@desk.example&sender="
                                + URLEncoder.encode(sender, StandardCharsets.UTF_8),
                        "message/rfc822",
                        mail)
                .expect(200)
                .json();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    // ------------------------------------------------------------------------------------------- section D: threading

    @Test
    void shouldMakeOneTicketWhenTheAnswerComesBeforeItsParentAndTheyShareAParticipantD() {
        String answer = word();
        String parent = word();
        probe.deliver(
                "bruno@kunde.example",
                mail("Bruno <bruno@kunde.example>", answer)
                        .inReplyTo("<" + messageId(parent) + ">")
                        .cc("ana@kunde.example")
                        .text("I agree.")
                        .build());
        long number = probe.awaitTicket(answer);
        probe.deliver(
                "ana@kunde.example",
                mail("Ana <ana@kunde.example>", parent).text("What do you say?").build());

        JsonNode late = probe.awaitMail(messageId(parent));
        assertThat(late.get("ticket").asLong()).isEqualTo(number);
        assertThat(late.get("reasons").get(0).asText()).contains("shares a participant");
        assertThat(probe.conversations(number))
                .extracting(conversation -> conversation.get("messageId").asText())
                .containsExactly(messageId(answer), messageId(parent));
    }

    @Test
    void shouldMakeTwoTicketsWhenTheLateParentSharesNobodyButTheDeskD() {
        String answer = word();
        String parent = word();
        probe.deliver(
                "bruno@kunde.example",
                mail("bruno@kunde.example", answer)
                        .inReplyTo("<" + messageId(parent) + ">")
                        .text("I agree.")
                        .build());
        long number = probe.awaitTicket(answer);
        long other = ticketOf("carla@elsewhere.example", parent);

        assertThat(other).isNotEqualTo(number);
        assertThat(probe.conversations(number)).hasSize(1);
    }

    /** At the same time, as on the morning after. */
    @Test
    void shouldMakeTwentyTicketsWhenTwentyStrangersAnswerOneNewsletterD() throws Exception {
        String word = word();
        String newsletter = messageId("newsletter" + word);
        ExecutorService senders = Executors.newFixedThreadPool(STRANGERS);
        try {
            List<Callable<SmtpOutcome>> answers = new ArrayList<>();
            IntStream.range(0, STRANGERS)
                    .forEach(i -> answers.add(() -> probe.send(
                            "s" + i + "@kunde.example",
                            MailBuilder.mail("Stranger <s" + i + "@kunde.example>", "Zylker <support@desk.example>")
                                    .subject("Re: News " + word)
                                    .messageId("<" + messageId(i + "." + word) + ">")
                                    .inReplyTo("<" + newsletter + ">")
                                    .references("<" + newsletter + ">")
                                    .text("Number " + i + " is interested.")
                                    .build())));
            for (Future<SmtpOutcome> outcome : senders.invokeAll(answers)) {
                assertThat(outcome.get().accepted()).isTrue();
            }
        } finally {
            senders.shutdownNow();
        }

        await().atMost(DeskProbe.PATIENCE).until(() -> probe.search(word).size() == STRANGERS);
        assertThat(IntStream.range(0, STRANGERS).mapToObj(i -> probe.awaitMail(messageId(i + "." + word))))
                .extracting(conversation -> conversation.get("ticket").asLong())
                .doesNotHaveDuplicates();
    }

    /** Reopening: an automatic reply never does, a person does. */
    @ParameterizedTest(name = "envelope sender <{0}>")
    @CsvSource({"ana@kunde.example", "''"})
    void shouldLeaveTheTicketClosedWhenTheReplyIsAutomaticD(String sender) {
        String word = word();
        String away = word();
        String back = word();
        long number = ticketOf("ana@kunde.example", word);
        closeTicket(number);

        probe.deliver(sender, ForeignMails.autoReply(away, messageId(word)));
        JsonNode autoReply = probe.awaitMail(messageId(away));
        assertThat(autoReply.get("ticket").asLong()).isEqualTo(number);
        assertThat(autoReply.get("kind").asText()).isEqualTo("autoReply");
        assertThat(autoReply.get("automatic").asBoolean()).isTrue();
        assertThat(autoReply.get("subject").asText()).isEqualTo("Ausente: férias " + away);
        assertThat(status(number)).isEqualTo("closed");

        probe.deliver(
                "ana@kunde.example",
                mail("ana@kunde.example", back)
                        .inReplyTo("<" + messageId(word) + ">")
                        .text("I am back.")
                        .build());
        assertThat(probe.awaitMail(messageId(back)).get("kind").asText()).isEqualTo("message");
        assertThat(status(number)).isEqualTo("open");
    }

    /** The null sender alone says that a machine wrote (RFC 3834 section 2). */
    @Test
    void shouldLeaveTheTicketClosedWhenNothingButTheNullSenderTellsTheMachineD() {
        String word = word();
        String away = word();
        long number = ticketOf("ana@kunde.example", word);
        closeTicket(number);

        probe.deliver(
                "",
                mail("ana@kunde.example", away)
                        .inReplyTo("<" + messageId(word) + ">")
                        .text("We received your message.")
                        .build());

        assertThat(probe.awaitMail(messageId(away)).get("automatic").asBoolean())
                .isTrue();
        assertThat(status(number)).isEqualTo("closed");
    }

    /** Automatic replies go to the envelope sender (RFC 3834 section 4), and that is where the bounces go. */
    @Test
    void shouldTakeAnAutomaticReplyForNoBounceWhenItComesToTheSignedEnvelopeSenderD() {
        String word = word();
        String away = word();
        String customer = "ana." + word + "@kunde.example";
        long number = ticketOf(customer, word);
        Transaction reply = answerAndClose(number, customer);

        assertThat(probe.send("", reply.sender(), ForeignMails.autoReply(away, "unknown@kunde.example"))
                        .accepted())
                .isTrue();

        JsonNode autoReply = probe.awaitMail(messageId(away));
        assertThat(autoReply.get("ticket").asLong()).isEqualTo(number);
        assertThat(autoReply.get("kind").asText()).isEqualTo("autoReply");
        assertThat(status(number)).isEqualTo("closed");
    }

    // ---------------------------------------------------------------------------------------- section E: bounces, read

    /** Answers the customer, waits until both the mail and the ticket's status are out, and returns the mail. */
    private Transaction answerAndClose(long number, String customer) {
        DESK.rest()
                .post("/desk/tickets/" + number + "/replies", "{\"text\":\"Hello\",\"statusAfter\":\"closed\"}")
                .expect(201);
        Transaction reply = peer.awaitMailTo(customer, DeskProbe.PATIENCE);
        await().atMost(DeskProbe.PATIENCE).until(() -> status(number).equals("closed"));
        return reply;
    }

    @Test
    void shouldShowTheReportInTheTicketAndAnswerNobodyWhenAReplyBouncesR91R94() {
        String word = word();
        String bounce = word();
        String customer = "ana." + word + "@kunde.example";
        long number = ticketOf(customer, word);
        Transaction reply = answerAndClose(number, customer);
        byte[] report = ForeignMails.report(bounce, customer, "failed", "5.1.1", "unknown@desk.example");

        assertThat(probe.send("", reply.sender(), report).accepted()).isTrue();

        JsonNode conversation = probe.awaitConversations(number, 3).get(2);
        assertThat(conversation.get("messageId").asText()).isEqualTo(messageId(bounce));
        assertReport(conversation, "deliveryFailure", customer);
        assertEndsWith(probe.raw(number, conversation.get("id").asText()), report);
        assertThat(status(number)).as("no person has answered").isEqualTo("closed");
        assertThat(DESK.rest()
                        .get("/desk/tickets/" + number + "/deliveries")
                        .expect(200)
                        .json())
                .hasSize(1);
        assertThat(peer.mailsTo("MAILER-DAEMON@mx.kunde.example")).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "failed,  5.1.1, deliveryFailure, hard, true",
        "failed,  4.2.2, deliveryFailure, soft, false",
        "delayed, 4.4.1, deliveryDelay,   soft, false",
    })
    void shouldMakeAConversationThatIsNeverAnsweredWhenAReportComesToTheSupportAddressR93R94R95(
            String action, String status, String kind, String hardness, boolean addressDead) {
        String word = word();
        String recipient = "gone." + word + "@kunde.example";
        byte[] report = ForeignMails.report(word, recipient, action, status, "1." + word + "@zylker.example");

        JsonNode understood = explain("<>", report).get("message");
        probe.deliver("", report);

        JsonNode conversation = probe.awaitMail(messageId(word));
        assertReport(conversation, kind, recipient);
        assertEndsWith(
                probe.raw(
                        conversation.get("ticket").asLong(),
                        conversation.get("id").asText()),
                report);
        assertThat(understood.get("kind").asText()).isEqualTo(kind);
        assertThat(understood.get("answerable").asBoolean()).isFalse();
        JsonNode fate = understood.get("deliveryReports").get(0);
        assertThat(fate.get("recipient").asText()).isEqualTo(recipient);
        assertThat(fate.get("action").asText()).isEqualTo(action);
        assertThat(fate.get("status").asText()).isEqualTo(status);
        assertThat(fate.get("hardness").asText()).isEqualTo(hardness);
        assertThat(fate.get("addressDead").asBoolean()).isEqualTo(addressDead);
        assertThat(fate.get("originalMessageId").asText()).isEqualTo("1." + word + "@zylker.example");
        assertThat(peer.mailsTo("MAILER-DAEMON@mx.kunde.example")).isEmpty();
    }

    private static void assertReport(JsonNode conversation, String kind, String recipient) {
        assertThat(conversation.get("kind").asText()).isEqualTo(kind);
        assertThat(conversation.get("automatic").asBoolean()).isTrue();
        assertThat(conversation.get("text").asText()).contains("about your mail to " + recipient);
        assertThat(conversation.get("from").get("name").asText()).isEqualTo("Mail Delivery System");
    }

    /** James adds its Received field above, and nothing else. */
    private static void assertEndsWith(byte[] raw, byte[] mail) {
        assertThat(new String(raw, StandardCharsets.ISO_8859_1))
                .endsWith(new String(mail, StandardCharsets.ISO_8859_1));
    }

    // --------------------------------------------------------------------------------- R23-R25: providers'
    // confirmations

    @Test
    void shouldMakeAnOpenTicketWithLinkAndCodeWhenAProviderAsksToConfirmAForwardingR23R24R25() {
        String word = word();
        byte[] mail = ForeignMails.forwardingConfirmation(word);
        JsonNode understood = explain("forwarding-noreply@google.com", mail).get("message");
        probe.deliver("forwarding-noreply@google.com", mail);

        long number = probe.awaitTicket(word);
        assertThat(status(number)).isEqualTo("open");
        assertThat(list(DESK.rest()
                        .get("/desk/tickets?status=open&q=" + word)
                        .expect(200)
                        .json()
                        .get("tickets")))
                .extracting(ticket -> ticket.get("number").asLong())
                .containsExactly(number);
        JsonNode conversation = probe.conversations(number).get(0);
        assertThat(conversation.get("kind").asText()).isEqualTo("message");
        assertThat(conversation.get("text").asText()).contains(ForeignMails.LINK, ForeignMails.CODE);
        assertThat(understood.get("answerable").asBoolean()).isFalse();
        assertThat(understood.get("confirmation").get("provider").asText()).isEqualTo("google");
        assertThat(understood.get("confirmation").get("link").asText()).isEqualTo(ForeignMails.LINK);
        assertThat(understood.get("confirmation").get("code").asText()).isEqualTo(ForeignMails.CODE);
        assertThat(peer.mailsTo("forwarding-noreply@google.com")).isEmpty();
    }

    // ------------------------------------------------------------------------------------------------------- explain

    /** R83, R84; the mail has 8-bit bytes in its header, its text and its file. */
    @Test
    void shouldExplainWhatThenHappensAndStoreNothingBeforeR83R84() {
        String word = word();
        String sender = "joao@kunde.example";
        byte[] first = ForeignMails.unlabelled8Bit(word, "Não imprime há três dias.");

        JsonNode explained = explain(sender, first);
        assertThat(explain(sender, first)).as("explaining leaves no trace").isEqualTo(explained);
        assertThat(explained.get("recipients").get(0).asText()).isEqualTo(DeskProbe.SUPPORT);
        JsonNode target = explained.get("targets").get(0);
        assertThat(target.get("decision").asText()).isEqualTo("opened");
        assertThat(target.get("ticket").isNull()).isTrue();
        assertThat(probe.search(word)).isEmpty();
        probe.deliver(sender, first);
        JsonNode opened = probe.awaitMail(messageId(word));
        assertAgrees(explained, opened);
        assertThat(opened.get("subject").asText()).isEqualTo("Não funciona " + word);
        assertThat(opened.get("text").asText()).isEqualTo("Não imprime há três dias.");

        String next = word();
        byte[] second = ForeignMails.unlabelled8Bit(
                next, "Ainda não.", "In-Reply-To: <" + messageId(word) + ">", "To: support@desk.example");
        JsonNode explainedNext = explain(sender, second);
        assertThat(explainedNext.get("targets").get(0).get("decision").asText()).isEqualTo("joined");
        assertThat(explainedNext.get("targets").get(0).get("ticket").asLong())
                .isEqualTo(opened.get("ticket").asLong());
        assertThat(probe.conversations(opened.get("ticket").asLong())).hasSize(1);
        probe.deliver(sender, second);
        JsonNode joined = probe.awaitMail(messageId(next));
        assertAgrees(explainedNext, joined);
        assertThat(joined.get("ticket")).isEqualTo(opened.get("ticket"));
        assertThat(explain(sender, second).get("targets").get(0).get("decision").asText())
                .isEqualTo("repeated");
    }

    private void assertAgrees(JsonNode explained, JsonNode conversation) {
        JsonNode target = explained.get("targets").get(0);
        JsonNode message = explained.get("message");
        JsonNode ticket = probe.ticket(conversation.get("ticket").asLong());
        assertThat(target.get("reasons")).isEqualTo(conversation.get("reasons"));
        assertThat(target.get("department")).isEqualTo(ticket.get("department"));
        assertThat(target.get("supportAddress")).isEqualTo(ticket.get("supportAddress"));
        assertSameReading(message, conversation);
        assertThat(message.get("text").asText())
                .contains(conversation.get("text").asText());
    }

    /** What {@code inspect} and {@code explain} print is what the conversation shows. */
    private void assertSameReading(JsonNode message, JsonNode conversation) {
        for (String field : List.of("messageId", "kind", "automatic", "subject", "from", "to", "cc", "problems")) {
            assertThat(conversation.get(field)).as(field).isEqualTo(message.get(field));
        }
        List<JsonNode> read = list(message.get("attachments"));
        List<JsonNode> shown = list(conversation.get("attachments"));
        assertThat(shown).hasSameSizeAs(read);
        for (int i = 0; i < read.size(); i++) {
            String name = read.get(i).get("name").asText();
            // Who wants to save a part that has no name needs one.
            assertThat(shown.get(i).get("name").asText()).startsWith(name.isEmpty() ? "attachment-" + (i + 1) : name);
            for (String field : List.of("type", "size", "inline")) {
                assertThat(shown.get(i).get(field))
                        .as(field + " of " + name)
                        .isEqualTo(read.get(i).get(field));
            }
        }
    }

    // ------------------------------------------------------------------------------- section F: is the author proven?

    @Test
    void shouldHaveNoVerdictWhenAMailIsUnsignedF() {
        String word = word();
        probe.deliver(
                "ana@kunde.example",
                mail("ana@kunde.example", word).text("Hello").build());

        JsonNode authentication = probe.awaitMail(messageId(word)).get("authentication");
        assertThat(authentication.get("verdict").asText()).isEqualTo("none");
        assertThat(authentication.get("aligned").asBoolean()).isFalse();
        assertThat(authentication.get("dkim")).isEmpty();
    }

    @Test
    void shouldBelieveNoHeaderThatAMailBringsAboutItselfF() {
        String word = word();
        probe.deliver(
                "ana@kunde.example",
                mail("ana@kunde.example", word)
                        .header("Authentication-Results", "desk.example; dkim=pass header.d=kunde.example; spf=pass")
                        .header("Received-SPF", "pass (desk.example: domain of kunde.example)")
                        .text("Hello")
                        .build());

        assertThat(probe.awaitMail(messageId(word))
                        .get("authentication")
                        .get("verdict")
                        .asText())
                .isEqualTo("none");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "Agent <agent@desk.example>, pass",
        "Somebody else <other@desk.example>, none",
    })
    void shouldTakeTheAuthorForProvenWhenHeLoggedInHimselfF(String from, String verdict) throws IOException {
        String word = word();
        try (SmtpClient client = SmtpClient.connect(DESK.submissionPort())) {
            assertThat(client.authPlain(AGENT, PASSWORD).code()).isEqualTo(235);
            SmtpOutcome outcome = client.send(
                    AGENT,
                    List.of(DeskProbe.SUPPORT),
                    mail(from, word).text("From my own program").build());
            assertThat(outcome.accepted()).as(outcome.decisive().toString()).isTrue();
        }

        JsonNode authentication = probe.awaitMail(messageId(word)).get("authentication");
        assertThat(authentication.get("verdict").asText()).isEqualTo(verdict);
        assertThat(authentication.get("aligned").asBoolean()).isEqualTo(verdict.equals("pass"));
    }

    // ---------------------------------------------------------------------------------- R1: mails that are hard to
    // read

    static Stream<Arguments> hardMails() {
        String text = "Olá, segue o ficheiro.";
        String winmail = word();
        String boundary = word();
        String nested = word();
        String charset = word();
        String unlabelled = word();
        return Stream.of(
                Arguments.of("winmail.dat", winmail, text, ForeignMails.winmail(winmail, text)),
                Arguments.of("another boundary", boundary, text, ForeignMails.wrongBoundary(boundary, text)),
                Arguments.of("two hundred levels", nested, text, ForeignMails.deeplyNested(nested, text)),
                Arguments.of("unknown charset", charset, text, ForeignMails.unknownCharset(charset, text)),
                Arguments.of("unlabelled 8 bit", unlabelled, text, ForeignMails.unlabelled8Bit(unlabelled, text)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hardMails")
    void shouldShowTheTextAndGiveTheFileWhenTheMailIsHardToReadR1(String what, String word, String text, byte[] mail) {
        probe.deliver("ana@kunde.example", mail);

        JsonNode conversation = probe.conversations(probe.awaitTicket(word)).get(0);
        assertThat(conversation.get("text").asText()).isEqualTo(text);
        JsonNode file = list(conversation.get("attachments")).stream()
                .filter(attachment -> attachment.get("name").asText().equals("data.bin"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no data.bin in " + conversation));
        assertThat(file.get("size").asLong()).isEqualTo(ForeignMails.FILE.length);
        assertThat(probe.attachment(conversation, file)).isEqualTo(ForeignMails.FILE);
        for (JsonNode attachment : conversation.get("attachments")) {
            assertThat(probe.attachment(conversation, attachment))
                    .as(attachment.toString())
                    .hasSize(attachment.get("size").asInt());
        }
        assertEndsWith(
                probe.raw(
                        conversation.get("ticket").asLong(),
                        conversation.get("id").asText()),
                mail);
    }

    // ---------------------------------------------------------------------------------------------- inspect and replay

    /** The shipped program, without a server, and the server see one and the same desk: R1, R23, R83, R84, R91. */
    @Test
    void shouldPrintWhatTheServerShowsWhenInspectedAndReplayedR83R84R91(@TempDir Path directory) throws Exception {
        Map<String, byte[]> mails = conversationOfTwoPeople();
        List<String> files = new ArrayList<>();
        Map<String, JsonNode> shown = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> mail : mails.entrySet()) {
            Path file = directory.resolve(mail.getKey() + ".eml");
            Files.write(file, mail.getValue());
            files.add(file.toString());
            probe.deliver("ana@kunde.example", mail.getValue());
            shown.put(file.toString(), probe.awaitMail(messageId(mail.getKey())));
        }
        DeskProgram program = new DeskProgram(directory.resolve("home"));

        List<JsonNode> inspected = jsonLines(program, "inspect", files);
        List<JsonNode> replayed = jsonLines(program, "replay", files);

        assertThat(inspected).extracting(line -> line.get("file").asText()).containsExactlyElementsOf(files);
        for (JsonNode line : inspected) {
            assertSameReading(line, shown.get(line.get("file").asText()));
        }
        assertThat(replayed).extracting(line -> line.get("file").asText()).containsExactlyElementsOf(files);
        Map<Long, Long> ticketOfReplayed = new LinkedHashMap<>();
        for (JsonNode line : replayed) {
            JsonNode conversation = shown.get(line.get("file").asText());
            long ticket = conversation.get("ticket").asLong();
            assertThat(ticketOfReplayed.computeIfAbsent(line.get("ticket").asLong(), any -> ticket))
                    .as(line.toString())
                    .isEqualTo(ticket);
            assertThat(line.get("reasons")).isEqualTo(conversation.get("reasons"));
        }
        assertThat(ticketOfReplayed.values()).doesNotHaveDuplicates().hasSize(7);
    }

    /** In the order in which they come; the key is the word of each. Seven tickets. */
    private static Map<String, byte[]> conversationOfTwoPeople() {
        String question = word();
        String answer = word();
        String away = word();
        String lateAnswer = word();
        String lateParent = word();
        String bounce = word();
        String confirmation = word();
        String winmail = word();
        String boundary = word();
        String nested = word();
        Map<String, byte[]> mails = new LinkedHashMap<>();
        mails.put(
                question,
                mail("Ana Lopes <ana@kunde.example>", question)
                        .text("A question")
                        .build());
        mails.put(
                answer,
                mail("Bruno <bruno@kunde.example>", answer)
                        .references("<" + messageId(question) + ">")
                        .html("<p>An answer</p><blockquote>A question</blockquote>")
                        .build());
        mails.put(away, ForeignMails.autoReply(away, messageId(answer)));
        mails.put(
                lateAnswer,
                mail("Ana Lopes <ana@kunde.example>", lateAnswer)
                        .inReplyTo("<" + messageId(lateParent) + ">")
                        .text("Yes")
                        .build());
        mails.put(
                lateParent,
                mail("Bruno <bruno@kunde.example>", lateParent)
                        .cc("ana@kunde.example")
                        .text("Shall we?")
                        .build());
        mails.put(bounce, ForeignMails.report(bounce, "x@kunde.example", "failed", "5.1.1", "x@zylker.example"));
        mails.put(confirmation, ForeignMails.forwardingConfirmation(confirmation));
        mails.put(winmail, ForeignMails.winmail(winmail, "From Outlook"));
        mails.put(boundary, ForeignMails.wrongBoundary(boundary, "Broken"));
        mails.put(nested, ForeignMails.deeplyNested(nested, "Deep"));
        return mails;
    }

    private static List<JsonNode> jsonLines(DeskProgram program, String command, List<String> files)
            throws IOException, InterruptedException {
        DeskProgram.Result result = program.runPlain(
                Stream.concat(Stream.of(command), files.stream()).toArray(String[]::new));
        assertThat(result.exitCode()).as(result.errors()).isZero();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : result.output().split("\n")) {
            lines.add(parsed(line));
        }
        return lines;
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not one JSON object a line: " + line, e);
        }
    }
}
