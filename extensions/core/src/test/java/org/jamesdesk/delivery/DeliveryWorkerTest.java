package org.jamesdesk.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.message.MessageKind;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.sender.Transport;
import org.jamesdesk.threading.MissingAncestors;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.Direction;
import org.jamesdesk.ticket.Entry;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryWorkerTest {
    private static final TicketNumber TICKET = new TicketNumber(7);
    private static final DeliveryId ID = new DeliveryId("0123456789abcdef0123456789abcdef");
    private static final SenderId SENDER = SenderId.parse("support/sales@zylker.example");
    private static final ConversationId CONVERSATION = new ConversationId("fedcba9876543210fedcba9876543210");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final InMemoryDesk desk = new InMemoryDesk(clock);
    private final List<Attempt> answers = new ArrayList<>();
    private final List<Dispatch> dispatches = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private int attempted;
    private final DeliveryWorker worker = new DeliveryWorker(
            desk.deliveries(),
            desk.tickets(),
            desk.waitingDeliveries(),
            desk.work(),
            (dispatch, raw) -> {
                attempted++;
                dispatches.add(dispatch);
                sent.add(text(raw));
                return answers.remove(0);
            },
            RetrySchedule.parse("1m,5m"),
            "node-1",
            clock);

    private static String text(RawMessage raw) {
        try (InputStream in = raw.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void queue() {
        Delivery delivery = new Delivery(
                ID,
                TICKET,
                CONVERSATION,
                EmailAddress.parse("a@x.example"),
                EmailAddress.parse("bounce+1@desk.example"),
                Purpose.REPLY,
                new DepartmentId("support"),
                Optional.empty(),
                Optional.of(SENDER),
                Optional.empty(),
                DeliveryState.QUEUED,
                clock.instant(),
                List.of());
        Conversation conversation = new Conversation(
                CONVERSATION,
                TICKET,
                Direction.OUT,
                clock.instant(),
                MessageKind.MESSAGE,
                false,
                false,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                "Re: x",
                Optional.empty(),
                "x",
                false,
                List.of(),
                1,
                Optional.empty(),
                List.of(),
                List.of());
        desk.tickets()
                .append(new Entry(
                        Optional.empty(),
                        conversation,
                        Optional.empty(),
                        new DepartmentId("support"),
                        MissingAncestors.NONE,
                        Set.of(),
                        RawMessage.of("From: Sales <sales@zylker.example>\r\nSubject: x\r\n\r\nbody\r\n"
                                .getBytes(StandardCharsets.UTF_8)),
                        List.of(delivery),
                        List.of()));
    }

    private Attempt answer(DeliveryState state, int code) {
        return new Attempt(
                clock.instant(), "mx:25", false, Optional.of(code), Optional.empty(), "said", state, Duration.ZERO);
    }

    private List<Work> run() {
        clock.advance(Duration.ofSeconds(1));
        return worker.handle(List.of(DeliveryWorker.work(TICKET, ID, clock)));
    }

    private Delivery stored() {
        return desk.deliveries().find(TICKET, ID).orElseThrow();
    }

    @Test
    void shouldRecordTheAnswerAndStopWhenTheMailWasTaken() {
        answers.add(answer(DeliveryState.DELIVERED, 250));

        assertThat(run()).hasSize(1);
        assertThat(run()).hasSize(1);

        assertThat(attempted).isEqualTo(1);
        assertThat(stored().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(stored().attempts()).singleElement().satisfies(attempt -> assertThat(attempt.smtpCode())
                .contains(250));
    }

    @Test
    void shouldScheduleTheNextAttemptWhenTheAnswerIsTemporary() {
        answers.add(answer(DeliveryState.WAITING, 451));
        run();

        assertThat(stored().state()).isEqualTo(DeliveryState.WAITING);
        assertThat(desk.work().inMinute(WorkKind.DELIVERY, Instant.parse("2026-11-22T10:01:00Z"), 10))
                .singleElement()
                .satisfies(work -> assertThat(work.dueAt()).isEqualTo("2026-11-22T10:01:01Z"));
    }

    @Test
    void shouldGiveUpWithTheLastAnswerWhenTheScheduleIsUsedUp() {
        for (int i = 0; i < 3; i++) {
            answers.add(answer(DeliveryState.WAITING, 451));
            run();
        }

        assertThat(stored().state()).isEqualTo(DeliveryState.BOUNCED);
        assertThat(stored().attempts()).hasSize(3);
        assertThat(stored().attempts().get(2).text()).startsWith("Given up").endsWith("said");
    }

    @Test
    void shouldWaitUntilItIsReleasedWhenTheSenderCannotSend() {
        answers.add(answer(DeliveryState.WAITING_FOR_SENDER, 535));
        run();

        assertThat(stored().state()).isEqualTo(DeliveryState.WAITING_FOR_SENDER);
        assertThat(scheduled()).isEmpty();
        assertThat(desk.waitingDeliveries().of(SENDER, 10)).singleElement().satisfies(waiting -> {
            assertThat(waiting.ticket()).isEqualTo(TICKET);
            assertThat(waiting.delivery()).isEqualTo(ID);
        });

        List<Work> signalled = new ArrayList<>();
        SenderRelease release = new SenderRelease(desk.waitingDeliveries(), desk.work(), signalled::addAll, clock);
        clock.advance(Duration.ofSeconds(1));
        assertThat(release.release(SENDER)).isEqualTo(1);
        assertThat(release.release(SENDER)).isZero();

        assertThat(signalled).containsExactlyElementsOf(scheduled());
        answers.add(answer(DeliveryState.DELIVERED, 250));
        worker.handle(signalled);
        assertThat(stored().state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void shouldReleaseNothingThatBeganToWaitAfterwardsWhenASenderIsReleased() {
        desk.waitingDeliveries().add(new WaitingDelivery(SENDER, clock.instant().plusSeconds(1), TICKET, ID));
        SenderRelease release = new SenderRelease(desk.waitingDeliveries(), desk.work(), work -> {}, clock);

        assertThat(release.release(SENDER)).isZero();
        assertThat(desk.waitingDeliveries().of(SENDER, 10)).hasSize(1);
    }

    @Test
    void shouldReleaseOnlyWhatCanBeSentWhenAskedForAllUsableSenders() {
        Configurations configurations = new Configurations(desk.configuration(), clock);
        SenderRelease release = new SenderRelease(desk.waitingDeliveries(), desk.work(), work -> {}, clock);
        desk.waitingDeliveries().add(new WaitingDelivery(SENDER, clock.instant(), TICKET, ID));
        clock.advance(Duration.ofSeconds(1));

        configurations.edit("test", draft -> draft.put(Sender.KIND, sender(false)));
        release.releaseUsable(configurations.inForce());
        assertThat(scheduled()).isEmpty();

        configurations.edit("test", draft -> draft.put(Sender.KIND, sender(true)));
        release.releaseUsable(configurations.inForce());
        assertThat(scheduled()).hasSize(1);
        assertThat(desk.waitingDeliveries().of(SENDER, 10)).isEmpty();
    }

    private static Sender sender(boolean active) {
        return new Sender(
                SENDER.department(),
                SENDER.address(),
                "Sales",
                Transport.SERVER,
                true,
                active,
                Optional.empty(),
                Optional.empty());
    }

    private List<Work> scheduled() {
        return desk.work().inMinute(WorkKind.DELIVERY, Instant.parse("2026-11-22T10:00:00Z"), 10);
    }

    @Test
    void shouldNotCountWaitingForTheSenderWhenTheScheduleIsUsed() {
        for (int i = 0; i < 3; i++) {
            answers.add(answer(DeliveryState.WAITING_FOR_SENDER, 535));
            run();
        }
        answers.add(answer(DeliveryState.WAITING, 451));
        run();

        assertThat(stored().state()).isEqualTo(DeliveryState.WAITING);
    }

    @Test
    void shouldWriteTheStandInIntoFromWhenAPersonNamedOne() {
        desk.deliveries().sendFrom(TICKET, ID, new Mailbox("Support", EmailAddress.parse("support@desk.example")));
        answers.add(answer(DeliveryState.DELIVERED, 250));

        run();

        assertThat(dispatches).singleElement().satisfies(dispatch -> assertThat(dispatch.sender())
                .isEmpty());
        assertThat(sent).containsExactly("From: Support <support@desk.example>\r\nSubject: x\r\n\r\nbody\r\n");
    }

    @Test
    void shouldLeaveTheDeliveryToTheOtherNodeWhenThatHoldsTheLease() {
        desk.work().lease("delivery/" + ID, "node-2/thread", 60);

        assertThat(run()).isEmpty();
        assertThat(attempted).isZero();
    }
}
