package org.jamesdesk.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.delivery.AnsweredTicket;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.AttemptKind;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.delivery.Verdict;
import org.jamesdesk.message.MessageKind;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.message.report.Hardness;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.Direction;
import org.jamesdesk.ticket.TicketStatus;
import org.jamesdesk.work.WorkKind;
import org.junit.jupiter.api.Test;

class BounceConversationsTest {
    private final AnsweredTicket ticket = new AnsweredTicket();
    private final BounceConversations watch = new BounceConversations(
            ticket.desk.tickets(),
            ticket.desk.claims(),
            ticket.configurations,
            ticket.reader,
            ticket.composer,
            ticket.tokens,
            ticket.signalled::addAll,
            ticket.clock);

    private Delivery refused(Delivery delivery) {
        return ticket.attempted(delivery, DeliveryState.BOUNCED, 550, "550 5.1.1 No such user");
    }

    private Conversation told() {
        List<Conversation> conversations = ticket.conversations();
        assertThat(conversations).hasSize(3);
        return conversations.get(2);
    }

    @Test
    void shouldShowTheRefusalInTheTicketR91() {
        Delivery delivery = refused(ticket.answer());
        ticket.desk.tickets().setStatus(ticket.number, TicketStatus.CLOSED, ticket.clock.instant());
        ticket.signalled.clear();
        watch.concluded(delivery);

        Conversation told = told();
        assertThat(told.kind()).isEqualTo(MessageKind.DELIVERY_FAILURE);
        assertThat(told.direction()).isEqualTo(Direction.IN);
        assertThat(told.automatic()).isTrue();
        assertThat(told.isPrivate()).isFalse();
        assertThat(told.from().map(Mailbox::name)).contains("Mail Delivery System");
        assertThat(told.text()).contains("gone@customer.example", "there is no such address", "550 5.1.1 No such user");
        assertThat(told.at()).isEqualTo(delivery.attempts().get(0).at().plus(Duration.ofSeconds(2)));
        assertThat(told.authentication()).isEmpty();
        ReadMessage raw =
                ticket.reader.read(ticket.desk.tickets().raw(told.id()).orElseThrow());
        assertThat(raw.deliveryReports()).singleElement().satisfies(report -> {
            assertThat(report.recipient()).contains("gone@customer.example");
            assertThat(report.reason()).isEqualTo(BounceReason.NO_SUCH_ADDRESS);
            assertThat(report.originalMessageId())
                    .isEqualTo(ticket.conversations().get(1).messageId());
        });
        assertThat(ticket.signalled).singleElement().satisfies(work -> assertThat(work.kind())
                .isEqualTo(WorkKind.INDEX));
        assertThat(ticket.desk.tickets().find(ticket.number).orElseThrow().status())
                .isEqualTo(TicketStatus.CLOSED);
    }

    @Test
    void shouldShowItOnceWhenItIsToldAgainLater() {
        Delivery delivery = refused(ticket.answer());
        watch.concluded(delivery);
        Conversation first = told();
        ticket.clock.advance(Duration.ofHours(1));
        watch.concluded(delivery);

        assertThat(told()).isEqualTo(first);
    }

    @Test
    void shouldShowItWhenTheDeskGaveUpWithoutAnotherAttempt() {
        Delivery late = ticket.attempted(ticket.answer(), DeliveryState.WAITING, 451, "451 4.2.2 Full");
        watch.concluded(ticket.recorded(
                late,
                Attempt.decision(ticket.clock.instant(), "Not attempted", DeliveryState.WAITING)
                        .givenUp()));

        assertThat(told().text()).contains("Not attempted");
    }

    @Test
    void shouldLeaveReportsToTheMailThatBroughtThem() {
        Delivery accepted = ticket.attempted(ticket.answer(), DeliveryState.DELIVERED, 250, "250 2.0.0 Fine");
        Attempt report = new Attempt(
                ticket.clock.instant(),
                AttemptKind.REPORT,
                "mx.customer.example",
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.of(550),
                Optional.of("5.1.1"),
                "550 5.1.1 gone",
                DeliveryState.BOUNCED,
                Duration.ZERO,
                Optional.of(new Verdict(Hardness.HARD, BounceReason.NO_SUCH_ADDRESS, true)));
        watch.concluded(ticket.recorded(accepted, report));

        assertThat(ticket.conversations()).hasSize(2);
    }

    @Test
    void shouldShowNothingWhenItArrivedOrWaitsOrIsANotification() {
        Delivery delivery = ticket.answer();
        watch.waiting(ticket.attempted(delivery, DeliveryState.WAITING, 451, "451 4.7.1 Greylisted"), Instant.MAX);
        watch.concluded(ticket.attempted(delivery, DeliveryState.DELIVERED, 250, "250 2.0.0 Fine"));
        Delivery refused = refused(ticket.answer());
        watch.concluded(new Delivery(
                refused.id(),
                refused.ticket(),
                refused.conversation(),
                refused.recipient(),
                refused.envelopeSender(),
                Purpose.NOTIFICATION,
                refused.department(),
                refused.agent(),
                refused.sender(),
                refused.standIn(),
                refused.state(),
                refused.queuedAt(),
                refused.attempts()));

        assertThat(ticket.conversations()).hasSize(3).noneMatch(Conversation::automatic);
    }

    @Test
    void shouldBeForAgentsOnlyWhenTheReplyWas() {
        watch.concluded(refused(ticket.answer(Optional.empty(), true)));

        assertThat(told().isPrivate()).isTrue();
    }

    @Test
    void shouldNotBeWhatTheNextReplyAnswers() {
        watch.concluded(refused(ticket.answer()));
        Delivery next = ticket.answer();

        ReadMessage sent = ticket.reader.read(
                ticket.desk.tickets().raw(next.conversation()).orElseThrow());
        assertThat(sent.inReplyTo()).containsExactly("1@c");
        assertThat(sent.references())
                .hasSize(2)
                .doesNotContain(told3().messageId().orElseThrow());
        assertThat(sent.to()).extracting(Mailbox::address).containsExactly(AnsweredTicket.CUSTOMER);
    }

    private Conversation told3() {
        return ticket.conversations().stream()
                .filter(Conversation::automatic)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldMakeNobodyTakePartInTheTicket() {
        watch.concluded(refused(ticket.answer()));

        // Somebody who only shares the desk's own address with the report, and names a mail that nobody knows.
        assertThat(ticket.take(
                                "From: stranger@elsewhere.example",
                                "To: support@desk.example",
                                "Message-ID: <9@e>",
                                "In-Reply-To: <unknown@e>",
                                "",
                                "x")
                        .ticket())
                .isNotEqualTo(ticket.number);
    }

    @Test
    void shouldBringAnswersToTheReportIntoTheTicket() {
        watch.concluded(refused(ticket.answer()));
        String report = told().messageId().orElseThrow();

        assertThat(ticket.take(
                                "From: bia@zylker.example",
                                "Message-ID: <8@z>",
                                "In-Reply-To: <" + report + ">",
                                "",
                                "x")
                        .ticket())
                .isEqualTo(ticket.number);
    }
}
