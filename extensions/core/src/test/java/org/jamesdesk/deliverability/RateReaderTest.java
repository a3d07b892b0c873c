package org.jamesdesk.deliverability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.memory.InMemoryDeliveryResults;
import org.junit.jupiter.api.Test;

class RateReaderTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    private final InMemoryDeliveryResults store = new InMemoryDeliveryResults();
    private final List<Instant> asked = new ArrayList<>();
    private final RateReader reader = new RateReader(new DeliveryResultStore() {
        @Override
        public void add(DeliveryResult result) {
            store.add(result);
        }

        @Override
        public void read(Instant hour, Instant from, Consumer<DeliveryResult> each) {
            asked.add(from);
            store.read(hour, from, each);
        }
    });

    private BounceRate at(Instant now) {
        return at(now, DAY);
    }

    private BounceRate at(Instant now, Duration window) {
        reader.look(now, now.minus(window));
        return reader.from(now.minus(window));
    }

    @Test
    void shouldHoldTheWholeWindowAfterTheFirstLook() {
        store.add(Results.sent(1, NOON.minus(DAY)));
        store.add(Results.sent(2, NOON.minus(DAY).minusSeconds(1)));
        store.add(Results.sent(3, NOON.minusSeconds(1)));
        store.add(Results.bounced(3, NOON));

        assertThat(at(NOON)).isEqualTo(new BounceRate(2, 1));
    }

    @Test
    void shouldSlideWhenTimePasses() {
        store.add(Results.bounced(1, NOON));
        store.add(Results.sent(1, NOON));

        assertThat(at(NOON.plus(DAY))).isEqualTo(new BounceRate(1, 1));
        assertThat(at(NOON.plus(DAY).plusSeconds(2))).isEqualTo(new BounceRate(0, 0));
    }

    @Test
    void shouldSeeWhatANodeWithASlowClockNotedWhenItIsLessThanTwoMinutesLate() {
        at(NOON);
        store.add(Results.bounced(1, NOON.minusSeconds(119)));

        assertThat(at(NOON.plusSeconds(1))).isEqualTo(new BounceRate(0, 1));
    }

    @Test
    void shouldSeeWhatANodeWithAFastClockNoted() {
        store.add(Results.bounced(1, NOON.plusSeconds(90)));

        assertThat(at(NOON)).isEqualTo(new BounceRate(0, 1));
    }

    @Test
    void shouldSeeWhatWasNotedManyMinutesLateWhenTenMinutesHavePassed() {
        at(NOON);
        at(NOON.plusSeconds(300));
        store.add(Results.bounced(1, NOON.minusSeconds(1_500)));

        assertThat(at(NOON.plusSeconds(310)).bounced()).isZero();
        assertThat(at(NOON.plusSeconds(601)).bounced()).isEqualTo(1);
    }

    @Test
    void shouldAskTheStoreAtMostOnceASecond() {
        at(NOON);
        int first = asked.size();

        at(NOON.plusMillis(999));
        assertThat(asked).hasSize(first);

        at(NOON.plusMillis(1_000));
        assertThat(asked.subList(first, asked.size())).containsOnly(NOON.minusSeconds(120));
    }

    @Test
    void shouldReadAgainWhenTheWindowIsMadeLonger() {
        store.add(Results.sent(1, NOON.minus(Duration.ofHours(30))));

        assertThat(at(NOON, DAY).sent()).isZero();
        assertThat(at(NOON.plusMillis(1), Duration.ofHours(48)).sent()).isEqualTo(1);
    }

    @Test
    void shouldStayExactWhenItForgetsEveryHour() {
        for (int hour = 0; hour < 72; hour++) {
            Instant now = NOON.plus(Duration.ofHours(hour));
            store.add(Results.sent(hour, now));

            assertThat(at(now).sent()).isEqualTo(Math.min(hour + 1, 25));
        }
    }

    @Test
    void shouldReadAllOnceMoreWhenTheStoreDidNotAnswerTheFirstTime() {
        store.add(Results.sent(1, NOON.minus(Duration.ofHours(20))));
        boolean[] away = {true};
        RateReader troubled = new RateReader(new DeliveryResultStore() {
            @Override
            public void add(DeliveryResult result) {
                store.add(result);
            }

            @Override
            public void read(Instant hour, Instant from, Consumer<DeliveryResult> each) {
                if (away[0]) {
                    throw new StoreUnavailableException("Cassandra", new IllegalStateException());
                }
                store.read(hour, from, each);
            }
        });

        assertThatThrownBy(() -> troubled.look(NOON, NOON.minus(DAY))).isInstanceOf(StoreUnavailableException.class);
        away[0] = false;
        troubled.look(NOON, NOON.minus(DAY));

        assertThat(troubled.from(NOON.minus(DAY)).sent()).isEqualTo(1);
    }
}
