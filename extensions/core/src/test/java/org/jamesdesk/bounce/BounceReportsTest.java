package org.jamesdesk.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.AttemptKind;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.DeliveryWatch;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.delivery.Verdict;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.message.report.Hardness;
import org.jamesdesk.ticket.Entry;
import org.jamesdesk.ticket.EntryBuilder;
import org.jamesdesk.ticket.TicketEvent;
import org.jamesdesk.ticket.TicketEventKind;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BounceReportsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String ANA = "ana@x.example";

    private final SettableClock clock = new SettableClock(NOON);
    private final InMemoryDesk desk = new InMemoryDesk(clock);
    private final DeskTokens tokens = new DeskTokens(SigningKey.of(new byte[SigningKey.LENGTH]), "desk.example", clock);
    private int tickets;
    private final List<Delivery> concluded = new ArrayList<>();
    private final BounceReports reports = new BounceReports(
            tokens,
            desk.deliveries(),
            desk.claims(),
            desk.ticketHistory(),
            List.of(new DeliveryWatch() {
                @Override
                public void concluded(Delivery delivery) {
                    concluded.add(delivery);
                }
            }),
            clock);

    /** A mail to Ana that her server took over a minute ago. */
    private Delivery delivered(Purpose purpose) {
        Entry entry = EntryBuilder.opening(new TicketNumber(++tickets))
                .sentTo("Ana@x.example")
                .purpose(purpose)
                .build();
        desk.tickets().append(entry);
        Delivery delivery = entry.deliveries().get(0);
        desk.deliveries()
                .record(
                        delivery.ticket(),
                        delivery.id(),
                        new Attempt(
                                NOON.minusSeconds(60),
                                "mx.x.example:25",
                                true,
                                Optional.of(250),
                                Optional.empty(),
                                "Ok",
                                DeliveryState.DELIVERED,
                                Duration.ofSeconds(1)));
        return delivery;
    }

    private EmailAddress envelopeSender(Delivery delivery) {
        return tokens.envelopeSender(delivery.ticket(), delivery.id(), NOON.minusSeconds(60));
    }

    private boolean take(Delivery delivery, String mail) {
        return reports.take(envelopeSender(delivery), read(mail));
    }

    private static ReadMessage read(String mail) {
        return new MessageReader()
                .read(
                        RawMessage.of(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)),
                        Optional.<EmailAddress>empty());
    }

    /** A report with a group of fields for each recipient: {@code address action status diagnostic}. */
    private static String report(String id, String... rows) {
        StringBuilder mail = new StringBuilder(
                """
                From: Mail Delivery System <MAILER-DAEMON@mx.x.example>
                To: bounce@desk.example
                Subject: Delivery Status Notification
                Message-ID: <%s@mx.x.example>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                This is the mail system. It has news of your message.

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.x.example
                """
                        .formatted(id));
        for (String row : rows) {
            String[] parts = row.split(" ", 4);
            mail.append(
                    """

                    Final-Recipient: rfc822; %s
                    Action: %s
                    Status: %s
                    Diagnostic-Code: smtp; %s
                    """
                            .formatted((Object[]) parts));
        }
        return mail.append("\n--b--\n").toString();
    }

    private Delivery now(Delivery delivery) {
        return desk.deliveries().find(delivery.ticket(), delivery.id()).orElseThrow();
    }

    private List<TicketEvent> history(Delivery delivery) {
        return desk.ticketHistory()
                .list(delivery.ticket(), Optional.empty(), 500)
                .events();
    }

    @Test
    void shouldEndTheDeliveryWhenAReportSaysThatItFailed() {
        Delivery delivery = delivered(Purpose.NOTIFICATION);

        take(delivery, report("1", "ana@X.example failed 5.1.1 550 5.1.1 No such user"));

        Delivery failed = now(delivery);
        assertThat(failed.state()).isEqualTo(DeliveryState.BOUNCED);
        assertThat(failed.attempts()).hasSize(2);
        Attempt entry = failed.attempts().get(1);
        assertThat(entry.kind()).isEqualTo(AttemptKind.REPORT);
        assertThat(entry.at()).isEqualTo(NOON);
        assertThat(entry.host()).isEqualTo("mx.x.example");
        assertThat(entry.enhancedStatus()).contains("5.1.1");
        assertThat(entry.text()).isEqualTo("550 5.1.1 No such user");
        assertThat(entry.verdict()).contains(new Verdict(Hardness.HARD, BounceReason.NO_SUCH_ADDRESS, true));
        assertThat(concluded).containsExactly(failed);
    }

    @Test
    void shouldChangeNothingWhenTheSameReportComesAgain() {
        Delivery delivery = delivered(Purpose.NOTIFICATION);
        String report = report("1", ANA + " failed 5.1.1 550 No such user");
        take(delivery, report);
        Delivery once = now(delivery);

        clock.advance(Duration.ofHours(1));
        take(delivery, report);

        assertThat(now(delivery)).isEqualTo(once);
        assertThat(concluded).containsOnly(once);
    }

    @Test
    void shouldOnlyNoteWhatIsReportedAfterTheFirstFailure() {
        Delivery delivery = delivered(Purpose.NOTIFICATION);
        take(delivery, report("1", ANA + " failed 5.2.2 552 Mailbox full"));

        clock.advance(Duration.ofHours(1));
        take(delivery, report("2", ANA + " failed 5.1.1 550 No such user"));
        take(delivery, report("3", ANA + " delayed 4.4.1 connection timed out"));

        assertThat(now(delivery).attempts()).hasSize(4);
        assertThat(now(delivery).state()).isEqualTo(DeliveryState.BOUNCED);
        assertThat(concluded).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "delayed,   'A report says that it is late: 451 Greylisted, please try again later'",
        "delivered, 'A report says that it was delivered: 451 Greylisted, please try again later'",
        "relayed,   'A report says that it was handed to a server that does not report: 451 Greylisted, please try again later'",
        "expanded,  'A report says that it was sent to the members of a list: 451 Greylisted, please try again later'"
    })
    void shouldStandInTheTimelineAndChangeNothingWhenNothingFailed(String action, String text) {
        Delivery delivery = delivered(Purpose.NOTIFICATION);

        boolean ended =
                take(delivery, report("1", ANA + " " + action + " 2.0.0 451 Greylisted, please try again later"));

        assertThat(ended).isTrue();
        assertThat(now(delivery).state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(now(delivery).attempts().get(1).text()).isEqualTo(text);
        assertThat(concluded).isEmpty();
    }

    @Test
    void shouldLeaveAnAttemptThatEndsLaterItsWord() {
        Entry entry = EntryBuilder.opening(new TicketNumber(++tickets))
                .sentTo(ANA)
                .purpose(Purpose.REPLY)
                .build();
        desk.tickets().append(entry);
        Delivery delivery = entry.deliveries().get(0);

        take(delivery, report("1", ANA + " delayed 4.0.0 451 wait"));
        desk.deliveries()
                .record(
                        delivery.ticket(),
                        delivery.id(),
                        new Attempt(
                                NOON.minusSeconds(1),
                                "mx.x.example:25",
                                true,
                                Optional.of(250),
                                Optional.empty(),
                                "Ok",
                                DeliveryState.DELIVERED,
                                Duration.ofSeconds(2)));

        assertThat(now(delivery).state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void shouldEndReportsOfNotificationsAndLetThoseOfRepliesBecomeConversations() {
        String failed = report("1", ANA + " failed 5.1.1 550 No such user");

        assertThat(take(delivered(Purpose.NOTIFICATION), failed)).isTrue();
        assertThat(take(delivered(Purpose.REPLY), failed)).isFalse();
        assertThat(concluded).hasSize(2);
    }

    @Test
    void shouldSayInTheHistoryThatANotificationIsLate() {
        Delivery delivery = delivered(Purpose.NOTIFICATION);

        take(delivery, report("1", ANA + " delayed 4.4.1 connection timed out"));

        assertThat(history(delivery)).extracting(TicketEvent::kind).containsExactly(TicketEventKind.DELIVERY_DELAYED);
    }

    @Test
    void shouldTakeTheRowAboutOurRecipient() {
        Delivery delivery = delivered(Purpose.NOTIFICATION);

        take(
                delivery,
                report("1", "bo@x.example failed 5.1.1 550 No such user", ANA + " failed 5.2.2 552 Mailbox full"));

        assertThat(now(delivery).attempts().get(1).verdict())
                .contains(new Verdict(Hardness.SOFT, BounceReason.MAILBOX_FULL, false));
    }

    @Test
    void shouldNotFailWhenOnlyAnotherRecipientOfTheReportFailed() {
        Delivery delivery = delivered(Purpose.NOTIFICATION);

        take(delivery, report("1", "bo@x.example failed 5.1.1 550 No such user", ANA + " relayed 2.0.0 250 handed on"));

        assertThat(now(delivery).state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void shouldFailWhenTheReportNamesAnAddressToWhichOursForwards() {
        Delivery delivery = delivered(Purpose.NOTIFICATION);

        take(delivery, report("1", "a.souza@elsewhere.example failed 5.1.1 550 No such user"));

        assertThat(now(delivery).state()).isEqualTo(DeliveryState.BOUNCED);
    }

    @Test
    void shouldNotFailWhenTheReportNamesSeveralOthers() {
        Delivery delivery = delivered(Purpose.NOTIFICATION);

        take(
                delivery,
                report(
                        "1",
                        "bo@x.example failed 5.1.1 550 No such user",
                        "cy@x.example failed 5.1.1 550 No such user"));

        assertThat(now(delivery).state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(now(delivery).attempts().get(1).text()).isEqualTo("A report speaks of other recipients only");
        assertThat(concluded).isEmpty();
    }

    @Test
    void shouldOnlyShowAComplaintInTheHistory() {
        Delivery delivery = delivered(Purpose.REPLY);

        boolean ended = take(
                delivery,
                """
                From: feedback@x.example
                To: bounce@desk.example
                Subject: Complaint
                Message-ID: <complaint@x.example>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary=b

                --b
                Content-Type: text/plain

                This is an email abuse report.

                --b
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                User-Agent: Loop/1.0
                Version: 1

                --b--
                """);

        assertThat(ended).isTrue();
        assertThat(history(delivery)).extracting(TicketEvent::kind).containsExactly(TicketEventKind.COMPLAINT);
        assertThat(now(delivery).attempts()).hasSize(1);
        assertThat(concluded).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied\nSubject: Out of office: Re: Printer",
                "Subject: Automatic reply: Printer\nX-Auto-Response-Suppress: All",
                "Subject: Re: Printer"
            })
    void shouldLeaveMailsAloneThatAreNoReports(String header) {
        Delivery delivery = delivered(Purpose.NOTIFICATION);

        boolean ended = take(
                delivery,
                "From: Ana <ana@x.example>\nTo: bounce@desk.example\nMessage-ID: <1@x.example>\nMIME-Version: 1.0\n"
                        + header + "\n\nI am away until Monday. The mailbox of Bo does not exist any more.\n");

        assertThat(ended).isFalse();
        assertThat(now(delivery).attempts()).hasSize(1);
        assertThat(concluded).isEmpty();
    }

    @Test
    void shouldLeaveReportsAloneThatCameToAnotherAddress() {
        Delivery delivery = delivered(Purpose.NOTIFICATION);
        ReadMessage report = read(report("1", ANA + " failed 5.1.1 550 No such user"));
        String signed = envelopeSender(delivery).asString();
        String forged = signed.replace("bounce+", "bounce+1");

        assertThat(reports.take(EmailAddress.parse("support@desk.example"), report))
                .isFalse();
        assertThat(reports.take(EmailAddress.parse(forged), report)).isFalse();
        assertThat(reports.mayConcern(EmailAddress.parse(forged))).isFalse();
        clock.advance(Duration.ofDays(DeskTokens.BOUNCE_DAYS + 2L));
        assertThat(reports.take(envelopeSender(delivery), report)).isFalse();
        assertThat(now(delivery).attempts()).hasSize(1);
    }

    @Test
    void shouldLetAReportAboutAnUnknownDeliveryBecomeAConversation() {
        Entry neverStored =
                EntryBuilder.opening(new TicketNumber(++tickets)).sentTo(ANA).build();

        assertThat(take(neverStored.deliveries().get(0), report("1", ANA + " failed 5.1.1 550 No such user")))
                .isFalse();
    }

    @Test
    void shouldStandBehindAnAttemptOfAServerWhoseClockIsAhead() {
        Delivery delivery = delivered(Purpose.NOTIFICATION);
        desk.deliveries()
                .record(
                        delivery.ticket(),
                        delivery.id(),
                        new Attempt(
                                NOON.plusSeconds(3),
                                "mx.x.example:25",
                                true,
                                Optional.of(250),
                                Optional.empty(),
                                "Ok",
                                DeliveryState.DELIVERED,
                                Duration.ofSeconds(1)));

        take(delivery, report("1", ANA + " failed 5.1.1 550 No such user"));

        assertThat(now(delivery).state()).isEqualTo(DeliveryState.BOUNCED);
    }
}
