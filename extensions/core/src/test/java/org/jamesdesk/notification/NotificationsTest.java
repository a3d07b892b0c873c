package org.jamesdesk.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.agent.Agent;
import org.jamesdesk.agent.AgentAdministration;
import org.jamesdesk.bounce.Block;
import org.jamesdesk.bounce.BlockCause;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.contact.ContactChoice;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.DeliveryWork;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.settings.Setting;
import org.jamesdesk.settings.SettingsAdministration;
import org.jamesdesk.template.Template;
import org.jamesdesk.template.TemplateContent;
import org.jamesdesk.template.TemplateLanguage;
import org.jamesdesk.template.TemplateName;
import org.jamesdesk.threading.ThreadingContext;
import org.jamesdesk.ticket.IncomingMail;
import org.jamesdesk.ticket.IntakeResult;
import org.jamesdesk.ticket.IntakeResult.Decision;
import org.jamesdesk.ticket.IntakeTarget;
import org.jamesdesk.ticket.TicketEvent;
import org.jamesdesk.ticket.TicketIntake;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketNumbers;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SigningKey;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Notifications as the intake brings them about, with the stores in memory. */
class NotificationsTest {
    private static final DepartmentId SUPPORT = new DepartmentId("support");
    private static final EmailAddress SUPPORT_ADDRESS = EmailAddress.parse("support@desk.example");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-12-01T10:00:00Z"));
    private final InMemoryDesk desk = new InMemoryDesk(clock);
    private final DeskTokens tokens = new DeskTokens(SigningKey.of(new byte[SigningKey.LENGTH]), "desk.example", clock);
    private final Configurations configurations = new Configurations(desk.configuration(), clock);
    private final List<Work> signalled = new ArrayList<>();
    private Optional<String> locked = Optional.empty();
    private boolean outage;
    private final MessageReader reader = new MessageReader();
    private final TicketIntake intake = new TicketIntake(
            reader,
            desk.knownMessages(),
            desk.claims(),
            desk.tickets(),
            new TicketNumbers(desk.numberBlocks(), clock),
            tokens,
            ThreadingContext.withDefaults(address -> address.domain().equals("desk.example")),
            ContactChoice.by(configurations),
            new Notifications(
                    desk.tickets(),
                    desk.deliveries(),
                    desk.ticketHistory(),
                    configurations,
                    tokens,
                    desk.blocklist(),
                    this::whyLocked,
                    desk.work(),
                    signalled::addAll,
                    clock),
            work -> {},
            clock);

    private Optional<String> whyLocked() {
        if (outage) {
            throw new StoreUnavailableException("Cassandra", new IOException("no node answers"));
        }
        return locked;
    }

    @BeforeEach
    void start() {
        new FirstStart(configurations).createDefaults("desk.example");
    }

    private void set(Map<String, JsonNode> values) {
        configurations.edit("test", draft -> SettingsAdministration.change(draft, Optional.empty(), values));
    }

    private void acknowledge() {
        set(Map.of(Setting.ACKNOWLEDGE_NEW_TICKETS.name(), BooleanNode.TRUE));
    }

    private void notifyAgents(Agent... agents) {
        set(Map.of(Setting.NOTIFY_AGENTS.name(), BooleanNode.TRUE));
        configurations.edit("test", draft -> List.of(agents).forEach(agent -> AgentAdministration.put(draft, agent)));
    }

    private static Agent agent(String address, boolean active, boolean light) {
        return new Agent(EmailAddress.parse(address), "Bruno", "Lima", light, active, List.of(SUPPORT), List.of());
    }

