package org.jamesdesk.deliverability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlidingWindowTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    private final SlidingWindow window = new SlidingWindow();

    @Test
    void shouldHoldNothingWhenNothingWasAdded() {
        assertThat(window.from(NOON)).isEqualTo(new BounceRate(0, 0));
    }

    @Test
    void shouldCountWhatFallsExactlyOnItsBeginning() {
        window.add(Results.sent(1, NOON));
        window.add(Results.sent(2, NOON.minusNanos(1_000)));
        window.add(Results.bounced(2, NOON.plusNanos(1_000)));

        assertThat(window.from(NOON)).isEqualTo(new BounceRate(1, 1));
        assertThat(window.from(NOON.plusNanos(1_000))).isEqualTo(new BounceRate(0, 1));
    }

    @Test
    void shouldCountADeliveryOnceForEachKindWhenItsResultsComeAgain() {
        window.add(Results.sent(1, NOON));
        window.add(Results.sent(1, NOON));
        window.add(Results.bounced(1, NOON));
        window.add(Results.bounced(1, NOON.plusSeconds(90)));

        assertThat(window.from(NOON)).isEqualTo(new BounceRate(1, 1));
    }

    @Test
    void shouldNotCountWhatWasBlocked() {
        window.add(Results.blocked(1, NOON));

        assertThat(window.from(NOON)).isEqualTo(new BounceRate(0, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldCountAsThePlainListOfResultsDoesWhateverComesInWhateverOrder(long seed) {
        Random random = new Random(seed);
        List<DeliveryResult> plain = new ArrayList<>();
        Instant forgotten = NOON;
        for (int step = 0; step < 3_000; step++) {
            DeliveryResult result = new DeliveryResult(
                    NOON.plusMillis(random.nextInt(1_000_000)),
                    Results.delivery(random.nextInt(900)),
                    ResultKind.values()[random.nextInt(3)],
                    Results.sent(1, NOON).purpose(),
                    Results.sent(1, NOON).department(),
                    "customer.example",
                    java.util.Optional.empty());
            plain.add(result);
            window.add(result);
            if (step % 500 == 499) {
                forgotten = forgotten.plusMillis(random.nextInt(100_000));
                window.forgetBefore(forgotten);
            }
            if (step % 50 == 0) {
                Instant from = forgotten.plusMillis(random.nextInt(900_000));
                assertThat(window.from(from)).isEqualTo(counted(plain, from));
            }
        }
    }

    private static BounceRate counted(List<DeliveryResult> results, Instant from) {
        return new BounceRate(
                deliveries(results, ResultKind.SENT, from), deliveries(results, ResultKind.BOUNCED, from));
    }

    private static long deliveries(List<DeliveryResult> results, ResultKind kind, Instant from) {
        return results.stream()
                .filter(result -> result.kind() == kind && !result.at().isBefore(from))
                .map(DeliveryResult::delivery)
                .distinct()
                .count();
    }

    @Test
    void shouldGiveBackMemoryWhenItForgets() {
        LatestTimes times = new LatestTimes();
        for (int number = 0; number < 10_000; number++) {
            times.note(Results.delivery(number), NOON.plus(Duration.ofSeconds(number)));
        }

        times.forgetBefore(NOON.plusSeconds(9_990));

        assertThat(times.size()).isEqualTo(10);
        assertThat(times.countFrom(NOON)).isEqualTo(10);
    }
}
