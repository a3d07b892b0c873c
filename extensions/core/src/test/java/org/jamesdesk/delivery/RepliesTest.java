package org.jamesdesk.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jamesdesk.address.DeskDefaults;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.address.WhenStopped;
import org.jamesdesk.agent.Agent;
import org.jamesdesk.agent.AgentAdministration;
import org.jamesdesk.bounce.Block;
import org.jamesdesk.bounce.BlockCause;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.contact.ContactChoice;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.sender.Transport;
import org.jamesdesk.settings.SettingsAdministration;
import org.jamesdesk.threading.ThreadingContext;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.IncomingMail;
import org.jamesdesk.ticket.IntakeResult;
import org.jamesdesk.ticket.IntakeTarget;
import org.jamesdesk.ticket.NoSuchTicketException;
import org.jamesdesk.ticket.TicketEventKind;
import org.jamesdesk.ticket.TicketIntake;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketNumbers;
import org.jamesdesk.ticket.TicketStatus;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SigningKey;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepliesTest {
    private static final EmailAddress SUPPORT = EmailAddress.parse("support@desk.example");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final InMemoryDesk desk = new InMemoryDesk(clock);
    private final DeskTokens tokens = new DeskTokens(SigningKey.of(new byte[32]), "desk.example", clock);
    private final MessageReader reader = new MessageReader();
    private final Configurations configurations = new Configurations(desk.configuration(), clock);
    private final List<Work> signalled = new ArrayList<>();
    private final TicketIntake intake = new TicketIntake(
            reader,
            desk.knownMessages(),
            desk.claims(),
            desk.tickets(),
            new TicketNumbers(desk.numberBlocks(), clock),
            tokens,
            ThreadingContext.withDefaults(address -> address.domain().equals("desk.example")),
            ContactChoice.by(configurations),
            mail -> {},
            signalled::addAll,
            clock);
    private final Replies replies = new Replies(
            desk.tickets(),
            desk.claims(),
            desk.blocklist(),
            desk.ticketHistory(),
            configurations,
            reader,
            tokens,
            signalled::addAll,
            clock);

    @BeforeEach
    void start() {
        new FirstStart(new Configurations(desk.configuration(), clock)).createDefaults("desk.example");
        configurations.refresh();
    }

    private IntakeResult take(String... lines) {
        clock.advance(Duration.ofSeconds(1));
        RawMessage raw = RawMessage.of(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
        return intake.take(new IncomingMail(
                        raw,
                        Optional.of(EmailAddress.parse("ana@customer.example")),
                        List.of(new IntakeTarget(new DepartmentId("support"), SUPPORT, Optional.empty()))))
                .get(0);
    }

    private static ReplyRequest request(String text, Mailbox... cc) {
        return new ReplyRequest(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(cc),
                List.of(),
                Optional.of(text),
                Optional.empty(),
                false,
                List.of(),
                Optional.empty());
    }

    private ReadMessage sent(ReplyReceipt receipt) {
        return reader.read(desk.tickets().raw(receipt.conversation()).orElseThrow());
    }

    @Test
    void shouldAnswerTheContactFromTheTicketsAddressWithTheThreadsIdentifiers() {
        TicketNumber number = take("From: João <joao@cliente.example>", "Subject: Ajuda", "Message-ID: <1@c>", "", "x")
                .ticket();
        take("From: joao@cliente.example", "Message-ID: <2@c>", "In-Reply-To: <1@c>", "", "y");
        ReplyReceipt receipt = replies.reply(number, request("Olá, João"));
        ReadMessage mail = sent(receipt);

        assertThat(mail.from()).contains(new Mailbox("Support", SUPPORT));
        assertThat(mail.to()).containsExactly(new Mailbox("João", EmailAddress.parse("joao@cliente.example")));
        assertThat(mail.subject()).isEqualTo("Re: Ajuda");
        assertThat(mail.inReplyTo()).containsExactly("2@c");
        assertThat(mail.references()).containsExactly("1@c", "2@c");
        assertThat(mail.text()).isEqualTo("Olá, João");
        assertThat(mail.messageId()).contains(receipt.messageId());
        assertThat(tokens.signedMessage(receipt.messageId()).orElseThrow().ticket())
                .isEqualTo(number);
        assertThat(tokens.ticketOfReplyAddress(mail.replyTo().get(0).address())).contains(number);
    }

    @Test
    void shouldBringTheCustomersAnswerBackToTheTicket() {
        TicketNumber number =
                take("From: a@x.example", "Message-ID: <1@c>", "", "x").ticket();
        ReplyReceipt receipt = replies.reply(number, request("answer"));

        IntakeResult answer = take(
                "From: a@x.example", "Message-ID: <9@c>", "In-Reply-To: <" + receipt.messageId() + ">", "", "thanks");

        assertThat(answer.ticket()).isEqualTo(number);
    }

    @Test
    void shouldQueueOneSignedDeliveryPerRecipientAndNameNoBlindOne() {
        TicketNumber number =
                take("From: a@x.example", "Message-ID: <1@c>", "", "x").ticket();
        signalled.clear();
        clock.advance(Duration.ofSeconds(1));
        ReplyRequest request = new ReplyRequest(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(Mailbox.of(EmailAddress.parse("b@y.example")), Mailbox.of(EmailAddress.parse("A@x.example"))),
                List.of(Mailbox.of(EmailAddress.parse("secret@z.example"))),
                Optional.of("answer"),
                Optional.empty(),
                false,
                List.of(),
                Optional.of(TicketStatus.CLOSED));
        ReplyReceipt receipt = replies.reply(number, request);

        List<Delivery> deliveries = desk.deliveries().ofTicket(number);
        assertThat(deliveries)
                .extracting(delivery -> delivery.recipient().key())
                .containsExactlyInAnyOrder("a@x.example", "b@y.example", "secret@z.example");
        assertThat(deliveries).allSatisfy(delivery -> assertThat(tokens.signedDelivery(delivery.envelopeSender())
                        .orElseThrow()
                        .delivery())
                .isEqualTo(delivery.id()));
        assertThat(signalled)
                .extracting(Work::kind)
                .containsOnly(WorkKind.INDEX, WorkKind.DELIVERY)
                .hasSize(4);
        String raw = new String(bytes(receipt), StandardCharsets.UTF_8);
        assertThat(raw).doesNotContain("secret@z.example").doesNotContainIgnoringCase("bcc:");
        assertThat(desk.tickets().find(number).orElseThrow().status()).isEqualTo(TicketStatus.CLOSED);
    }

    private byte[] bytes(ReplyReceipt receipt) {
        try (var in = desk.tickets().raw(receipt.conversation()).orElseThrow().open()) {
            return in.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void shouldSendHtmlWithItsTextAndTheAttachments() {
        TicketNumber number =
                take("From: a@x.example", "Message-ID: <1@c>", "", "x").ticket();
        ReplyRequest request = new ReplyRequest(
                Optional.of(SUPPORT),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of("<p>Hello <b>you</b></p>"),
                false,
                List.of(new OutgoingAttachment("relatório.txt", "text/plain", "ação".getBytes(StandardCharsets.UTF_8))),
                Optional.empty());
        ReadMessage mail = sent(replies.reply(number, request));

        assertThat(mail.text()).isEqualTo("Hello you");
        assertThat(mail.attachments()).singleElement().satisfies(attachment -> assertThat(attachment.name())
                .isEqualTo("relatório.txt"));
    }

    @Test
    void shouldRefuseWhenItCannotBeSentAsAsked() {
        TicketNumber number =
                take("From: a@x.example", "Message-ID: <1@c>", "", "x").ticket();
        TicketNumber nobody = take("Message-ID: <2@c>", "", "x").ticket();

        assertThatThrownBy(() -> replies.reply(new TicketNumber(999), request("x")))
                .isInstanceOf(NoSuchTicketException.class);
        assertThatThrownBy(() -> replies.reply(number, request("  ")))
                .isInstanceOf(ReplyRefusedException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> replies.reply(nobody, request("x")))
                .isInstanceOf(ReplyRefusedException.class)
                .hasMessageContaining("no contact");
    }

    private TicketNumber ticket() {
        return take("From: a@x.example", "Message-ID: <1@c>", "", "x").ticket();
    }

    private void set(String json) {
        configurations.edit("test", draft -> SettingsAdministration.change(draft, Optional.empty(), parsed(json)));
    }

    private static Map<String, JsonNode> parsed(String json) {
        try {
            return new ObjectMapper().readValue(json, new TypeReference<Map<String, JsonNode>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void forwardFrom(String... externalAddresses) {
        configurations.edit(
                "test",
                draft -> draft.put(
                        SupportAddress.KIND,
                        new SupportAddress(
                                SUPPORT,
                                "Support",
                                new DepartmentId("support"),
                                true,
                                WhenStopped.PARK,
                                Stream.of(externalAddresses)
                                        .map(EmailAddress::parse)
                                        .toList())));
    }

    private Conversation stored(TicketNumber number, ReplyReceipt receipt) {
        return desk.tickets().conversation(number, receipt.conversation()).orElseThrow();
    }

    private static List<String> recipients(ReplyReceipt receipt) {
        return receipt.deliveries().stream()
                .map(delivery -> delivery.recipient().key())
                .toList();
    }

    private static ReplyRequest by(String from, String agent, String... bcc) {
        return new ReplyRequest(
                Optional.of(from).filter(address -> !address.isEmpty()).map(EmailAddress::parse),
                Optional.of(agent).filter(address -> !address.isEmpty()).map(EmailAddress::parse),
                List.of(),
                List.of(),
                Stream.of(bcc).map(EmailAddress::parse).map(Mailbox::of).toList(),
                Optional.of("answer"),
                Optional.empty(),
                false,
                List.of(),
                Optional.empty());
    }

    @Test
    void shouldSendNoCopyUntilAutoCopyIsOnR60() {
        assertThat(recipients(replies.reply(ticket(), request("answer")))).containsExactly("a@x.example");
    }

    @Test
    void shouldCopyTheFirstOutsideMailboxInCcR61() {
        forwardFrom("suporte@zylker.example", "helpdesk@zylker.example");
        set("{\"autoCopy\": \"cc\"}");
        ReplyReceipt receipt = replies.reply(ticket(), request("answer"));

        assertThat(recipients(receipt)).containsExactly("a@x.example", "suporte@zylker.example");
        assertThat(sent(receipt).cc())
                .containsExactly(new Mailbox("Support", EmailAddress.parse("suporte@zylker.example")));
    }

    @Test
    void shouldCopyTheSupportAddressInBccUnseenWhenNoOutsideMailboxForwardsToItR62() {
        set("{\"autoCopy\": \"bcc\"}");
        TicketNumber number = ticket();
        ReplyReceipt receipt = replies.reply(number, request("answer"));

        assertThat(recipients(receipt)).containsExactly("a@x.example", "support@desk.example");
        assertThat(sent(receipt).cc()).isEmpty();
        assertThat(new String(bytes(receipt), StandardCharsets.UTF_8)).doesNotContainIgnoringCase("\r\nbcc:");
        assertThat(stored(number, receipt).bcc()).containsExactly(new Mailbox("Support", SUPPORT));
    }

    @Test
    void shouldNotCopyTwiceWhoIsARecipientAlready() {
        forwardFrom("suporte@zylker.example");
        set("{\"autoCopy\": \"cc\"}");
        ReplyReceipt receipt = replies.reply(ticket(), by("", "", "Suporte@Zylker.example"));

        assertThat(recipients(receipt)).containsExactly("a@x.example", "suporte@zylker.example");
        assertThat(sent(receipt).cc()).isEmpty();
    }

    @Test
    void shouldSendNoCopyToASupportAddressThatIsGone() {
        set("{\"autoCopy\": \"cc\"}");
        TicketNumber number = ticket();
        configurations.edit("test", draft -> {
            EmailAddress other = EmailAddress.parse("other@desk.example");
            draft.put(
                    SupportAddress.KIND,
                    new SupportAddress(other, "Other", new DepartmentId("support"), true, WhenStopped.PARK, List.of()));
            draft.put(DeskDefaults.KIND, new DeskDefaults(new DepartmentId("support"), other));
            draft.remove(SupportAddress.KIND, SUPPORT.key());
        });
        ReplyReceipt receipt = replies.reply(number, request("answer"));

        assertThat(recipients(receipt)).containsExactly("a@x.example");
        assertThat(sent(receipt).from()).contains(new Mailbox("Other", EmailAddress.parse("other@desk.example")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cc", "bcc"})
    void shouldAddNothingWhenTheCopyComesBackByForwardingR63(String how) {
        forwardFrom("suporte@zylker.example");
        set("{\"autoCopy\": \"" + how + "\"}");
        TicketNumber number = ticket();
        ReplyReceipt receipt = replies.reply(number, request("answer"));
        String copy = new String(bytes(receipt), StandardCharsets.UTF_8);

        IntakeResult back = take(("Return-Path: <srs0=x=desk.example@zylker.example>\r\n"
                        + "Delivered-To: suporte@zylker.example\r\n"
                        + "X-Forwarded-To: support@desk.example\r\n"
                        + "X-Forwarded-For: suporte@zylker.example support@desk.example\r\n"
                        + "Received: from zylker.example by desk.example; Sun, 22 Nov 2026 10:00:09 +0000\r\n"
                        + "Resent-From: suporte@zylker.example\r\n"
                        + copy)
                .split("\r\n", -1));

        assertThat(back.decision()).isEqualTo(IntakeResult.Decision.OWN_COPY);
        assertThat(back.ticket()).isEqualTo(number);
        assertThat(desk.tickets().conversations(number, Optional.empty(), 10).conversations())
                .hasSize(2);
        assertThat(desk.tickets().find(new TicketNumber(number.value() + 1))).isEmpty();
        assertThat(desk.deliveries().ofTicket(number)).hasSize(2);
    }

    @Test
    void shouldAddNothingWhenACopyComesBackThatAnotherAddressOfTheDeskSent() {
        TicketNumber number = ticket();
        ReplyReceipt receipt = replies.reply(number, request("answer"));
        String copy = new String(bytes(receipt), StandardCharsets.UTF_8)
                .replace("From: Support <support@desk.example>", "From: Other <other@desk.example>");

        assertThat(take(copy.split("\r\n", -1)).decision()).isEqualTo(IntakeResult.Decision.OWN_COPY);
    }

    @Test
    void shouldKeepToTheDepartmentsOwnChoice() {
        set("{\"autoCopy\": \"cc\"}");
        configurations.edit(
                "test",
                draft -> SettingsAdministration.change(
                        draft, Optional.of(new DepartmentId("support")), parsed("{\"autoCopy\": \"off\"}")));

        assertThat(recipients(replies.reply(ticket(), request("answer")))).containsExactly("a@x.example");
    }

    private void agent(boolean active) {
        configurations.edit(
                "test",
                draft -> AgentAdministration.put(
                        draft,
                        new Agent(
                                EmailAddress.parse("bia@zylker.example"),
                                "Bia",
                                "d'Ávila, Dr.",
                                true,
                                active,
                                List.of(),
                                List.of(EmailAddress.parse("b@zylker.example")))));
    }

    @Test
    void shouldSendUnderTheAgentsNameWhenItIsOnR69() {
        agent(true);
        TicketNumber number = ticket();
        assertThat(sent(replies.reply(number, by("", "bia@zylker.example"))).from())
                .contains(new Mailbox("Support", SUPPORT));

        set("{\"agentNameInFrom\": true}");

        assertThat(sent(replies.reply(number, by("", "B@zylker.example"))).from())
                .contains(new Mailbox("Bia d'Ávila, Dr.", SUPPORT));
        assertThat(sent(replies.reply(number, by("", "somebody@else.example"))).from())
                .contains(new Mailbox("Support", SUPPORT));
        assertThat(sent(replies.reply(number, by("", ""))).from()).contains(new Mailbox("Support", SUPPORT));
    }

    @Test
    void shouldRefuseAReplyOfAnInactiveAgent() {
        agent(false);
        TicketNumber number = ticket();

        assertThatThrownBy(() -> replies.reply(number, by("", "b@zylker.example")))
                .isInstanceOf(ReplyRefusedException.class)
                .hasMessage("agent: bia@zylker.example is inactive; activate the agent, or name another");
        assertThat(desk.deliveries().ofTicket(number)).isEmpty();
    }

    private void block(String address, Optional<Instant> until) {
        desk.blocklist()
                .block(new Block(
                        EmailAddress.parse(address),
                        BlockCause.HARD_BOUNCE,
                        "550 5.1.1 no such user",
                        clock.instant(),
                        Block.BY_DESK,
                        until,
                        List.of()));
    }

    @Test
    void shouldSendNothingToAnybodyWhenARecipientIsBlockedAndTellTheTicketR103() {
        TicketNumber number = ticket();
        Instant since = clock.instant();
        block("Carl@y.example", Optional.empty());
        block("a@x.example", Optional.empty());

        assertThatThrownBy(() -> replies.reply(number, by("", "ana@zylker.example", "carl@Y.example")))
                .isInstanceOf(ReplyRefusedException.class)
                .hasMessage("to, cc, bcc: nothing was sent to anybody: a@x.example is on the blocklist since " + since
                        + ": 550 5.1.1 no such user; Carl@y.example is on the blocklist since " + since
                        + ": 550 5.1.1 no such user; leave the address out, or have an administrator take it off the"
                        + " list with the reason (DELETE /desk/blocklist/a@x.example {\"why\": \"…\"})");

        assertThat(desk.deliveries().ofTicket(number)).isEmpty();
        assertThat(desk.tickets().conversations(number, Optional.empty(), 10).conversations())
                .hasSize(1);
        assertThat(desk.ticketHistory().list(number, Optional.empty(), 10).events())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.kind()).isEqualTo(TicketEventKind.BLOCKED);
                    assertThat(event.at()).isEqualTo(since);
                    assertThat(event.who()).contains("ana@zylker.example");
                    assertThat(event.text())
                            .startsWith("A reply was not sent to anybody: a@x.example is on the blocklist since ");
                });
    }

    @Test
    void shouldRefuseABlockedContactThatNobodyNamedUntilTheBlockEnds() {
        TicketNumber number = ticket();
        block("a@x.example", Optional.of(clock.instant().plusSeconds(60)));
        assertThatThrownBy(() -> replies.reply(number, request("answer")))
                .isInstanceOf(ReplyRefusedException.class)
                .hasMessageContaining("a@x.example");

        clock.advance(Duration.ofSeconds(60));

        assertThat(recipients(replies.reply(number, request("answer")))).containsExactly("a@x.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cc", "bcc"})
    void shouldLeaveOutTheAutomaticCopyWhenItsAddressIsBlocked(String how) {
        set("{\"autoCopy\": \"" + how + "\"}");
        block("support@desk.example", Optional.empty());
        TicketNumber number = ticket();
        ReplyReceipt receipt = replies.reply(number, request("answer"));

        assertThat(recipients(receipt)).containsExactly("a@x.example");
        assertThat(stored(number, receipt).cc()).isEmpty();
        assertThat(stored(number, receipt).bcc()).isEmpty();
        assertThat(desk.ticketHistory().list(number, Optional.empty(), 10).events())
                .isEmpty();
    }

    private void sender(Optional<String> failure) {
        configurations.edit(
                "test",
                draft -> draft.put(
                        Sender.KIND,
                        new Sender(
                                new DepartmentId("support"),
                                EmailAddress.parse("help@zylker.example"),
                                "Zylker Help",
                                Transport.SERVER,
                                true,
                                true,
                                failure,
                                Optional.empty())));
    }

    @Test
    void shouldSendFromTheAddressAskedForAndLetAnswersComeToTheDeskR26() {
        sender(Optional.empty());
        TicketNumber number = ticket();
        ReplyReceipt receipt = replies.reply(number, by("help@zylker.example", ""));
        ReadMessage mail = sent(receipt);

        assertThat(receipt.deliveries())
                .extracting(Delivery::sender)
                .containsExactly(Optional.of(
                        new SenderId(new DepartmentId("support"), EmailAddress.parse("help@zylker.example"))));
        assertThat(mail.from()).contains(new Mailbox("Zylker Help", EmailAddress.parse("help@zylker.example")));
        EmailAddress replyTo = mail.replyTo().get(0).address();
        assertThat(replyTo.domain()).isEqualTo("desk.example");
        assertThat(tokens.ticketOfReplyAddress(replyTo)).contains(number);
    }

    @Test
    void shouldSayStateAndReasonWhenTheAddressAskedForFailedR55() {
        sender(Optional.of("535 5.7.8 wrong password"));
        TicketNumber number = ticket();

        assertThatThrownBy(() -> replies.reply(number, by("help@zylker.example", "")))
                .isInstanceOf(ReplyRefusedException.class)
                .hasMessage("from: help@zylker.example of department support cannot send, it is failed: 535 5.7.8 wrong"
                        + " password; authenticate it again");
        assertThat(desk.deliveries().ofTicket(number)).isEmpty();
    }

    @Test
    void shouldSendFromTheDepartmentsDefaultSenderR30() {
        sender(Optional.empty());
        configurations.edit(
                "test",
                draft -> draft.put(
                        Department.KIND,
                        new Department(
                                new DepartmentId("support"),
                                "Support",
                                Optional.of(EmailAddress.parse("help@zylker.example")))));

        assertThat(sent(replies.reply(ticket(), request("answer"))).from())
                .map(Mailbox::address)
                .contains(EmailAddress.parse("help@zylker.example"));
    }
}