    private static IncomingMail mail(Optional<TicketNumber> token, String... lines) {
        return new IncomingMail(
                RawMessage.of(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8)),
                Optional.of(EmailAddress.parse("ana@customer.example")),
                List.of(new IntakeTarget(SUPPORT, SUPPORT_ADDRESS, token)));
    }

    private IntakeResult take(String... lines) {
        return intake.take(mail(Optional.empty(), lines)).get(0);
    }

    private IntakeResult takeHelp(String messageId) {
        return take("From: Ana <ana@customer.example>", "Subject: Help", "Message-ID: <" + messageId + ">", "", "x");
    }

    private List<Delivery> deliveries(IntakeResult result) {
        return desk.deliveries().ofTicket(result.ticket());
    }

    private ReadMessage sent(Delivery delivery) {
        return reader.read(raw(delivery));
    }

    private RawMessage raw(Delivery delivery) {
        return desk.tickets().raw(delivery.conversation()).orElseThrow();
    }

    private String bytes(Delivery delivery) throws IOException {
        try (InputStream in = raw(delivery).open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<String> events(IntakeResult result) {
        return desk.ticketHistory().list(result.ticket(), Optional.empty(), 100).events().stream()
                .map(TicketEvent::text)
                .toList();
    }

    private static void attempt(InMemoryDesk desk, Delivery delivery, Instant at) {
        desk.deliveries()
                .record(
                        delivery.ticket(),
                        delivery.id(),
                        new Attempt(
                                at,
                                "mx.customer.example:25",
                                true,
                                Optional.of(250),
                                Optional.empty(),
                                "Ok",
                                DeliveryState.DELIVERED,
                                Duration.ofMillis(5)));
    }

    @Test
    void shouldSendNothingWhileNobodySwitchedItOn() {
        IntakeResult result = takeHelp("1@c");

        assertThat(deliveries(result)).isEmpty();
        assertThat(events(result)).isEmpty();
    }

    @Test
    void shouldAcknowledgeToTheContactFromTheTicketsAddressR35() throws IOException {
        acknowledge();
        set(Map.of(Setting.LANGUAGE.name(), TextNode.valueOf("pt")));
        IntakeResult result = takeHelp("1@c");

        Delivery delivery = deliveries(result).get(0);
        assertThat(deliveries(result)).hasSize(1);
        assertThat(delivery.recipient()).hasToString("ana@customer.example");
        assertThat(delivery.purpose()).isEqualTo(Purpose.NOTIFICATION);
        assertThat(delivery.department()).isEqualTo(SUPPORT);
        assertThat(delivery.agent()).isEmpty();
        assertThat(tokens.signedDelivery(delivery.envelopeSender())).isPresent();
        ReadMessage sent = sent(delivery);
        assertThat(sent.from().orElseThrow().address()).isEqualTo(SUPPORT_ADDRESS);
        assertThat(sent.from().orElseThrow().name()).isEqualTo("Support");
        assertThat(sent.replyTo()).singleElement().satisfies(mailbox -> assertThat(
                        tokens.ticketOfReplyAddress(mailbox.address()))
                .contains(result.ticket()));
        assertThat(sent.messageId()).contains(tokens.messageId(result.ticket(), delivery.conversation()));
        assertThat(sent.inReplyTo()).containsExactly("1@c");
        assertThat(sent.references()).containsExactly("1@c");
        assertThat(sent.subject()).isEqualTo("Recebemos seu pedido " + result.ticket() + ": Help");
        assertThat(sent.text()).startsWith("Olá Ana,");
        assertThat(sent.automatic()).isTrue();
        assertThat(bytes(delivery))
                .contains("Auto-Submitted: auto-replied\r\n")
                .contains("X-Auto-Response-Suppress: DR, RN, NRN, OOF, AutoReply\r\n")
                .contains("text/html")
                .doesNotContainIgnoringCase("\r\nBcc:")
                .doesNotContainIgnoringCase("\r\nPrecedence:");
        assertThat(signalled)
                .containsExactly(
                        DeliveryWork.of(delivery, configurations.inForce()).due(clock.instant()));
        assertThat(desk.work().inMinute(WorkKind.DELIVERY, clock.instant(), 10)).hasSize(1);
        assertThat(events(result)).containsExactly("An acknowledgement was sent to ana@customer.example.");
        assertThat(desk.tickets()
                        .conversations(result.ticket(), Optional.empty(), 10)
                        .conversations())
                .hasSize(1);
    }

    @Test
    void shouldFollowTheDepartmentWhenItSaysOtherwise() {
        acknowledge();
        configurations.edit(
                "test",
                draft -> SettingsAdministration.change(
                        draft,
                        Optional.of(SUPPORT),
                        Map.of(Setting.ACKNOWLEDGE_NEW_TICKETS.name(), BooleanNode.FALSE)));

        assertThat(deliveries(takeHelp("1@c"))).isEmpty();
    }

    @Test
    void shouldSendOnceWhenTheMailRunsAgain() {
        acknowledge();
        IntakeResult first = takeHelp("1@c");
        List<Delivery> queued = deliveries(first);
        attempt(desk, queued.get(0), clock.instant());
        List<Delivery> sent = deliveries(first);
        clock.advance(Duration.ofHours(2));
        IntakeResult again = takeHelp("1@c");

        assertThat(again.decision()).isEqualTo(Decision.REPEATED);
        assertThat(deliveries(first)).isEqualTo(sent);
        assertThat(signalled).hasSize(1);
        assertThat(events(first)).containsExactly("An acknowledgement was sent to ana@customer.example.");
        // and its second run has taken no place in the hour
        assertThat(deliveries(takeHelp("2@c"))).hasSize(1);
    }

    @Test
    void shouldFinishWhatACrashCutShortWithoutAskingAgain() {
        acknowledge();
        IntakeResult first = takeHelp("1@c");
        locked = Optional.of("Too many bounces.");
        clock.advance(Duration.ofMinutes(5));
        takeHelp("1@c");

        assertThat(deliveries(first)).hasSize(1);
        assertThat(signalled).hasSize(2);
        assertThat(events(first)).containsExactly("An acknowledgement was sent to ana@customer.example.");
    }

    @Test
    void shouldStartNothingWhenACopyComesDaysLater() {
        IntakeResult first = takeHelp("1@c");
        acknowledge();
        clock.advance(Duration.ofDays(2));
        takeHelp("1@c");

        assertThat(deliveries(first)).isEmpty();
    }

    @Test
    void shouldTakeTheMailInAgainWhenAStoreDoesNotAnswer() {
        acknowledge();
        outage = true;
        assertThatThrownBy(() -> takeHelp("1@c")).isInstanceOf(StoreUnavailableException.class);
        outage = false;

        IntakeResult result = takeHelp("1@c");

        assertThat(result.decision()).isEqualTo(Decision.REPEATED);
        assertThat(deliveries(result)).hasSize(1);
    }

    @Test
    void shouldSendOneAnHourAndTenADayToOnePerson() {
        acknowledge();
        assertThat(deliveries(takeHelp("0@c"))).hasSize(1);
        IntakeResult second = takeHelp("second@c");
        IntakeResult detailed = take("From: ana+news@customer.example", "Message-ID: <3@c>", "", "x");
        IntakeResult other = take("From: bo@customer.example", "Message-ID: <4@c>", "", "x");

        assertThat(deliveries(second)).isEmpty();
        assertThat(events(second))
                .containsExactly("No acknowledgement: ana@customer.example has got 1 within an hour.");
        assertThat(deliveries(detailed)).isEmpty();
        assertThat(deliveries(other)).hasSize(1);
        for (int hour = 1; hour < 10; hour++) {
            clock.advance(Duration.ofHours(1));
            assertThat(deliveries(takeHelp(hour + "@h"))).hasSize(1);
        }
        clock.advance(Duration.ofHours(1));
        IntakeResult eleventh = takeHelp("11@h");
        assertThat(events(eleventh))
                .containsExactly("No acknowledgement: ana@customer.example has got 10 within a day.");
        clock.advance(Duration.ofHours(14));
        assertThat(deliveries(takeHelp("next@day"))).hasSize(1);
    }

    @Test
    void shouldSendMoreWhereMoreAreAllowed() {
        acknowledge();
        set(Map.of(Setting.AUTOMATIC_MAILS_PER_HOUR.name(), IntNode.valueOf(2)));

        assertThat(deliveries(takeHelp("1@c"))).hasSize(1);
        assertThat(deliveries(takeHelp("2@c"))).hasSize(1);
        assertThat(deliveries(takeHelp("3@c"))).isEmpty();
    }

    @Test
    void shouldSayWhyNotWhenTheGateIsLockedOrTheAddressIsBlockedR101R103() {
        acknowledge();
        locked = Optional.of("5.2 % of the mails of the last 24 hours bounced.");
        IntakeResult whileLocked = takeHelp("1@c");
        locked = Optional.empty();
        desk.blocklist()
                .block(new Block(
                        EmailAddress.parse("ANA@customer.example"),
                        BlockCause.MANUAL,
                        "asked for it",
                        clock.instant(),
                        "admin",
                        Optional.empty(),
                        List.of()));
        IntakeResult blocked = takeHelp("2@c");

        assertThat(deliveries(whileLocked)).isEmpty();
        assertThat(events(whileLocked))
                .containsExactly("No acknowledgement: 5.2 % of the mails of the last 24 hours bounced.");
        assertThat(deliveries(blocked)).isEmpty();
        assertThat(events(blocked)).singleElement().asString().endsWith("@customer.example is on the blocklist.");
    }

    @Test
    void shouldNotAcknowledgeWhatJoinsATicket() {
        acknowledge();
        takeHelp("1@c");
        clock.advance(Duration.ofHours(1));
        IntakeResult second = take("From: ana@customer.example", "Message-ID: <2@c>", "In-Reply-To: <1@c>", "", "more");

        assertThat(deliveries(second)).hasSize(1);
    }

    @Test
    void shouldJoinTheTicketWhenTheCustomerAnswersTheAcknowledgementR83() {
        acknowledge();
        IntakeResult opened = takeHelp("1@c");
        String acknowledgement = sent(deliveries(opened).get(0)).messageId().orElseThrow();
        IntakeResult answer = take(
                "From: ana@customer.example", "Message-ID: <2@c>", "In-Reply-To: <" + acknowledgement + ">", "", "y");

        assertThat(answer.decision()).isEqualTo(Decision.JOINED);
        assertThat(answer.ticket()).isEqualTo(opened.ticket());
    }

    @Test
    void shouldRecogniseTheAcknowledgementWhenAMailboxForwardsItBack() throws IOException {
        acknowledge();
        IntakeResult opened = takeHelp("1@c");
        IntakeResult copy = take(bytes(deliveries(opened).get(0)));

        assertThat(copy.decision()).isEqualTo(Decision.OWN_COPY);
        assertThat(copy.ticket()).isEqualTo(opened.ticket());
        assertThat(deliveries(opened)).hasSize(1);
    }

    @Test
    void shouldEndTheLoopWhenTheAcknowledgementIsAnsweredByAMachine() {
        acknowledge();
        notifyAgents(agent("bruno@desk.example", true, false));
        IntakeResult opened = takeHelp("1@c");
        int before = deliveries(opened).size();
        String acknowledgement = sent(deliveries(opened).get(0)).messageId().orElseThrow();
        IntakeResult vacation = take(
                "From: ana@customer.example",
                "Message-ID: <2@c>",
                "In-Reply-To: <" + acknowledgement + ">",
                "Auto-Submitted: auto-replied",
                "Subject: Out of office",
                "",
                "I am away.");

        assertThat(vacation.ticket()).isEqualTo(opened.ticket());
        assertThat(deliveries(opened)).hasSize(before);
    }

    @Test
    void shouldTakeTheMailInWhenTheTemplateCannotBeRendered() {
        acknowledge();
        // As a newer or older release may have kept it: this one would refuse it.
        configurations.edit(
                "test",
                draft -> draft.put(
                        Template.KIND,
                        new Template(
                                Optional.empty(),
                                TemplateName.ACKNOWLEDGEMENT,
                                TemplateLanguage.ENGLISH,
                                new TemplateContent("{{#ticket.number}}", "<p>x</p>", "x"),
                                Optional.empty())));
        IntakeResult result = takeHelp("1@c");

        assertThat(result.decision()).isEqualTo(Decision.OPENED);
        assertThat(deliveries(result)).isEmpty();
        assertThat(events(result)).singleElement().asString().startsWith("No acknowledgement: it cannot be made");
    }

    @Test
    void shouldSendFromTheTemplatesAddressOrItsFallbackR35() {
        acknowledge();
        configurations.edit(
                "test",
                draft -> draft.put(
                        Template.KIND,
                        new Template(
                                Optional.empty(),
                                TemplateName.ACKNOWLEDGEMENT,
                                TemplateLanguage.ENGLISH,
                                new TemplateContent("Got {{ticket.number}}", "<p>x</p>", "x"),
                                Optional.of(EmailAddress.parse("gone@desk.example")))));
        IntakeResult result = takeHelp("1@c");

        ReadMessage sent = sent(deliveries(result).get(0));
        assertThat(sent.subject()).isEqualTo("Got " + result.ticket());
        assertThat(sent.from().orElseThrow().address()).isEqualTo(SUPPORT_ADDRESS);
    }

    @Test
    void shouldTellActiveAgentsOfNewTicketsAndOfCustomersAnswers() throws IOException {
        notifyAgents(
                agent("bruno@agents.example", true, false),
                agent("lia@agents.example", true, true),
                agent("away@agents.example", false, false),
                new Agent(EmailAddress.parse("other@agents.example"), "O", "", false, true, List.of(), List.of()));
        IntakeResult opened =
                take("From: Ana <ana@customer.example>", "Subject: Help", "Message-ID: <1@c>", "", "It burns.");

        assertThat(deliveries(opened))
                .extracting(delivery -> delivery.recipient().asString())
                .containsExactlyInAnyOrder("bruno@agents.example", "lia@agents.example");
        Delivery one = deliveries(opened).get(0);
        assertThat(sent(one).replyTo()).singleElement().satisfies(mailbox -> assertThat(
                        tokens.ticketOfReplyAddress(mailbox.address()))
                .contains(opened.ticket()));
        assertThat(sent(one).subject()).isEqualTo("Ticket " + opened.ticket() + ": Help");
        assertThat(sent(one).text())
                .contains("Bruno Lima")
                .contains("Ana <ana@customer.example>")
                .contains("It burns.");
        assertThat(bytes(one)).contains("Auto-Submitted: auto-generated\r\n");
        assertThat(events(opened))
                .containsExactly("A notification was sent to bruno@agents.example, lia@agents.example.");

        clock.advance(Duration.ofSeconds(1));
        take(
                "From: Rui <rui@customer.example>",
                "Message-ID: <2@c>",
                "In-Reply-To: <1@c>",
                "",
                "Hurry!",
                "",
                "> It burns.");
        assertThat(deliveries(opened)).hasSize(4);
        assertThat(sent(deliveries(opened).get(3)).text())
                .contains("Rui <rui@customer.example>")
                .contains("Hurry!")
                .doesNotContain("It burns.");
    }

    @Test
    void shouldNotTellAgentsOfTheirOwnMailsNorOfMachinesAnswers() {
        notifyAgents(agent("bruno@agents.example", true, false), agent("lia@agents.example", true, true));
        IntakeResult byAgent = take("From: bruno@agents.example", "Message-ID: <1@a>", "", "A customer called.");
        assertThat(deliveries(byAgent))
                .extracting(delivery -> delivery.recipient().asString())
                .containsExactly("lia@agents.example");
        IncomingMail answer =
                mail(Optional.of(byAgent.ticket()), "From: lia@agents.example", "Message-ID: <2@a>", "", "I do it.");
        IncomingMail absence = mail(
                Optional.of(byAgent.ticket()),
                "From: lia@agents.example",
                "Message-ID: <3@a>",
                "Auto-Submitted: auto-replied",
                "",
                "Away");

        assertThat(intake.take(answer).get(0).decision()).isEqualTo(Decision.JOINED);
        assertThat(intake.take(absence).get(0).decision()).isEqualTo(Decision.JOINED);
        assertThat(deliveries(byAgent)).hasSize(1);
    }

    @Test
    void shouldTellNoAgentThatIsBlockedAndNobodyWhileLockedR101R103() {
        notifyAgents(agent("bruno@agents.example", true, false), agent("lia@agents.example", true, true));
        desk.blocklist()
                .block(new Block(
                        EmailAddress.parse("lia@agents.example"),
                        BlockCause.MANUAL,
                        "left",
                        clock.instant(),
                        "admin",
                        Optional.empty(),
                        List.of()));
        IntakeResult first = takeHelp("1@c");
        locked = Optional.of("Locked.");
        IntakeResult second = takeHelp("2@c");

        assertThat(deliveries(first)).hasSize(1);
        assertThat(events(first))
                .containsExactlyInAnyOrder(
                        "A notification was sent to bruno@agents.example.",
                        "No notification to lia@agents.example: on the blocklist.");
        assertThat(deliveries(second)).isEmpty();
        assertThat(events(second)).containsExactly("The agents were not notified: locked.");
    }

    @Test
    void shouldTellAgentsOfAProvidersConfirmationWithoutAnsweringItR23R25() {
        acknowledge();
        notifyAgents(agent("bruno@agents.example", true, false));
        IntakeResult result = take(
                "From: Gmail Team <forwarding-noreply@google.com>",
                "Subject: (#123456789) Gmail Forwarding Confirmation - Receive Mail from ana@customer.example",
                "Message-ID: <1@google.com>",
                "Precedence: bulk",
                "Auto-Submitted: auto-generated",
                "",
                "Confirmation code: 123456789");

        assertThat(deliveries(result))
                .extracting(delivery -> delivery.recipient().asString())
                .containsExactly("bruno@agents.example");
    }
}
