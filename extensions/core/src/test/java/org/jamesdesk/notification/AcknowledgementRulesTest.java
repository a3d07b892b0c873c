package org.jamesdesk.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.address.WhenStopped;
import org.jamesdesk.agent.Agent;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.authentication.SenderAuthentication;
import org.jamesdesk.message.authentication.SenderAuthentication.Dkim;
import org.jamesdesk.message.authentication.SenderAuthentication.Result;
import org.jamesdesk.message.authentication.SenderAuthentication.Spf;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.Transport;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.Direction;
import org.jamesdesk.ticket.TakenMail;
import org.jamesdesk.ticket.Ticket;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStatus;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SigningKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcknowledgementRulesTest {
    private static final DepartmentId SUPPORT = new DepartmentId("support");
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    private static final Optional<EmailAddress> ANA = Optional.of(EmailAddress.parse("ana@customer.example"));
    private static final String FROM_ANA = "From: Ana <ana@customer.example>";

    private final SettableClock clock = new SettableClock(NOON);
    private final Configurations configurations = new Configurations(new InMemoryDesk(clock).configuration(), clock);
    private final DeskTokens tokens = new DeskTokens(SigningKey.of(new byte[SigningKey.LENGTH]), "desk.example", clock);

    @BeforeEach
    void start() {
        new FirstStart(configurations).createDefaults("desk.example");
        configurations.edit("test", draft -> {
            draft.put(
                    SupportAddress.KIND,
                    new SupportAddress(
                            EmailAddress.parse("sales@desk.example"),
                            "Sales",
                            SUPPORT,
                            true,
                            WhenStopped.PARK,
                            List.of(EmailAddress.parse("vendas@zylker.example"))));
            draft.put(
                    Sender.KIND,
                    new Sender(
                            SUPPORT,
                            EmailAddress.parse("loja@zylker.example"),
                            "Loja",
                            Transport.SERVER,
                            true,
                            true,
                            Optional.empty(),
                            Optional.empty()));
            draft.put(
                    Agent.KIND,
                    new Agent(
                            EmailAddress.parse("bruno@agents.example"),
                            "Bruno",
                            "",
                            false,
                            false,
                            List.of(SUPPORT),
                            List.of(EmailAddress.parse("bruno@home.example"))));
        });
    }

    private Optional<String> whyNot(
            Optional<EmailAddress> envelopeSender,
            Optional<SenderAuthentication> authentication,
            Optional<String> contact,
            String... lines) {
        ReadMessage message = new MessageReader()
                .read(RawMessage.of(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8)), envelopeSender);
        Ticket ticket = new Ticket(
                new TicketNumber(1),
                SUPPORT,
                EmailAddress.parse("support@desk.example"),
                message.subject(),
                TicketStatus.OPEN,
                contact.map(address -> Mailbox.of(EmailAddress.parse(address))).or(message::from),
                Set.of(),
                NOON,
                NOON);
        Conversation conversation = new Conversation(
                new ConversationId("0123456789abcdef0123456789abcdef"),
                ticket.number(),
                Direction.IN,
                NOON,
                message.kind(),
                message.automatic(),
                false,
                message.from(),
                message.to(),
                message.cc(),
                List.of(),
                message.subject(),
                message.messageId(),
                message.text(),
                false,
                List.of(),
                0,
                authentication,
                List.of(),
                List.of());
        return new AcknowledgementRules(configurations.inForce(), tokens::looksLikeEnvelopeSender)
                .whyNot(
                        new TakenMail(
                                message, envelopeSender, conversation, Optional.of(ticket), SUPPORT, List.of(), false),
                        ticket);
    }

    private Optional<String> whyNotFrom(String author) {
        return whyNot(
                Optional.of(EmailAddress.parse(author)),
                Optional.empty(),
                Optional.empty(),
                "From: " + author,
                "",
                "x");
    }

    @Test
    void shouldAcknowledgeAPersonsMail() {
        assertThat(whyNot(ANA, Optional.empty(), Optional.empty(), FROM_ANA, "Subject: Help", "", "It burns."))
                .isEmpty();
    }

    @Test
    void shouldNotAnswerTheNullSenderNorNobody() {
        assertThat(whyNot(Optional.empty(), Optional.empty(), Optional.empty(), FROM_ANA, "", "x"))
                .contains("the mail came with the null sender");
        assertThat(whyNot(ANA, Optional.empty(), Optional.empty(), "Subject: no author", "", "x"))
                .contains("the mail names no readable sender");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-generated",
                "Auto-Submitted: auto-replied",
                "Precedence: bulk",
                "Precedence: list",
                "Precedence: junk",
                "List-Id: <news.customer.example>",
                "List-Unsubscribe: <https://customer.example/off>",
                "X-Auto-Response-Suppress: All",
                "Content-Type: multipart/report; report-type=disposition-notification; boundary=b",
            })
    void shouldNotAnswerMachinesAndLists(String field) {
        assertThat(whyNot(ANA, Optional.empty(), Optional.empty(), FROM_ANA, field, "", "x"))
                .isPresent();
    }

    @Test
    void shouldNotAnswerAProvidersConfirmationR25() {
        assertThat(whyNot(
                        Optional.of(EmailAddress.parse("forwarding-noreply@google.com")),
                        Optional.empty(),
                        Optional.empty(),
                        "From: Gmail Team <forwarding-noreply@google.com>",
                        "Subject: (#123456789) Gmail Forwarding Confirmation - Receive Mail from ana@customer.example",
                        "",
                        "Confirmation code: 123456789"))
                .contains("the mail is a provider's confirmation");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "support@desk.example",
                "Sales@desk.example",
                "support+t12.abcdefghijklmnop@desk.example",
                "vendas@zylker.example",
                "loja@zylker.example",
                "bounce+1.abc.def.ghi@desk.example",
            })
    void shouldNotAnswerOurselves(String author) {
        assertThat(whyNotFrom(author)).contains("the mail's sender is an address of the desk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bruno@agents.example", "bruno@home.example"})
    void shouldNotAnswerAgentsWhetherActiveOrNot(String author) {
        assertThat(whyNotFrom(author)).contains("the mail's sender is an agent");
    }

    @Test
    void shouldNotAnswerAddressesThatAreMachines() {
        assertThat(whyNot(ANA, Optional.empty(), Optional.of("Postmaster@customer.example"), FROM_ANA, "", "x"))
                .contains("nobody reads mail to Postmaster@customer.example");
    }

    @ParameterizedTest
    @CsvSource({
        // spf, its domain, dkim, its domain, acknowledged
        "PASS, customer.example, NONE, customer.example, true",
        "NONE, customer.example, NONE, customer.example, true",
        "SOFTFAIL, customer.example, NONE, customer.example, true",
        "FAIL, customer.example, NONE, customer.example, false",
        "FAIL, customer.example, PASS, customer.example, true",
        "FAIL, elsewhere.example, NONE, customer.example, false",
        "FAIL, elsewhere.example, PASS, elsewhere.example, false",
    })
    void shouldNotAnswerAForgedSender(
            Result spf, String spfDomain, Result dkim, String dkimDomain, boolean acknowledged) {
        SenderAuthentication found = SenderAuthentication.of(
                Optional.of("customer.example"),
                Optional.of(new Spf(spf, spfDomain)),
                List.of(new Dkim(dkim, dkimDomain, "s")));

        assertThat(whyNot(ANA, Optional.of(found), Optional.empty(), FROM_ANA, "", "x")
                        .isEmpty())
                .isEqualTo(acknowledged);
    }

    @ParameterizedTest
    @CsvSource({
        // envelope sender, From, contact, acknowledged
        "ana@customer.example, ana@customer.example, ana@customer.example, true",
        "b-17@mailer.example, ana@customer.example, ana@customer.example, true",
        "ana@customer.example, ana@customer.example, orders@shop.customer.example, true",
        "maria@cliente.example, form@shop.example, maria@cliente.example, true",
        "form@shop.example, form@shop.example, victim@elsewhere.example, false",
        "b-17@mailer.example, form@shop.example, victim@elsewhere.example, false",
    })
    void shouldNotBeMadeToWriteToAThirdPartyR64(
            String envelopeSender, String author, String contact, boolean acknowledged) {
        assertThat(whyNot(
                                Optional.of(EmailAddress.parse(envelopeSender)),
                                Optional.empty(),
                                Optional.of(contact),
                                "From: " + author,
                                "",
                                "x")
                        .isEmpty())
                .isEqualTo(acknowledged);
    }
}
