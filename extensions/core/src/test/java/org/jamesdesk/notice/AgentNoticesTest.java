package org.jamesdesk.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.delivery.AnsweredTicket;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.RetrySchedule;
import org.jamesdesk.delivery.report.Delay;
import org.jamesdesk.delivery.report.DelayHistory;
import org.jamesdesk.message.MessageKind;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.report.DeliveryAction;
import org.jamesdesk.ticket.TicketEvent;
import org.jamesdesk.ticket.TicketEventKind;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentNoticesTest {
    private static final Delay DELAY = new Delay(Duration.ofHours(4));

    private final AnsweredTicket ticket = new AnsweredTicket();
    private final AgentNotices watch = new AgentNotices(
            new Notices(ticket.desk.notices(), ticket.configurations, ticket.signalled::addAll, ticket.clock),
            ticket.configurations,
            ticket.desk.tickets(),
            ticket.composer,
            RetrySchedule.parse("1h,6h*3"),
            DELAY);
    private final DelayHistory history = new DelayHistory(ticket.desk.ticketHistory(), DELAY);

    @BeforeEach
    void forgetWorkOfTheTicket() {
        ticket.signalled.clear();
    }

    private List<Notice> notices() {
        return ticket.signalled.stream()
                .filter(work -> work.kind() == WorkKind.NOTICE)
                .map(Work::key)
                .map(NoticeId::new)
                .map(id -> ticket.desk.notices().find(id).orElseThrow())
                .toList();
    }

    private ReadMessage mail() {
        assertThat(notices()).hasSize(1);
        return ticket.reader.read(
                ticket.desk.notices().raw(notices().get(0).id()).orElseThrow(), Optional.empty());
    }

    private Delivery waiting(Delivery delivery) {
        return ticket.attempted(delivery, DeliveryState.WAITING, 451, "451 4.2.2 Mailbox full");
    }

    private Delivery refused(Delivery delivery) {
        return ticket.attempted(delivery, DeliveryState.BOUNCED, 550, "550 5.1.1 No such user");
    }

    @Test
    void shouldTellTheAgentWhenTheReplyFailed() {
        watch.concluded(refused(ticket.answer()));

        assertThat(notices().get(0).recipient()).isEqualTo(AnsweredTicket.AGENT);
        assertThat(notices().get(0).envelopeSender()).isEmpty();
        ReadMessage mail = mail();
        assertThat(mail.kind()).isEqualTo(MessageKind.DELIVERY_FAILURE);
        assertThat(mail.from()).contains(new Mailbox("Mail Delivery System", AnsweredTicket.SUPPORT));
        assertThat(mail.to()).containsExactly(new Mailbox("Bia Lima", AnsweredTicket.AGENT));
        assertThat(mail.text()).contains("Re: Fatura", "#" + ticket.number, "550 5.1.1 No such user");
        assertThat(mail.inReplyTo())
                .containsExactly(ticket.conversations().get(1).messageId().orElseThrow());
    }

    @Test
    void shouldTellItOnceWhateverComesAfter() {
        Delivery refused = refused(ticket.answer());
        watch.concluded(refused);
        ticket.clock.advance(Duration.ofMinutes(5));
        watch.concluded(refused);

        assertThat(notices()).hasSize(1);
    }

    @Test
    void shouldTellOfALateReplyOnceAtTheFirstAttemptAfterFourHours() {
        Delivery delivery = ticket.answer();
        Instant next = ticket.clock.instant().plus(Duration.ofHours(10));
        watch.waiting(waiting(delivery), next);
        assertThat(notices()).isEmpty();

        ticket.clock.advance(Duration.ofHours(4));
        watch.waiting(waiting(delivery), next);
        ticket.clock.advance(Duration.ofHours(6));
        watch.waiting(waiting(delivery), next.plus(Duration.ofHours(6)));

        ReadMessage mail = mail();
        assertThat(mail.kind()).isEqualTo(MessageKind.DELIVERY_DELAY);
        assertThat(mail.deliveryReports().get(0).action()).isEqualTo(DeliveryAction.DELAYED);
        assertThat(mail.deliveryReports().get(0).status()).contains("4.2.2");
        // Two of four failures are behind, so two pauses of six hours follow the next attempt.
        assertThat(mail.text()).contains("until about 2026-11-23 08:00 UTC");
    }

    @Test
    void shouldNoteTheDelayInTheHistoryOnce() {
        Delivery delivery = ticket.answer();
        history.waiting(waiting(delivery), Instant.MAX);
        ticket.clock.advance(Duration.ofHours(4));
        history.waiting(waiting(delivery), Instant.MAX);
        ticket.clock.advance(Duration.ofHours(1));
        history.waiting(waiting(delivery), Instant.MAX);

        assertThat(ticket.desk
                        .ticketHistory()
                        .list(ticket.number, Optional.empty(), 10)
                        .events())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.kind()).isEqualTo(TicketEventKind.DELIVERY_DELAYED);
                    assertThat(event.at()).isEqualTo(delivery.queuedAt().plus(Duration.ofHours(4)));
                    assertThat(event).extracting(TicketEvent::text).asString().contains("gone@customer.example");
                });
    }

    @Test
    void shouldSayWhyWhenTheReplyWasNotSentR103() {
        watch.concluded(ticket.recorded(
                ticket.answer(),
                Attempt.decision(
                        ticket.clock.instant(), "gone@customer.example is on the blocklist", DeliveryState.BLOCKED)));

        assertThat(mail().subject()).contains("Not sent");
        assertThat(mail().text()).contains("gone@customer.example is on the blocklist");
    }

    @Test
    void shouldTellOnlyActiveAgentsOfTheDesk() {
        EmailAddress gone = EmailAddress.parse("gone@zylker.example");
        ticket.put(gone, true);
        Delivery ofOneWhoLeft = ticket.answer(Optional.of(gone), false);
        ticket.put(gone, false);

        watch.concluded(refused(ofOneWhoLeft));
        watch.concluded(refused(ticket.answer(Optional.of(AnsweredTicket.CUSTOMER), false)));
        watch.concluded(refused(ticket.answer(Optional.of(AnsweredTicket.SUPPORT), false)));
        watch.concluded(refused(ticket.answer(Optional.empty(), false)));

        assertThat(notices()).isEmpty();
    }

    @Test
    void shouldTellNothingWhenItArrived() {
        watch.concluded(ticket.attempted(ticket.answer(), DeliveryState.DELIVERED, 250, "250 2.0.0 Fine"));

        assertThat(notices()).isEmpty();
    }

    /** Who answers by machine answers to the null sender, which is nowhere (RFC 3834); nobody is told of a report that failed. */
    @Test
    void shouldLeaveNothingToAnswerByMachine() {
        watch.concluded(refused(ticket.answer()));

        assertThat(mail().automatic()).isTrue();
        assertThat(mail().answerable()).isFalse();
        assertThat(mail().replyTo()).isEmpty();
    }
}
