package org.jamesdesk.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.AddressDirectory;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.threading.ThreadingContext;
import org.jamesdesk.ticket.IncomingMail;
import org.jamesdesk.ticket.IntakeResult;
import org.jamesdesk.ticket.IntakeTarget;
import org.jamesdesk.ticket.NoSuchTicketException;
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

class RepliesTest {
    private static final EmailAddress SUPPORT = EmailAddress.parse("support@desk.example");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final InMemoryDesk desk = new InMemoryDesk(clock);
    private final DeskTokens tokens = new DeskTokens(SigningKey.of(new byte[32]), "desk.example", clock);
    private final MessageReader reader = new MessageReader();
    private final Configurations configurations = new Configurations(desk.configuration(), clock);
    private final AddressDirectory directory = new AddressDirectory(configurations);
    private final List<Work> signalled = new ArrayList<>();
    private final TicketIntake intake = new TicketIntake(
            reader,
            desk.knownMessages(),
            desk.claims(),
            desk.tickets(),
            new TicketNumbers(desk.numberBlocks(), clock),
            tokens,
            ThreadingContext.withDefaults(address -> address.domain().equals("desk.example")),
            signalled::addAll,
            clock);
    private final Replies replies =
            new Replies(desk.tickets(), desk.claims(), directory, reader, tokens, signalled::addAll, clock);

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
}
