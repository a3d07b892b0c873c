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
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.sender.Transport;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryWorkerTest {
    private static final SenderId SENDER = SenderId.parse("support/sales@zylker.example");

    private final DeliveryFixture fixture = new DeliveryFixture();
    private final SettableClock clock = fixture.clock;
    private final InMemoryDesk desk = fixture.desk;
    private final List<Attempt> answers = new ArrayList<>();
    private final List<Dispatch> dispatches = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private Optional<String> whyNot = Optional.empty();
    private int attempted;
    private Delivery delivery;
    private DeliveryWorker worker;

    @BeforeEach
    void queue() {
        delivery = fixture.queue("a@x.example", SENDER);
        desk.work().done(fixture.scheduled());
        fixture.permit = any -> whyNot;
        fixture.step = (dispatch, raw) -> {
            attempted++;
            assertThat(stored().state()).as("during the attempt").isEqualTo(DeliveryState.SENDING);
            dispatches.add(dispatch);
            sent.add(text(raw));
            return answers.remove(0);
        };
        fixture.watches = List.of(new DeliveryWatch() {
            @Override
            public void waiting(Delivery waiting, Instant nextAttempt) {
                assertThat(waiting).isEqualTo(fixture.stored(waiting));
                told.add("waiting until " + nextAttempt);
            }

            @Override
            public void concluded(Delivery concluded) {
                assertThat(concluded).isEqualTo(fixture.stored(concluded));
                told.add(concluded.state().apiName());
            }
        });
        worker = fixture.worker("node-1");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static String text(RawMessage raw) {
        try (InputStream in = raw.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Attempt answer(DeliveryState state, int code) {
        return fixture.answer(state, code);
    }

    private List<Work> run() {
        clock.advance(Duration.ofSeconds(1));
        return worker.handle(List.of(fixture.work(stored())));
    }

    private Delivery stored() {
        return fixture.stored(delivery);
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
            assertThat(waiting.ticket()).isEqualTo(delivery.ticket());
            assertThat(waiting.delivery()).isEqualTo(delivery.id());
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
        desk.waitingDeliveries()
                .add(new WaitingDelivery(SENDER, clock.instant().plusSeconds(1), delivery.ticket(), delivery.id()));
        SenderRelease release = new SenderRelease(desk.waitingDeliveries(), desk.work(), work -> {}, clock);

        assertThat(release.release(SENDER)).isZero();
        assertThat(desk.waitingDeliveries().of(SENDER, 10)).hasSize(1);
    }

    @Test
    void shouldReleaseOnlyWhatCanBeSentWhenAskedForAllUsableSenders() {
        SenderRelease release = new SenderRelease(desk.waitingDeliveries(), desk.work(), work -> {}, clock);
        desk.waitingDeliveries().add(new WaitingDelivery(SENDER, clock.instant(), delivery.ticket(), delivery.id()));
        clock.advance(Duration.ofSeconds(1));

        fixture.configurations.edit("test", draft -> draft.put(Sender.KIND, sender(false)));
        release.releaseUsable(fixture.configurations.inForce());
        assertThat(scheduled()).isEmpty();

        fixture.configurations.edit("test", draft -> draft.put(Sender.KIND, sender(true)));
        release.releaseUsable(fixture.configurations.inForce());
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
        desk.deliveries()
                .sendFrom(
                        delivery.ticket(),
                        delivery.id(),
                        new Mailbox("Support", EmailAddress.parse("support@desk.example")));
        answers.add(answer(DeliveryState.DELIVERED, 250));

        run();

        assertThat(dispatches).singleElement().satisfies(dispatch -> assertThat(dispatch.sender())
                .isEmpty());
        assertThat(sent).containsExactly("From: Support <support@desk.example>\r\nSubject: x\r\n\r\nbody\r\n");
    }

    @Test
    void shouldLeaveTheDeliveryToTheOtherNodeWhenThatHoldsTheLease() {
        desk.work().lease("delivery/" + delivery.id(), "node-2/thread", 60);

        assertThat(run()).isEmpty();
        assertThat(attempted).isZero();
    }

    @Test
    void shouldTellTheWatchesBeforeTheWorkIsDone() {
        answers.add(answer(DeliveryState.WAITING, 451));
        run();
        assertThat(told).containsExactly("waiting until 2026-11-22T10:01:01Z");

        answers.add(answer(DeliveryState.DELIVERED, 250));
        run();
        assertThat(told).containsExactly("waiting until 2026-11-22T10:01:01Z", "delivered");
    }

    @Test
    void shouldTellTheWatchesAgainWhenItFindsTheDeliveryEnded() {
        answers.add(answer(DeliveryState.DELIVERED, 250));
        run();

        assertThat(run()).hasSize(1);

        assertThat(told).containsExactly("delivered", "delivered");
        assertThat(attempted).isEqualTo(1);
    }

    @Test
    void shouldOnlyDoWhatFollowsWhenTheAttemptOfThisWorkWasMade() {
        answers.add(answer(DeliveryState.WAITING, 451));
        Work work = fixture.work(stored());
        clock.advance(Duration.ofSeconds(1));
        worker.handle(List.of(work));

        assertThat(worker.handle(List.of(work))).containsExactly(work);

        assertThat(attempted).isEqualTo(1);
        assertThat(told).hasSize(2);
        assertThat(fixture.scheduled()).singleElement().satisfies(next -> assertThat(next.dueAt())
                .isEqualTo("2026-11-22T10:01:01Z"));
    }

    @Test
    void shouldBlockTheDeliveryWithTheReasonWhenItIsNotPermitted() {
        whyNot = Optional.of("a@x.example is blocked: it bounced");

        assertThat(run()).hasSize(1);

        assertThat(attempted).isZero();
        assertThat(stored().state()).isEqualTo(DeliveryState.BLOCKED);
        assertThat(stored().attempts()).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(AttemptKind.DECISION);
            assertThat(entry.text()).isEqualTo("a@x.example is blocked: it bounced");
        });
        assertThat(told).containsExactly("blocked");
        assertThat(fixture.scheduled()).isEmpty();
    }

    @Test
    void shouldRecordTheAttemptOverItsMarkWhenTheStepStampsItLater() {
        clock.advance(Duration.ofSeconds(1));
        answers.add(answer(DeliveryState.DELIVERED, 250).at(clock.instant().plusMillis(3)));

        worker.handle(List.of(fixture.work(stored())));

        assertThat(stored().attempts()).singleElement().satisfies(entry -> assertThat(entry.at())
                .isEqualTo("2026-11-22T10:00:01Z"));
    }

    @Test
    void shouldComeAfterEverythingThatHappenedWhenTheClockOfAnotherNodeWasAhead() {
        Attempt ahead =
                answer(DeliveryState.WAITING_FOR_SENDER, 535).at(clock.instant().plusSeconds(30));
        desk.deliveries().record(delivery.ticket(), delivery.id(), ahead);
        answers.add(answer(DeliveryState.DELIVERED, 250));

        run();

        assertThat(stored().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(stored().attempts()).hasSize(2);
    }

    @Test
    void shouldStartTheScheduleAnewWhenAPersonHasItSentAgain() {
        for (int i = 0; i < 3; i++) {
            answers.add(answer(DeliveryState.WAITING, 451));
            run();
        }
        assertThat(stored().state()).isEqualTo(DeliveryState.BOUNCED);
        desk.deliveries()
                .record(
                        delivery.ticket(),
                        delivery.id(),
                        Attempt.decision(clock.instant().plusMillis(1), "To be sent again", DeliveryState.QUEUED));
        answers.add(answer(DeliveryState.WAITING, 451));

        run();

        assertThat(stored().state()).isEqualTo(DeliveryState.WAITING);
        assertThat(told).last().isEqualTo("waiting until 2026-11-22T10:01:04Z");
    }

    @Test
    void shouldNotCountAnAttemptInWhichAServerStopped() {
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofSeconds(1));
            desk.deliveries()
                    .record(
                            delivery.ticket(),
                            delivery.id(),
                            Attempt.begun(clock.instant()).interrupted());
        }
        answers.add(answer(DeliveryState.WAITING, 451));

        run();

        assertThat(stored().failures()).isEqualTo(1);
        assertThat(stored().state()).isEqualTo(DeliveryState.WAITING);
    }

    @Test
    void shouldTakeWorkThatWasWrittenBeforeThereWereLanes() {
        answers.add(answer(DeliveryState.WAITING, 451));
        clock.advance(Duration.ofSeconds(1));
        Work old = new Work(WorkKind.DELIVERY, delivery.ticket() + "/" + delivery.id(), clock.instant());

        assertThat(worker.handle(List.of(old))).containsExactly(old);

        assertThat(fixture.scheduled()).singleElement().satisfies(next -> assertThat(next.key())
                .isEqualTo(delivery.ticket() + "/" + delivery.id() + "/@" + SENDER.asString()));
    }

    @Test
    void shouldNotAttemptWhatGoesToADestinationThatDoesNotAnswer() {
        fixture.configurations.edit("test", draft -> draft.put(Sender.KIND, sender(true)));
        List<Delivery> others =
                List.of(fixture.queue("b@X.example"), fixture.queue("c@x.example"), fixture.queue("d@x.example"));
        desk.work().done(fixture.scheduled());
        others.forEach(other -> {
            answers.add(fixture.noAnswer());
            fixture.step = (dispatch, raw) -> answers.remove(0);
            fixture.worker("node-1").handle(List.of(fixture.work(other)));
        });

        run();

        assertThat(attempted).isZero();
        assertThat(stored().attempts()).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(AttemptKind.DECISION);
            assertThat(entry.state()).isEqualTo(DeliveryState.WAITING);
            assertThat(entry.text())
                    .isEqualTo("Not attempted: x.example did not answer since 2026-11-22T10:00:00Z;"
                            + " last: Connection refused");
        });
        assertThat(told).last().isEqualTo("waiting until 2026-11-22T10:01:01Z");

        clock.advance(Duration.ofMinutes(1));
        answers.add(answer(DeliveryState.DELIVERED, 250));
        run();
        assertThat(attempted).as("the probe").isEqualTo(1);
        assertThat(stored().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(fixture.resting.count()).isZero();
    }

    @Test
    void shouldGiveUpWhenTheScheduleIsUsedUpWhileItsDestinationRests() {
        for (int i = 0; i < 3; i++) {
            fixture.resting.went("@" + SENDER.asString(), fixture.noAnswer());
        }
        for (int i = 0; i < 3; i++) {
            run();
        }

        assertThat(attempted).isZero();
        assertThat(stored().state()).isEqualTo(DeliveryState.BOUNCED);
        assertThat(stored().attempts())
                .extracting(Attempt::kind)
                .as("the last one counts as the failure of a mail does")
                .containsExactly(AttemptKind.DECISION, AttemptKind.DECISION, AttemptKind.ATTEMPT);
        assertThat(stored().attempts().get(2).enhancedStatus()).contains("4.4.1");
        assertThat(stored().attempts().get(2).text())
                .startsWith("Given up after the last retry. Not attempted: the relay of support/sales@zylker.example");
        assertThat(told).last().isEqualTo("bounced");
    }
}
