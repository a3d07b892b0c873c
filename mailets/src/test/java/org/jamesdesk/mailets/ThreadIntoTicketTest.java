package org.jamesdesk.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.contact.Contact;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.threading.ThreadingContext;
import org.jamesdesk.ticket.Claim;
import org.jamesdesk.ticket.ClaimStore;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.TicketIntake;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThreadIntoTicketTest {
    private static final TicketNumber FIRST = new TicketNumber(1);

    private final IntakeFixture fixture = new IntakeFixture().started();

    private MailImpl classified(byte[] bytes) throws Exception {
        MailImpl mail = Mails.mail(bytes, "support@desk.example");
        fixture.classifyRecipients().service(mail);
        return mail;
    }

    private byte[] storedBytes() throws IOException {
        Conversation conversation = fixture.desk
                .tickets()
                .conversations(FIRST, Optional.empty(), 10)
                .conversations()
                .get(0);
        assertThat(conversation.size())
                .isEqualTo(fixture.desk
                        .tickets()
                        .raw(conversation.id())
                        .orElseThrow()
                        .size());
        return Mails.bytes(fixture.desk.tickets().raw(conversation.id()).orElseThrow());
    }

    @Test
    void shouldOpenTicketAndEndProcessingWhenMailIsNew() throws Exception {
        MailImpl mail = classified(Mails.PLAIN.getBytes(StandardCharsets.US_ASCII));

        fixture.threadIntoTicket().service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(fixture.desk.tickets().find(FIRST).orElseThrow().subject()).isEqualTo("Printer on fire");
        assertThat(mail.getAttribute(AttributeName.of("desk.tickets")))
                .contains(new Attribute(
                        AttributeName.of("desk.tickets"), AttributeValue.of(List.of(AttributeValue.of("1")))));
        assertThat(fixture.metrics.countFor("desk-intake-opened")).isEqualTo(1);
        assertThat(fixture.metrics.executionTimesFor("desk-intake")).hasSize(1);
    }

    @Test
    void shouldCountRepetitionWhenMailRunsAgain() throws Exception {
        fixture.threadIntoTicket().service(classified(Mails.PLAIN.getBytes(StandardCharsets.US_ASCII)));
        fixture.threadIntoTicket().service(classified(Mails.PLAIN.getBytes(StandardCharsets.US_ASCII)));

        assertThat(fixture.desk.tickets().find(new TicketNumber(2))).isEmpty();
        assertThat(fixture.metrics.countFor("desk-intake-repeated")).isEqualTo(1);
    }

    @Test
    void shouldLetMailPassWhenAskedTo() throws Exception {
        MailImpl mail = classified(Mails.PLAIN.getBytes(StandardCharsets.US_ASCII));

        fixture.threadIntoTicket("passThrough", "true").service(mail);

        assertThat(mail.getState()).isEqualTo("desk-intake");
        assertThat(fixture.desk.tickets().find(FIRST)).isPresent();
    }

    static Stream<byte[]> oddMails() {
        Random random = new Random(1);
        byte[] noise = new byte[1_000];
        random.nextBytes(noise);
        ByteArrayOutputStream big = new ByteArrayOutputStream();
        big.writeBytes(Mails.PLAIN.getBytes(StandardCharsets.US_ASCII));
        byte[] body = new byte[3_000_000];
        random.nextBytes(body);
        big.writeBytes(body);
        Stream<String> texts = Stream.of(
                Mails.PLAIN.replace("Printer", "Impress\u00e3o"),
                Mails.PLAIN.replace("\r\n", "\n"),
                Mails.PLAIN.replace("MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=\"x"),
                Mails.PLAIN.replace("MIME-Version: 1.0", "Content-Transfer-Encoding: base64"),
                Mails.PLAIN.replace("Subject:", "Subject :").replace("It burns.", "\u0000.\r.\n"),
                "\r\nno header\r\n",
                "no colon anywhere",
                "Subject: header only");
        return Stream.concat(
                texts.map(text -> text.getBytes(StandardCharsets.ISO_8859_1)),
                Stream.of(noise, new byte[0], big.toByteArray()));
    }

    @ParameterizedTest
    @MethodSource("oddMails")
    void shouldKeepEveryByteWhenMailIsOdd(byte[] received) throws Exception {
        MailImpl mail = classified(received);

        fixture.threadIntoTicket().service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(storedBytes()).isEqualTo(received);
    }

    @Test
    void shouldPutOffWithoutStackTraceWhenStoreIsDown() throws Exception {
        MailImpl mail = classified(Mails.PLAIN.getBytes(StandardCharsets.US_ASCII));
        mail.setErrorMessage("at org.example.Stack.trace");

        failing(new IllegalStateException(
                        "wrapped", new StoreUnavailableException("Cassandra", new IOException("no node\nanswers"))))
                .service(mail);

        assertThat(mail.getState()).isEqualTo("desk-retry");
        assertThat(mail.getErrorMessage()).isNull();
        assertThat(DeskAttributes.text(mail, DeskAttributes.REASON)).contains("wrapped");
    }

    @Test
    void shouldPutOffWhenStoreCannotBeRead() throws Exception {
        MailImpl mail = classified(Mails.PLAIN.getBytes(StandardCharsets.US_ASCII));

        failing(new UncheckedIOException(new IOException("connection reset"))).service(mail);

        assertThat(mail.getState()).isEqualTo("desk-retry");
    }

    @Test
    void shouldKeepMailForAdministratorWhenItIsTheProblem() throws Exception {
        MailImpl mail = classified(Mails.PLAIN.getBytes(StandardCharsets.US_ASCII));
        DeskAttributes.put(mail, DeskAttributes.RETRIES, 3);

        failing(new IllegalStateException("line one\r\n\tat line.two")).service(mail);

        assertThat(mail.getState()).isEqualTo("desk-failed");
        assertThat(mail.getErrorMessage()).isNull();
        assertThat(mail.getAttribute(DeskAttributes.RETRIES)).isEmpty();
        assertThat(DeskAttributes.text(mail, DeskAttributes.REASON))
                .contains("ThreadIntoTicket failed: IllegalStateException: line one at line.two");
    }

    @Test
    void shouldKeepMailForAdministratorWhenItOverflowsTheStack() throws Exception {
        MailImpl mail = classified(Mails.PLAIN.getBytes(StandardCharsets.US_ASCII));

        failing(new StackOverflowError()).service(mail);

        assertThat(mail.getState()).isEqualTo("desk-failed");
    }

    @Test
    void shouldKeepMailForAdministratorWhenItWasNeverClassified() throws Exception {
        MailImpl mail = Mails.mail(Mails.PLAIN, "support@desk.example");

        fixture.threadIntoTicket().service(mail);

        assertThat(mail.getState()).isEqualTo("desk-failed");
    }

    private ThreadIntoTicket failing(Throwable failure) throws Exception {
        InMemoryDesk desk = fixture.desk;
        ClaimStore claims = new ClaimStore() {
            @Override
            public Claim claim(Claim proposed) {
                return sneak(failure);
            }

            @Override
            public Optional<Claim> find(ConversationId conversation) {
                return sneak(failure);
            }
        };
        TicketIntake intake = new TicketIntake(
                new MessageReader(),
                desk.knownMessages(),
                claims,
                desk.tickets(),
                new TicketNumbers(desk.numberBlocks(), fixture.clock),
                fixture.tokens,
                ThreadingContext.withDefaults(address -> address.domain().equals("desk.example")),
                (message, department) -> Contact.author(message),
                mail -> {},
                work -> {},
                fixture.clock);
        ThreadIntoTicket mailet = new ThreadIntoTicket(intake, fixture.metrics);
        mailet.init(Mails.config());
        return mailet;
    }

    private static <T> T sneak(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }
}
