package org.jamesdesk.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.bounce.Unreliable.Failing;
import org.jamesdesk.deliverability.DeliveryResult;
import org.jamesdesk.deliverability.ResultKind;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.message.report.Hardness;
import org.jamesdesk.ticket.EntryBuilder;
import org.jamesdesk.ticket.TicketEvent;
import org.jamesdesk.ticket.TicketEventKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomesTest {
    private static final String ANA = "ana@x.example";
    private static final String SEVEN = "2026-11-20T07:00:00Z";
    private static final String EIGHT = "2026-11-20T08:00:00Z";
    private static final String NINE = "2026-11-20T09:00:00Z";

    private final OutcomesDesk desk = new OutcomesDesk();
    private final Outcomes outcomes = desk.outcomes();

    private void conclude(Timeline... timelines) {
        List.of(timelines).forEach(timeline -> outcomes.concluded(timeline.build()));
    }

    private static Timeline full(String address, int number) {
        return Timeline.of(address, number)
                .bounced("2026-11-20T%02d:00:00Z".formatted(8 + number), 452, "4.2.2", "Mailbox full");
    }

    private static Timeline unknown(String address, long ticket, String at) {
        return Timeline.of(address, ticket).bounced(at, 550, "5.1.1", "No such user");
    }

    @Test
    void shouldBlockTheAddressAtOnceWhenItDoesNotExist() {
        conclude(unknown(ANA, 1, SEVEN));

        Bounce bounce = desk.bounces(ANA).get(0);
        assertThat(bounce)
                .extracting(Bounce::source, Bounce::hardness, Bounce::reason, Bounce::effect, Bounce::at)
                .containsExactly(
                        BounceSource.SMTP,
                        Hardness.HARD,
                        BounceReason.NO_SUCH_ADDRESS,
                        BounceEffect.BLOCKED,
                        Instant.parse("2026-11-20T07:00:01Z"));
        assertThat(desk.block(ANA))
                .contains(new Block(
                        EmailAddress.parse(ANA),
                        BlockCause.HARD_BOUNCE,
                        "550 5.1.1 No such user",
                        bounce.at(),
                        Block.BY_DESK,
                        Optional.empty(),
                        List.of(bounce.id())));
        assertThat(desk.results())
                .extracting(DeliveryResult::kind, DeliveryResult::reason)
                .containsExactlyInAnyOrder(
                        tuple(ResultKind.SENT, Optional.empty()),
                        tuple(ResultKind.BOUNCED, Optional.of(BounceReason.NO_SUCH_ADDRESS)));
        assertThat(desk.history(1))
                .extracting(TicketEvent::kind, TicketEvent::text)
                .containsExactly(
                        tuple(
                                TicketEventKind.BLOCKED,
                                "No mail goes to ana@x.example any more: 550 5.1.1 No such user"),
                        tuple(
                                TicketEventKind.BOUNCE,
                                "The notification to ana@x.example bounced: 550 5.1.1 No such user"));
    }

    @Test
    void shouldRecordAPolicyRefusalAsHardAndLeaveTheAddressAlone() {
        conclude(Timeline.of(ANA, 1).reply().bounced(SEVEN, 550, "5.7.1", "Message rejected due to policy"));

        assertThat(desk.bounces(ANA))
                .extracting(Bounce::hardness, Bounce::reason, Bounce::effect)
                .containsExactly(tuple(Hardness.HARD, BounceReason.POLICY, BounceEffect.NONE));
        assertThat(desk.block(ANA)).isEmpty();
        assertThat(desk.history(1))
                .extracting(TicketEvent::text)
                .containsExactly("The reply to ana@x.example bounced: 550 5.7.1 Message rejected due to policy");
    }

    @Test
    void shouldBlockTheAddressWithTheFifthSoftBounceInARow() {
        IntStream.rangeClosed(1, 4).forEach(i -> conclude(full(ANA, i)));
        assertThat(desk.block(ANA)).isEmpty();

        conclude(full("Ana@X.example", 5));

        assertThat(desk.effects(ANA))
                .containsExactly(
                        BounceEffect.COUNTED,
                        BounceEffect.COUNTED,
                        BounceEffect.COUNTED,
                        BounceEffect.COUNTED,
                        BounceEffect.CONVERTED);
        assertThat(desk.block(ANA)).hasValueSatisfying(block -> {
            assertThat(block.cause()).isEqualTo(BlockCause.SOFT_BOUNCES);
            assertThat(block.reason()).isEqualTo("5 mails in a row failed; the last one: 452 4.2.2 Mailbox full");
            assertThat(block.evidence())
                    .isEqualTo(desk.bounces(ANA).stream().map(Bounce::id).toList());
        });
    }

    /** Two nodes work on the last two failures; the second does so before every single step of the first. */
    @Test
    void shouldBlockTheAddressWhenTheLastSoftBouncesAreJudgedAtTheSameMoment() {
        int paused = 1;
        Meanwhile stores;
        do {
            var both = new OutcomesDesk();
            Outcomes other = both.outcomes();
            IntStream.rangeClosed(1, 3)
                    .forEach(i -> other.concluded(full(ANA, i).build()));
            stores = new Meanwhile(paused, () -> other.concluded(full(ANA, 5).build()));
            both.outcomes(stores).concluded(full(ANA, 4).build());

            if (stores.wasReached()) {
                assertThat(both.block(ANA)).as("before call %d", paused).hasValueSatisfying(block -> {
                    assertThat(block.cause()).isEqualTo(BlockCause.SOFT_BOUNCES);
                    assertThat(block.evidence()).hasSize(5);
                });
            }
            paused++;
        } while (stores.wasReached());
        assertThat(paused).isGreaterThan(5);
    }

    @Test
    void shouldCountFromTheBeginningAfterAMailArrived() {
        IntStream.rangeClosed(1, 4).forEach(i -> conclude(full(ANA, i)));

        conclude(Timeline.of(ANA, 100).delivered("2026-11-20T12:30:00Z"));
        IntStream.rangeClosed(5, 8).forEach(i -> conclude(full(ANA, i)));

        assertThat(desk.effects(ANA)).hasSize(8).containsOnly(BounceEffect.COUNTED);
        assertThat(desk.block(ANA)).isEmpty();
    }

    @Test
    void shouldCountFromTheBeginningAfterTheyWrote() {
        IntStream.rangeClosed(1, 4).forEach(i -> conclude(full(ANA, i)));

        desk.desk
                .tickets()
                .append(EntryBuilder.opening()
                        .from(Mailbox.of(EmailAddress.parse("ANA@x.example")))
                        .at("2026-11-20T12:30:00Z")
                        .build());
        conclude(full(ANA, 5));

        assertThat(desk.effects(ANA)).containsOnly(BounceEffect.COUNTED);
    }

    @Test
    void shouldNotCountAnAutomaticAnswerForASignOfLife() {
        IntStream.rangeClosed(1, 4).forEach(i -> conclude(full(ANA, i)));

        desk.desk
                .tickets()
                .append(EntryBuilder.opening()
                        .from(Mailbox.of(EmailAddress.parse(ANA)))
                        .automatic()
                        .at("2026-11-20T12:30:00Z")
                        .build());
        conclude(full(ANA, 5));

        assertThat(desk.effects(ANA)).endsWith(BounceEffect.CONVERTED);
    }

    @Test
    void shouldTakeTheSignOfLifeBackWhenAReportComesAfterAll() {
        IntStream.rangeClosed(1, 3).forEach(i -> conclude(full(ANA, i)));
        Timeline fourth = Timeline.of(ANA, 4).delivered("2026-11-20T12:00:00Z");
        conclude(fourth);
        conclude(fourth.copy().reportedFailed("2026-11-20T12:10:00Z", BounceReason.MAILBOX_FULL));
        conclude(full(ANA, 5));

        assertThat(desk.effects(ANA)).endsWith(BounceEffect.COUNTED, BounceEffect.CONVERTED);
        assertThat(desk.bounces(ANA).get(1).source()).isEqualTo(BounceSource.REPORT);
    }

    @Test
    void shouldCountAMailThatFailedLaterOnceAsSentAndOnceAsBounced() {
        Timeline delivered = Timeline.of(ANA, 1).delivered(SEVEN);
        Timeline failed = delivered.copy().reportedFailed(EIGHT, BounceReason.NO_SUCH_ADDRESS);

        conclude(delivered, failed);

        assertThat(desk.results())
                .extracting(DeliveryResult::kind, DeliveryResult::at)
                .containsExactly(
                        tuple(ResultKind.SENT, Instant.parse("2026-11-20T07:00:01Z")),
                        tuple(ResultKind.BOUNCED, Instant.parse(EIGHT)));
        assertThat(desk.block(ANA)).isPresent();
        assertThat(desk.desk.signsOfLife().last(EmailAddress.parse(ANA))).isEmpty();
    }

    @Test
    void shouldTakeTheFirstFailureOnlyWhenMoreAreReported() {
        Timeline failed = Timeline.of(ANA, 1).delivered(SEVEN).reportedFailed(EIGHT, BounceReason.MAILBOX_FULL);

        conclude(failed, failed.copy().reportedFailed(NINE, BounceReason.NO_SUCH_ADDRESS));
        conclude(failed.copy().reportedLate(NINE, DeliveryState.BOUNCED));

        assertThat(desk.bounces(ANA)).extracting(Bounce::reason).containsExactly(BounceReason.MAILBOX_FULL);
    }

    @Test
    void shouldBounceAgainWhenItIsTriedAgain() {
        Timeline first = unknown(ANA, 1, SEVEN);
        Timeline second = first.copy()
                .decision(EIGHT, "To be tried again, as root wants", DeliveryState.QUEUED)
                .bounced(NINE, 550, "5.1.1", "Still no such user");

        conclude(first, second);

        assertThat(desk.bounces(ANA))
                .extracting(Bounce::diagnostic)
                .containsExactly("550 5.1.1 Still no such user", "550 5.1.1 No such user");
    }

    @Test
    void shouldSayInTheHistoryWhatWasNeverSent() {
        conclude(Timeline.of(ANA, 1).blocked(SEVEN, "ana@x.example is blocked."));

        assertThat(desk.history(1))
                .extracting(TicketEvent::kind, TicketEvent::text)
                .containsExactly(tuple(
                        TicketEventKind.BLOCKED,
                        "The notification to ana@x.example was not sent: ana@x.example is blocked."));
        assertThat(desk.results()).extracting(DeliveryResult::kind).containsExactly(ResultKind.BLOCKED);
        assertThat(desk.bounces(ANA)).isEmpty();
    }

    @Test
    void shouldDoNothingWhileADeliveryIsUnderWay() {
        conclude(
                Timeline.of(ANA, 1).waiting(SEVEN, 451, "4.7.1", "Greylisted"),
                Timeline.of(ANA, 2).reportedLate(SEVEN, DeliveryState.WAITING),
                Timeline.of(ANA, 3));

        assertThat(desk.results()).isEmpty();
        assertThat(desk.bounces(ANA)).isEmpty();
    }

    @Test
    void shouldNotBlockAgainWhatAnAdministratorTookOffTheList() {
        Timeline failed = unknown(ANA, 1, SEVEN);
        conclude(failed);
        desk.desk.blocklist().remove(EmailAddress.parse(ANA), Instant.parse(EIGHT), "root", "He wrote.");

        conclude(failed);

        assertThat(desk.block(ANA)).isEmpty();
    }

    @Test
    void shouldBlockNobodyWhenEveryAddressOfTheDomainFails() {
        desk.desk
                .blocklist()
                .block(new Block(
                        EmailAddress.parse("old@x.example"),
                        BlockCause.MANUAL,
                        "He asked for it.",
                        Instant.parse(SEVEN),
                        "root",
                        Optional.empty(),
                        List.of()));
        conclude(
                unknown("a@x.example", 1, "2026-11-20T08:01:00Z"),
                unknown("b@x.example", 2, "2026-11-20T08:02:00Z"),
                unknown("c@x.example", 3, "2026-11-20T08:03:00Z"));
        assertThat(desk.block("c@x.example")).isPresent();

        conclude(
                unknown("d@x.example", 4, "2026-11-20T08:04:00Z"),
                unknown("e@x.example", 5, "2026-11-20T08:05:00Z"),
                unknown("a@y.example", 6, "2026-11-20T08:06:00Z"));

        assertThat(desk.effects("c@x.example")).containsExactly(BounceEffect.BLOCKED);
        assertThat(desk.effects("d@x.example")).containsExactly(BounceEffect.WITHHELD);
        assertThat(desk.effects("e@x.example")).containsExactly(BounceEffect.WITHHELD);
        assertThat(desk.desk.blocklist().list(Optional.empty(), 100))
                .extracting(block -> block.address().key())
                .containsExactlyInAnyOrder("old@x.example", "a@y.example");
        assertThat(desk.desk.blocklist().history(EmailAddress.parse("a@x.example")))
                .extracting(Blocklist.Event::blocked, Blocklist.Event::who, Blocklist.Event::why)
                .containsExactly(
                        tuple(
                                false,
                                "desk",
                                "Mail to every address of x.example has failed since 2026-11-20T08:01:01Z: the domain is in"
                                        + " trouble, not the address."),
                        tuple(true, "desk", "550 5.1.1 No such user"));
        assertThat(desk.alerts).containsOnly("domain/x.example");
    }

    /** Two nodes work on the last two failures; the second does so before every single step of the first. */
    @Test
    void shouldBlockNobodyWhenTheTroubleShowsWhileAnAddressIsBeingBlocked() {
        int paused = 1;
        Meanwhile stores;
        do {
            var desk = new OutcomesDesk();
            Outcomes other = desk.outcomes();
            other.concluded(unknown("a@x.example", 1, "2026-11-20T08:01:00Z").build());
            other.concluded(unknown("b@x.example", 2, "2026-11-20T08:02:00Z").build());
            stores = new Meanwhile(
                    paused,
                    () -> other.concluded(
                            unknown("d@x.example", 4, "2026-11-20T08:02:30Z").build()));
            desk.outcomes(stores)
                    .concluded(unknown("c@x.example", 3, "2026-11-20T08:03:00Z").build());

            if (stores.wasReached()) {
                assertThat(desk.desk.blocklist().list(Optional.empty(), 100))
                        .as("before call %d", paused)
                        .isEmpty();
                assertThat(desk.alerts).as("before call %d", paused).isNotEmpty();
            }
            paused++;
        } while (stores.wasReached());
        assertThat(paused).isGreaterThan(5);
    }

    @Test
    void shouldBlockWhenAMailArrivedAtTheDomainInBetween() {
        conclude(
                unknown("a@x.example", 1, "2026-11-20T08:01:00Z"),
                unknown("b@x.example", 2, "2026-11-20T08:02:00Z"),
                Timeline.of("z@x.example", 9).delivered("2026-11-20T08:02:30Z"),
                unknown("c@x.example", 3, "2026-11-20T08:03:00Z"),
                unknown("d@x.example", 4, "2026-11-20T08:04:00Z"));

        assertThat(desk.effects("d@x.example")).containsExactly(BounceEffect.BLOCKED);
        assertThat(desk.alerts).isEmpty();
    }

    @Test
    void shouldBlockWhenTheFailuresAreMoreThanADayApart() {
        conclude(
                unknown("a@x.example", 1, "2026-11-19T08:01:00Z"),
                unknown("b@x.example", 2, "2026-11-20T08:02:00Z"),
                unknown("c@x.example", 3, "2026-11-20T08:03:00Z"),
                unknown("d@x.example", 4, "2026-11-20T08:04:00Z"));

        assertThat(desk.effects("d@x.example")).containsExactly(BounceEffect.BLOCKED);
    }

    /** Every story of deliveries that end, each with the calls in which the desk learns of it. */
    private static List<Delivery> story() {
        Timeline arrived = Timeline.of(ANA, 10).delivered("2026-11-20T06:30:00Z");
        return List.of(
                arrived.build(),
                arrived.copy()
                        .reportedFailed("2026-11-20T06:40:00Z", BounceReason.MAILBOX_FULL)
                        .build(),
                full(ANA, 1).build(),
                full(ANA, 2).build(),
                full(ANA, 3).build(),
                full(ANA, 4).build(),
                Timeline.of("bo@x.example", 11)
                        .bounced("2026-11-20T12:10:00Z", 550, "5.7.1", "Denied by policy")
                        .build(),
                unknown("cy@x.example", 12, "2026-11-20T12:20:00Z").build(),
                Timeline.of("cy@x.example", 13)
                        .blocked("2026-11-20T12:30:00Z", "cy@x.example is blocked.")
                        .build());
    }

    private static String state(OutcomesDesk desk) {
        return desk.state(List.of(ANA, "bo@x.example", "cy@x.example"), List.of(1L, 2L, 3L, 4L, 10L, 11L, 12L, 13L));
    }

    private static String undisturbed() {
        OutcomesDesk desk = new OutcomesDesk();
        story().forEach(desk.outcomes()::concluded);
        return state(desk);
    }

    @ParameterizedTest
    @EnumSource(Failing.class)
    void shouldEndAlikeWhereverItIsInterruptedAndRunAgain(Failing failing) {
        Unreliable counting = new Unreliable(0, failing);
        Outcomes counted = new OutcomesDesk().outcomes(counting);
        story().forEach(counted::concluded);
        assertThat(counting.calls()).isGreaterThan(40);

        for (int call = 1; call <= counting.calls(); call++) {
            OutcomesDesk again = new OutcomesDesk();
            Outcomes interrupted = again.outcomes(new Unreliable(call, failing));
            for (Delivery delivery : story()) {
                try {
                    interrupted.concluded(delivery);
                } catch (StoreUnavailableException e) {
                    interrupted.concluded(delivery);
                }
            }
            assertThat(state(again)).as("failed %s call %d", failing, call).isEqualTo(undisturbed());
        }
    }

    @Test
    void shouldTellTheCallerWhenAStoreDoesNotAnswer() {
        Outcomes broken = desk.outcomes(new Unreliable(1, Failing.BEFORE));

        assertThatThrownBy(() -> broken.concluded(unknown(ANA, 1, SEVEN).build()))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void shouldEndAlikeHoweverOftenItIsTold(long seed) {
        Random random = new Random(seed);
        List<Delivery> told = new ArrayList<>();
        for (Delivery delivery : story()) {
            told.add(delivery);
            IntStream.range(0, random.nextInt(4)).forEach(i -> told.add(told.get(random.nextInt(told.size()))));
        }

        told.forEach(outcomes::concluded);

        assertThat(state(desk)).isEqualTo(undisturbed());
    }

    /** Which of the bounces is the last one depends on the order; that the address is blocked, by all of them, does not. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldBlockAfterFiveSoftBouncesInWhateverOrderItIsTold(long seed) {
        List<Delivery> told = new ArrayList<>(
                IntStream.rangeClosed(1, 5).mapToObj(i -> full(ANA, i).build()).toList());
        told.addAll(told.subList(0, 3));
        Collections.shuffle(told, new Random(seed));

        told.forEach(outcomes::concluded);

        assertThat(desk.effects(ANA)).containsOnlyOnce(BounceEffect.CONVERTED).hasSize(5);
        assertThat(desk.block(ANA).orElseThrow().evidence())
                .containsExactlyInAnyOrderElementsOf(
                        desk.bounces(ANA).stream().map(Bounce::id).toList());
    }
}
