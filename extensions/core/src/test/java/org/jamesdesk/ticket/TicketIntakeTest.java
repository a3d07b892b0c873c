package org.jamesdesk.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.BooleanNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.address.WhenStopped;
import org.jamesdesk.agent.Agent;
import org.jamesdesk.agent.AgentAdministration;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.contact.ContactChoice;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.Transport;
import org.jamesdesk.settings.Setting;
import org.jamesdesk.settings.SettingsAdministration;
import org.jamesdesk.threading.MissingAncestors;
import org.jamesdesk.threading.ThreadingContext;
import org.jamesdesk.threading.ThreadingSettings;
import org.jamesdesk.ticket.IntakeResult.Decision;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SigningKey;
import org.jamesdesk.work.WorkKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketIntakeTest {
    private static final DepartmentId SUPPORT = new DepartmentId("support");
    private static final DepartmentId SALES = new DepartmentId("sales");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final InMemoryDesk desk = new InMemoryDesk(clock);
    private final DeskTokens tokens = new DeskTokens(SigningKey.of(new byte[SigningKey.LENGTH]), "desk.example", clock);
    private final Configurations configurations = new Configurations(desk.configuration(), clock);
    private final AtomicBoolean storeIsAway = new AtomicBoolean();
    private ThreadingSettings settings = ThreadingSettings.DEFAULT;
    private final TicketIntake intake = new TicketIntake(
            new MessageReader(),
            desk.knownMessages(),
            claimsOfADyingNode(),
            desk.tickets(),
            new TicketNumbers(desk.numberBlocks(), clock),
            tokens,
            new ThreadingContext(address -> address.domain().equals("desk.example"), somebody -> false, () -> settings),
            ContactChoice.by(configurations),
            mail -> {},
            work -> {},
            clock);

    private static final EmailAddress SENDER = EmailAddress.parse("a@x.example");

    @BeforeEach
    void start() {
        new FirstStart(configurations).createDefaults("desk.example");
    }

    /** While the store is away, a claim is the last that is written. */
    private ClaimStore claimsOfADyingNode() {
        return new ClaimStore() {
            @Override
            public Claim claim(Claim proposed) {
                Claim standing = desk.claims().claim(proposed);
                if (storeIsAway.get()) {
                    throw new StoreUnavailableException("The store", new IOException("away"));
                }
                return standing;
            }

            @Override
            public Optional<Claim> find(ConversationId conversation) {
                return desk.claims().find(conversation);
            }
        };
    }

    private static IntakeTarget target(DepartmentId department) {
        return new IntakeTarget(department, EmailAddress.parse(department.value() + "@desk.example"), Optional.empty());
    }

    private List<IntakeResult> take(List<IntakeTarget> targets, String... lines) {
        RawMessage raw = RawMessage.of(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
        return intake.take(new IncomingMail(raw, Optional.of(SENDER), targets));
    }

    private IntakeResult takeOne(String... lines) {
        return take(List.of(target(SUPPORT)), lines).get(0);
    }

    @Test
    void shouldOpenATicketWhenTheMailNamesNoEarlierOne() {
        IntakeResult result = takeOne(
                "From: Maria <maria@cliente.example>", "Subject: Help", "Message-ID: <1@cliente.example>", "", "Hello");

        assertThat(result.decision()).isEqualTo(Decision.OPENED);
        Ticket ticket = desk.tickets().find(result.ticket()).orElseThrow();
        assertThat(ticket.subject()).isEqualTo("Help");
        assertThat(ticket.department()).isEqualTo(SUPPORT);
        assertThat(ticket.supportAddress()).isEqualTo(EmailAddress.parse("support@desk.example"));
        assertThat(ticket.contact()).contains(new Mailbox("Maria", EmailAddress.parse("maria@cliente.example")));
        assertThat(ticket.status()).isEqualTo(TicketStatus.OPEN);
        assertThat(desk.tickets()
                        .conversation(result.ticket(), result.conversation())
                        .orElseThrow()
                        .text())
                .isEqualTo("Hello");
        assertThat(desk.work().inMinute(WorkKind.INDEX, clock.instant(), 10)).hasSize(1);
    }

    @Test
    void shouldJoinTheTicketWhenTheMailAnswersOneOfIt() {
        IntakeResult first = takeOne("From: a@x.example", "Message-ID: <1@x>", "", "one");
        IntakeResult second = takeOne("From: a@x.example", "Message-ID: <2@x>", "In-Reply-To: <1@x>", "", "two");
        IntakeResult third = takeOne("From: b@y.example", "Message-ID: <3@y>", "References: <0@z> <2@x>", "", "three");

        assertThat(second.decision()).isEqualTo(Decision.JOINED);
        assertThat(List.of(second.ticket(), third.ticket())).containsOnly(first.ticket());
    }

    @Test
    void shouldOpenASecondTicketWhenTheSamePersonWritesAnewWithoutAReference() {
        IntakeResult first = takeOne("From: a@x.example", "Subject: Same", "Message-ID: <1@x>", "", "one");
        IntakeResult second = takeOne("From: a@x.example", "Subject: Re: Same", "Message-ID: <2@x>", "", "one");

        assertThat(second.ticket()).isNotEqualTo(first.ticket());
    }

    @Test
    void shouldChangeNothingWhenTheSameMailComesAgain() throws IOException {
        IntakeResult first = takeOne("From: a@x.example", "Message-ID: <1@x>", "", "one");
        desk.tickets()
                .setStatus(first.ticket(), TicketStatus.CLOSED, clock.instant().plusSeconds(60));
        IntakeResult again = takeOne("Received: elsewhere", "From: a@x.example", "Message-ID: <1@x>", "", "one");

        assertThat(again.decision()).isEqualTo(Decision.REPEATED);
        assertThat(again.ticket()).isEqualTo(first.ticket());
        assertThat(again.conversation()).isEqualTo(first.conversation());
        assertThat(desk.tickets()
                        .conversations(first.ticket(), Optional.empty(), 10)
                        .conversations())
                .hasSize(1);
        assertThat(desk.tickets().find(first.ticket()).orElseThrow().status()).isEqualTo(TicketStatus.CLOSED);
        assertThat(desk.tickets().raw(first.conversation()).orElseThrow().open())
                .hasContent("From: a@x.example\r\nMessage-ID: <1@x>\r\n\r\none");
    }

    @Test
    void shouldKeepTheSupportAddressOfTheFirstCopyWhenASecondCameToAnother() {
        IntakeResult first = take(List.of(target(SUPPORT)), "From: a@x.example", "Message-ID: <1@x>", "", "one")
                .get(0);
        clock.advance(Duration.ofMinutes(5));
        IntakeTarget other = new IntakeTarget(SUPPORT, EmailAddress.parse("vendas@desk.example"), Optional.empty());
        IntakeResult again = take(List.of(other), "Received: x", "From: a@x.example", "Message-ID: <1@x>", "", "one")
                .get(0);

        assertThat(again.decision()).isEqualTo(Decision.REPEATED);
        assertThat(desk.tickets().find(first.ticket()).orElseThrow().supportAddress())
                .isEqualTo(EmailAddress.parse("support@desk.example"));
    }

    @Test
    void shouldOpenAgainATicketThatWasClosedBeforeAnAnswerCouldBeStored() {
        IntakeResult question = takeOne("From: a@x.example", "Message-ID: <1@x>", "", "one");
        String[] answer = {"From: a@x.example", "Message-ID: <2@x>", "In-Reply-To: <1@x>", "", "two"};
        clock.advance(Duration.ofMinutes(5));
        storeIsAway.set(true);
        assertThatThrownBy(() -> takeOne(answer)).isInstanceOf(StoreUnavailableException.class);
        clock.advance(Duration.ofMinutes(5));
        desk.tickets().setStatus(question.ticket(), TicketStatus.CLOSED, clock.instant());
        clock.advance(Duration.ofMinutes(5));
        storeIsAway.set(false);

        IntakeResult again = takeOne(answer);

        assertThat(again.decision()).isEqualTo(Decision.REPEATED);
        assertThat(desk.tickets().find(question.ticket()).orElseThrow().status())
                .isEqualTo(TicketStatus.OPEN);
    }

    @Test
    void shouldKeepBothWhenTwoDifferentMailsCarryOneMessageId() {
        IntakeResult first = takeOne("From: a@x.example", "Message-ID: <1@x>", "", "one");
        IntakeResult other = takeOne("From: a@x.example", "Message-ID: <1@x>", "", "another body");

        assertThat(other.decision()).isEqualTo(Decision.OPENED);
        assertThat(other.ticket()).isNotEqualTo(first.ticket());
    }

    @Test
    void shouldMakeOneLinkedTicketPerDepartmentWhenTheEnvelopeNamesTwo() {
        List<IntakeResult> results =
                take(List.of(target(SUPPORT), target(SALES)), "From: a@x.example", "Message-ID: <1@x>", "", "one");

        assertThat(results).hasSize(2);
        TicketNumber support = results.get(0).ticket();
        TicketNumber sales = results.get(1).ticket();
        assertThat(desk.tickets().find(support).orElseThrow().linked()).containsExactly(sales);
        assertThat(desk.tickets().find(sales).orElseThrow().linked()).containsExactly(support);
    }

    @Test
    void shouldJoinEachDepartmentsTicketWhenTheAnswerGoesToBoth() {
        List<IntakeResult> first =
                take(List.of(target(SUPPORT), target(SALES)), "From: a@x.example", "Message-ID: <1@x>", "", "one");
        List<IntakeResult> answer = take(
                List.of(target(SALES), target(SUPPORT)),
                "From: a@x.example",
                "Message-ID: <2@x>",
                "In-Reply-To: <1@x>",
                "",
                "two");

        assertThat(answer)
                .extracting(IntakeResult::ticket)
                .containsExactly(first.get(1).ticket(), first.get(0).ticket());
    }

    @Test
    void shouldReopenWhenTheCustomerAnswersButNotWhenAMachineDoes() {
        IntakeResult first = takeOne("From: a@x.example", "Message-ID: <1@x>", "", "one");
        clock.advance(Duration.ofMinutes(1));
        desk.tickets().setStatus(first.ticket(), TicketStatus.CLOSED, clock.instant());
        clock.advance(Duration.ofMinutes(1));
        takeOne(
                "From: a@x.example",
                "Message-ID: <2@x>",
                "In-Reply-To: <1@x>",
                "Auto-Submitted: auto-replied",
                "",
                "I am away");
        assertThat(desk.tickets().find(first.ticket()).orElseThrow().status()).isEqualTo(TicketStatus.CLOSED);

        takeOne("From: a@x.example", "Message-ID: <3@x>", "In-Reply-To: <1@x>", "", "still broken");

        assertThat(desk.tickets().find(first.ticket()).orElseThrow().status()).isEqualTo(TicketStatus.OPEN);
    }

    @Test
    void shouldNotReopenWhenOnlyTheNullSenderShowsTheMachine() {
        IntakeResult first = takeOne("From: a@x.example", "Message-ID: <1@x>", "", "one");
        clock.advance(Duration.ofMinutes(1));
        desk.tickets().setStatus(first.ticket(), TicketStatus.CLOSED, clock.instant());
        clock.advance(Duration.ofMinutes(1));
        String answer = "From: a@x.example\r\nMessage-ID: <2@x>\r\nIn-Reply-To: <1@x>\r\n\r\nBack on Monday.";

        intake.take(new IncomingMail(
                RawMessage.of(answer.getBytes(StandardCharsets.UTF_8)), Optional.empty(), List.of(target(SUPPORT))));

        assertThat(desk.tickets().find(first.ticket()).orElseThrow().status()).isEqualTo(TicketStatus.CLOSED);
    }

    @Test
    void shouldJoinByTheTokenWhenNoIdentifierIsLeft() {
        IntakeResult first = takeOne("From: a@x.example", "Message-ID: <1@x>", "", "one");
        IntakeTarget withToken =
                new IntakeTarget(SUPPORT, EmailAddress.parse("support@desk.example"), Optional.of(first.ticket()));
        IntakeResult answer = take(List.of(withToken), "From: a@x.example", "Message-ID: <2@x>", "", "two")
                .get(0);

        assertThat(answer.decision()).isEqualTo(Decision.JOINED);
        assertThat(answer.ticket()).isEqualTo(first.ticket());
    }

    @Test
    void shouldAddNothingWhenOurOwnMailComesBackButKeepAStrangersMailWithItsMessageId() {
        IntakeResult first = takeOne("From: a@x.example", "Message-ID: <1@x>", "", "one");
        ConversationId sentId = new ConversationId("0123456789abcdef0123456789abcdef");
        String messageId = tokens.messageId(first.ticket(), sentId);
        Conversation received = desk.tickets()
                .conversation(first.ticket(), first.conversation())
                .orElseThrow();
        desk.tickets()
                .append(new Entry(
                        Optional.empty(),
                        sent(received, sentId, messageId),
                        Optional.empty(),
                        SUPPORT,
                        MissingAncestors.NONE,
                        Set.of(),
                        RawMessage.of(new byte[0]),
                        List.<Delivery>of(),
                        List.of()));

        IntakeResult copy =
                takeOne("From: Support <support@desk.example>", "Message-ID: <" + messageId + ">", "", "answer");
        IntakeResult stranger =
                takeOne("From: evil@z.example", "Message-ID: <" + messageId + ">", "", "something else");

        assertThat(copy.decision()).isEqualTo(Decision.OWN_COPY);
        assertThat(copy.ticket()).isEqualTo(first.ticket());
        assertThat(stranger.decision()).isEqualTo(Decision.OPENED);
    }

    @Test
    void shouldBringParentAndAnswerTogetherWhenTheAnswerCameFirst() {
        IntakeResult answer = takeOne(
                "From: a@x.example", "To: support@desk.example", "Message-ID: <2@x>", "In-Reply-To: <1@x>", "", "two");
        IntakeResult parent = takeOne("From: a@x.example", "Message-ID: <1@x>", "", "one");
        IntakeResult sibling =
                takeOne("From: b@y.example", "Cc: a@x.example", "Message-ID: <3@y>", "References: <1@x>", "", "three");

        assertThat(answer.decision()).isEqualTo(Decision.OPENED);
        assertThat(parent.decision()).isEqualTo(Decision.JOINED);
        assertThat(parent.reasons())
                .containsExactly("A mail of this ticket answers it and shares a participant with it.");
        assertThat(List.of(parent.ticket(), sibling.ticket())).containsOnly(answer.ticket());
    }

    @Test
    void shouldBringTwoAnswersTogetherWhenTheParentNeverComes() {
        IntakeResult first = takeOne(
                "From: a@x.example", "To: list@lists.example", "Message-ID: <2@x>", "In-Reply-To: <1@z>", "", "two");
        IntakeResult second = takeOne(
                "From: b@y.example", "To: list@lists.example", "Message-ID: <3@y>", "In-Reply-To: <1@z>", "", "three");

        assertThat(second.ticket()).isEqualTo(first.ticket());
    }

    @Test
    void shouldOpenAThousandTicketsWhenAThousandStrangersAnswerOneNewsletter() {
        Set<TicketNumber> opened = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            opened.add(takeOne(
                            "From: stranger" + i + "@customer.example",
                            "To: News <support@desk.example>",
                            "Message-ID: <answer-" + i + "@customer.example>",
                            "In-Reply-To: <issue-7@newsletter.example>",
                            "References: <issue-7@newsletter.example>",
                            "",
                            "Please take me off.")
                    .ticket());
        }
        IntakeResult newsletter = takeOne(
                "From: support@desk.example", "Message-ID: <issue-7@newsletter.example>", "", "All our news of May");

        assertThat(opened).hasSize(1_000);
        assertThat(newsletter.decision()).isEqualTo(Decision.OPENED);
    }

    @Test
    void shouldNotJoinAcrossDepartmentsWhenTheOtherOneWaits() {
        takeOne("From: a@x.example", "Message-ID: <2@x>", "In-Reply-To: <1@x>", "", "two");
        IntakeResult parent = take(List.of(target(SALES)), "From: a@x.example", "Message-ID: <1@x>", "", "one")
                .get(0);

        assertThat(parent.decision()).isEqualTo(Decision.OPENED);
    }

    @Test
    void shouldJoinByTheNumberInTheSubjectOnlyWhenItIsOnAndTheAuthorTookPart() {
        IntakeResult first = takeOne("From: a@x.example", "Cc: c@x.example", "Message-ID: <1@x>", "", "one");
        String subject = "Subject: Re: printer [#" + first.ticket() + "]";

        IntakeResult off = takeOne("From: a@x.example", subject, "Message-ID: <2@x>", "", "two");
        settings = new ThreadingSettings(false, true);
        IntakeResult contact = takeOne("From: a@x.example", subject, "Message-ID: <3@x>", "", "three");
        IntakeResult copied =
                takeOne("From: c@x.example", "Subject: [##" + first.ticket() + "##]", "Message-ID: <4@x>", "", "four");
        IntakeResult stranger = takeOne("From: z@z.example", subject, "Message-ID: <5@z>", "", "five");
        IntakeResult unknown = takeOne("From: a@x.example", "Subject: [#999999]", "Message-ID: <6@x>", "", "six");

        assertThat(List.of(contact.ticket(), copied.ticket())).containsOnly(first.ticket());
        assertThat(List.of(off, stranger, unknown))
                .extracting(IntakeResult::decision)
                .containsOnly(Decision.OPENED);
        assertThat(stranger.reasons()).isEqualTo(unknown.reasons());
    }

    @Test
    void shouldJoinTheTicketWhenAReportNamesAMailOfTheDeskInTheReturnedHeaderAlone() {
        IntakeResult first = takeOne("From: a@x.example", "Message-ID: <1@x>", "", "one");
        String messageId = tokens.messageId(first.ticket(), new ConversationId("0123456789abcdef0123456789abcdef"));

        IntakeResult report = takeOne(
                "From: MAILER-DAEMON@mx.example",
                "Message-ID: <r@mx.example>",
                "MIME-Version: 1.0",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
                "",
                "--b",
                "",
                "It could not be delivered.",
                "--b",
                "Content-Type: message/delivery-status",
                "",
                "Reporting-MTA: dns; mx.example",
                "",
                "Final-Recipient: rfc822; a@x.example",
                "Action: failed",
                "Status: 5.1.1",
                "--b",
                "Content-Type: text/rfc822-headers",
                "",
                "Message-ID: <" + messageId + ">",
                "--b--");

        assertThat(report.ticket()).isEqualTo(first.ticket());
    }

    @Test
    void shouldForeseeWithoutStoringWhenAskedWhatWouldHappen() {
        IntakeResult first = takeOne("From: a@x.example", "Message-ID: <1@x>", "", "one");
        RawMessage answer = RawMessage.of("From: a@x.example\r\nMessage-ID: <2@x>\r\nIn-Reply-To: <1@x>\r\n\r\ntwo"
                .getBytes(StandardCharsets.UTF_8));
        IncomingMail mail = new IncomingMail(answer, Optional.empty(), List.of(target(SUPPORT), target(SALES)));

        List<Forecast> before = intake.foresee(mail);
        List<Forecast> still = intake.foresee(mail);
        intake.take(mail);
        List<Forecast> after = intake.foresee(mail);

        assertThat(before).extracting(Forecast::decision).containsExactly(Decision.JOINED, Decision.OPENED);
        assertThat(before.get(0).ticket()).contains(first.ticket());
        assertThat(before.get(1).ticket()).isEmpty();
        assertThat(still).isEqualTo(before);
        assertThat(after).extracting(Forecast::decision).containsOnly(Decision.REPEATED);
    }

    private static Conversation sent(Conversation like, ConversationId id, String messageId) {
        return new Conversation(
                id,
                like.ticket(),
                Direction.OUT,
                like.at(),
                like.kind(),
                false,
                false,
                Optional.of(new Mailbox("Support", EmailAddress.parse("support@desk.example"))),
                List.of(),
                List.of(),
                List.of(),
                "Re: " + like.subject(),
                Optional.of(messageId),
                "answer",
                false,
                List.of(),
                0,
                Optional.empty(),
                List.of(),
                List.of());
    }

    private static final String CUSTOMER = "Reply-To: Maria <maria@cliente.example>, other@cliente.example";

    private void contactFromReplyTo() {
        configurations.edit(
                "test",
                draft -> SettingsAdministration.change(
                        draft, Optional.empty(), Map.of(Setting.CONTACT_FROM_REPLY_TO.name(), BooleanNode.TRUE)));
    }

    private Optional<Mailbox> contact(String replyTo) {
        IntakeResult result = takeOne(
                "From: Shop <noreply@shop.example>",
                replyTo,
                "Message-ID: <" + replyTo.hashCode() + "@shop.example>",
                "",
                "x");
        return desk.tickets().find(result.ticket()).orElseThrow().contact();
    }

    @Test
    void shouldTakeTheAuthorForTheContactUntilSomebodySaysOtherwiseR64() {
        assertThat(contact(CUSTOMER)).map(Mailbox::address).contains(EmailAddress.parse("noreply@shop.example"));
    }

    @Test
    void shouldTakeTheReplyToForTheContactAndKeepTheAuthorR65() {
        contactFromReplyTo();
        IntakeResult result =
                takeOne("From: Shop <noreply@shop.example>", CUSTOMER, "Message-ID: <1@shop.example>", "", "x");

        assertThat(desk.tickets().find(result.ticket()).orElseThrow().contact())
                .contains(new Mailbox("Maria", EmailAddress.parse("maria@cliente.example")));
        Conversation conversation = desk.tickets()
                .conversation(result.ticket(), result.conversation())
                .orElseThrow();
        assertThat(conversation.from()).contains(new Mailbox("Shop", EmailAddress.parse("noreply@shop.example")));
        assertThat(conversation.reasons())
                .isEqualTo(result.reasons())
                .last()
                .isEqualTo("Its Reply-To is the contact, because contactFromReplyTo is on.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Nothing: x",
                "Reply-To: nobody",
                "Reply-To: <>",
                "Reply-To: Support@desk.example",
                "Reply-To: support+t1.abcdefghijklmnop@desk.example",
                "Reply-To: suporte@zylker.example",
                "Reply-To: help@zylker.example",
                "Reply-To: bia@zylker.example",
                "Reply-To: B.Souza@zylker.example",
                "Reply-To: noreply@shop.example",
                "Reply-To: undisclosed-recipients:;"
            })
    void shouldKeepTheAuthorWhenNoReplyToIsSomebodyElsesR66R68(String replyTo) {
        contactFromReplyTo();
        ownAddresses();

        assertThat(contact(replyTo)).contains(new Mailbox("Shop", EmailAddress.parse("noreply@shop.example")));
    }

    @Test
    void shouldTakeTheFirstReplyToThatIsNotTheDesks() {
        contactFromReplyTo();
        ownAddresses();

        assertThat(contact("Reply-To: help@zylker.example, not an address, <ana@cliente.example>, b@cliente.example"))
                .map(Mailbox::address)
                .contains(EmailAddress.parse("ana@cliente.example"));
    }

    private void ownAddresses() {
        configurations.edit("test", draft -> {
            draft.put(
                    SupportAddress.KIND,
                    new SupportAddress(
                            EmailAddress.parse("support@desk.example"),
                            "Support",
                            SUPPORT,
                            true,
                            WhenStopped.PARK,
                            List.of(EmailAddress.parse("suporte@zylker.example"))));
            draft.put(
                    Sender.KIND,
                    new Sender(
                            SUPPORT,
                            EmailAddress.parse("help@zylker.example"),
                            "Help",
                            Transport.SERVER,
                            true,
                            false,
                            Optional.empty(),
                            Optional.empty()));
            AgentAdministration.put(
                    draft,
                    new Agent(
                            EmailAddress.parse("bia@zylker.example"),
                            "Bia",
                            "Souza",
                            true,
                            false,
                            List.of(),
                            List.of(EmailAddress.parse("b.souza@zylker.example"))));
        });
    }

    @Test
    void shouldDecideByTheDepartmentsOwnSettingR67() {
        configurations.edit("test", draft -> {
            draft.put(Department.KIND, new Department(SALES, "Sales"));
            SettingsAdministration.change(
                    draft, Optional.of(SALES), Map.of(Setting.CONTACT_FROM_REPLY_TO.name(), BooleanNode.TRUE));
        });
        List<IntakeResult> results = take(
                List.of(target(SUPPORT), target(SALES)),
                "From: noreply@shop.example",
                CUSTOMER,
                "Message-ID: <1@shop.example>",
                "",
                "x");

        assertThat(results)
                .extracting(result -> desk.tickets()
                        .find(result.ticket())
                        .flatMap(Ticket::contact)
                        .map(mailbox -> mailbox.address().key()))
                .containsExactly(Optional.of("noreply@shop.example"), Optional.of("maria@cliente.example"));
    }

    @Test
    void shouldForeseeTheContactsReason() {
        contactFromReplyTo();
        RawMessage raw = RawMessage.of(
                ("From: noreply@shop.example\r\n" + CUSTOMER + "\r\n\r\nx").getBytes(StandardCharsets.UTF_8));

        assertThat(intake.foresee(new IncomingMail(raw, Optional.of(SENDER), List.of(target(SUPPORT)))))
                .singleElement()
                .satisfies(forecast -> assertThat(forecast.reasons())
                        .contains("Its Reply-To is the contact, because contactFromReplyTo is on."));
    }
}
