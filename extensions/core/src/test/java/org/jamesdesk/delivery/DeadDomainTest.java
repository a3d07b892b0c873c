package org.jamesdesk.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jamesdesk.work.LaneLimit;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;
import org.jamesdesk.work.WorkRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten thousand replies to a domain that does not answer hold up nobody else, however they come to be due. */
class DeadDomainTest {
    private static final int DEAD = 10_000;
    private static final int OTHERS = 200;
    private static final int CONNECTIONS = 3;

    private final DeliveryFixture fixture = new DeliveryFixture();
    private final CountDownLatch deadAnswers = new CountDownLatch(1);
    private final AtomicInteger deadAtOnce = new AtomicInteger();
    private final AtomicInteger mostDeadAtOnce = new AtomicInteger();
    private final AtomicInteger arrived = new AtomicInteger();
    private WorkRunner runner;

    @BeforeEach
    void setUp() {
        fixture.step = (dispatch, raw) -> {
            if (dispatch.recipient().domain().equals("dead.example")) {
                mostDeadAtOnce.accumulateAndGet(deadAtOnce.incrementAndGet(), Math::max);
                waitForTheDead();
                deadAtOnce.decrementAndGet();
                return fixture.noAnswer();
            }
            arrived.incrementAndGet();
            return fixture.answer(DeliveryState.DELIVERED, 250);
        };
        runner = new WorkRunner(
                WorkKind.DELIVERY,
                fixture.work,
                fixture.worker("node-1"),
                new DeliveryLanes(new LaneLimit(CONNECTIONS, 0), new LaneLimit(CONNECTIONS, 0), fixture.resting),
                fixture.clock,
                new WorkRunner.Settings(8, 1, Duration.ZERO, Duration.ofMillis(200), Duration.ofSeconds(15)));
    }

    @AfterEach
    void close() {
        deadAnswers.countDown();
        runner.close();
        fixture.close();
    }

    private void waitForTheDead() {
        try {
            assertThat(deadAnswers.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Work> queue(int count, String... domains) {
        return IntStream.range(0, count)
                .mapToObj(i -> fixture.work(fixture.queue("r" + i + "@" + domains[i % domains.length])))
                .toList();
    }

    private void assertThatOnlyTheDeadWait() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(arrived).hasValue(OTHERS));
        assertThat(mostDeadAtOnce)
                .as("one that never answered gets one at a time, not even all its connections")
                .hasValue(1);
    }

    @Test
    void shouldDeliverToOthersWhenTenThousandForADeadDomainAreSignalledFirst() {
        List<Work> dead = queue(DEAD, "dead.example");
        List<Work> others = queue(OTHERS, "a.example", "b.example", "c.example");
        runner.start();
        runner.scheduled(dead);
        runner.scheduled(others);

        assertThatOnlyTheDeadWait();
    }

    @Test
    void shouldDeliverToOthersWhenASweepFindsThemBehindTenThousandForADeadDomain() {
        queue(DEAD, "dead.example");
        queue(OTHERS, "z.example", "y.example");
        fixture.clock.advance(Duration.ofMinutes(1));
        runner.start();

        assertThatOnlyTheDeadWait();
    }

    @Test
    void shouldAttemptFewOfThemAndGiveAllTheirNextPlaceWhenTheDomainRests() {
        deadAnswers.countDown();
        fixture.schedule = RetrySchedule.parse("1h*3");
        List<Delivery> dead = IntStream.range(0, 50)
                .mapToObj(i -> fixture.queue("r" + i + "@dead.example"))
                .toList();
        DeliveryWorker worker = fixture.worker("node-1");

        fixture.sweep(worker);

        assertThat(dead).map(fixture::stored).allSatisfy(delivery -> assertThat(delivery.state())
                .isEqualTo(DeliveryState.WAITING));
        assertThat(dead)
                .map(delivery -> fixture.stored(delivery).attempts().get(0).kind())
                .filteredOn(AttemptKind.ATTEMPT::equals)
                .hasSize(RestingDestinations.PATIENCE);
        assertThat(fixture.scheduled()).hasSize(50).allSatisfy(next -> assertThat(next.dueAt())
                .isEqualTo(DeliveryFixture.START.plus(Duration.ofHours(1))));
    }
}
