package org.jamesdesk.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jamesdesk.memory.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestingDestinationsTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final String DEAD = "dead.example";

    private final SettableClock clock = new SettableClock(START);
    private final RestingDestinations destinations = new RestingDestinations(clock);

    private static Attempt attempt(
            Instant at, String code, String enhancedStatus, SmtpStage stage, DeliveryState state) {
        return new Attempt(
                at,
                AttemptKind.ATTEMPT,
                "",
                Optional.empty(),
                false,
                Optional.ofNullable(stage),
                Optional.ofNullable(code).map(Integer::valueOf),
                Optional.ofNullable(enhancedStatus),
                "no connection",
                state,
                Duration.ofSeconds(30),
                Optional.empty());
    }

    private Attempt unreached() {
        return attempt(clock.instant(), null, "4.4.1", SmtpStage.CONNECT, DeliveryState.WAITING);
    }

    private Attempt answered(DeliveryState state, String code) {
        return attempt(clock.instant(), code, null, SmtpStage.RCPT, state);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(destinations.restOf(DEAD)).isEmpty();
            destinations.went(DEAD, unreached());
        }
    }

    @Test
    void shouldRestWhenThreeAttemptsInARowReachedNobody() {
        fail(2);
        assertThat(destinations.isResting(DEAD)).isFalse();
        fail(1);

        assertThat(destinations.isResting(DEAD)).isTrue();
        assertThat(destinations.count()).isEqualTo(1);
        assertThat(destinations.restOf(DEAD)).hasValueSatisfying(rest -> {
            assertThat(rest.since()).isEqualTo(START);
            assertThat(rest.last().text()).isEqualTo("no connection");
        });
        assertThat(destinations.restOf("alive.example")).isEmpty();
    }

    @Test
    void shouldKnowWhoAnsweredTheLastTime() {
        assertThat(destinations.isAnswering(DEAD)).as("nothing is known").isFalse();
        destinations.went(DEAD, answered(DeliveryState.WAITING, "451"));
        assertThat(destinations.isAnswering(DEAD)).isTrue();
        destinations.went(DEAD, attempt(clock.instant(), null, "4.3.0", null, DeliveryState.WAITING));
        assertThat(destinations.isAnswering(DEAD)).as("trouble of our own").isTrue();
        fail(1);

        assertThat(destinations.isAnswering(DEAD)).isFalse();
    }

    @Test
    void shouldCountAnewWhenAServerAnsweredInBetween() {
        fail(2);
        destinations.went(DEAD, answered(DeliveryState.WAITING, "451"));
        fail(2);

        assertThat(destinations.restOf(DEAD)).isEmpty();
    }

    @Test
    void shouldLetOneProbeAtATimeThroughWhenThePauseIsOver() {
        fail(3);
        clock.advance(RestingDestinations.FIRST_PAUSE.minusNanos(1_000));
        assertThat(destinations.restOf(DEAD)).as("in the pause").isPresent();
        clock.advance(Duration.ofNanos(1_000));

        assertThat(destinations.restOf(DEAD)).as("the probe").isEmpty();
        assertThat(destinations.restOf(DEAD)).as("beside the probe").isPresent();
        assertThat(destinations.isResting(DEAD)).isTrue();
    }

    @Test
    void shouldBeAwakeAgainWhenAServerAnswersTheProbe() {
        fail(3);
        clock.advance(RestingDestinations.FIRST_PAUSE);
        assertThat(destinations.restOf(DEAD)).isEmpty();
        destinations.went(DEAD, answered(DeliveryState.BOUNCED, "550"));

        assertThat(destinations.isResting(DEAD)).isFalse();
        assertThat(destinations.count()).isZero();
        fail(2);
        assertThat(destinations.isResting(DEAD)).isFalse();
    }

    @Test
    void shouldRestLongerWithEachProbeThatFailsUpToAQuarterOfAnHour() {
        fail(3);
        long[] minutes = {1, 2, 4, 8, 15, 15};
        for (long pause : minutes) {
            clock.advance(Duration.ofMinutes(pause).minusNanos(1_000));
            assertThat(destinations.restOf(DEAD)).as("before %s min", pause).isPresent();
            clock.advance(Duration.ofNanos(1_000));
            fail(1);
        }
    }

    @Test
    void shouldNotRestLongerWhenAttemptsFailThatBeganBefore() {
        Attempt early = unreached();
        fail(3);
        clock.advance(Duration.ofSeconds(30));
        destinations.went(DEAD, early);
        clock.advance(Duration.ofSeconds(30));
        assertThat(destinations.restOf(DEAD)).as("the probe").isEmpty();
        destinations.went(DEAD, early);

        assertThat(destinations.restOf(DEAD)).as("the probe still runs").isPresent();
    }

    @Test
    void shouldLetTheNextBeTheProbeWhenOneCameToNothing() {
        fail(3);
        clock.advance(RestingDestinations.FIRST_PAUSE);
        assertThat(destinations.restOf(DEAD)).isEmpty();
        destinations.cameToNothing(DEAD);

        assertThat(destinations.restOf(DEAD)).isEmpty();
        destinations.went(DEAD, attempt(clock.instant(), null, "4.3.0", null, DeliveryState.WAITING));
        assertThat(destinations.restOf(DEAD)).as("trouble of our own").isEmpty();
        assertThat(destinations.isResting(DEAD)).isTrue();
    }

    @Test
    void shouldForgetWhatNobodyAskedAboutForLong() {
        fail(3);
        clock.advance(Duration.ofHours(2));

        assertThat(destinations.count()).isZero();
        assertThat(destinations.isResting(DEAD)).isFalse();
    }

    @Test
    void shouldRememberABoundedNumber() {
        IntStream.range(0, 12_000).mapToObj(i -> "d" + i + ".example").forEach(domain -> IntStream.range(0, 3)
                .forEach(i -> destinations.went(domain, unreached())));

        assertThat(destinations.count()).isEqualTo(10_000);
        assertThat(destinations.isResting("d11999.example")).isTrue();
        assertThat(destinations.isResting("d0.example")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "     , 4.4.1, CONNECT, WAITING, true",
        "     , 4.4.3,        , WAITING, true",
        "     , 4.4.2, END_OF_DATA, WAITING, false",
        "     , 4.4.2, EHLO, WAITING, false",
        "     , 4.3.0,        , WAITING, false",
        "  421, 4.4.2, CONNECT, WAITING, false",
        "  451,      , RCPT, WAITING, false",
        "     , 4.4.1, CONNECT, WAITING_FOR_SENDER, false",
        "     , 5.4.4,        , BOUNCED, false"
    })
    void shouldTellWhoReachedNobody(
            String code, String enhancedStatus, SmtpStage stage, DeliveryState state, boolean expected) {
        assertThat(RestingDestinations.reachedNobody(attempt(START, code, enhancedStatus, stage, state)))
                .isEqualTo(expected);
    }
}
