package org.jamesdesk.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.InMemoryWorkStore;
import org.jamesdesk.memory.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkRunnerTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:30Z");
    private static final WorkRunner.Settings SETTINGS =
            new WorkRunner.Settings(2, 10, Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofSeconds(5));

    private final SettableClock clock = new SettableClock(START);
    private final InMemoryWorkStore store = new InMemoryDesk(clock).work();
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final List<WorkRunner> runners = new ArrayList<>();

    private WorkRunner runner(WorkHandler handler) {
        WorkRunner runner = new WorkRunner(WorkKind.INDEX, store, handler, LaneRules.ONE_LANE, clock, SETTINGS);
        runners.add(runner);
        return runner;
    }

    /** What the sweep of a running runner leads to, in this thread. */
    private static void sweepAndWork(WorkRunner runner) {
        runner.sweep();
        try {
            while (runner.doNext(Duration.ZERO)) {
                // until nothing waits
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Work> note(List<Work> work) {
        work.forEach(piece -> handled.add(piece.key()));
        return work;
    }

    private static Work work(String key, Instant dueAt) {
        return new Work(WorkKind.INDEX, key, dueAt);
    }

    @AfterEach
    void close() {
        runners.forEach(WorkRunner::close);
    }

    @Test
    void shouldDoSignalledWorkAtOnceAndForgetIt() {
        WorkRunner runner = runner(this::note);
        runner.start();
        List<Work> work = List.of(work("1", START));
        store.schedule(work);
        runner.scheduled(work);

        await().untilAsserted(() -> assertThat(handled).containsExactly("1"));
        await().untilAsserted(() ->
                assertThat(store.inMinute(WorkKind.INDEX, minute(START), 10)).isEmpty());
    }

    @Test
    void shouldFindWorkInASweepWhenItsSignalWasLost() {
        store.schedule(List.of(work("1", START), work("2", START.minusSeconds(120))));
        clock.advance(Duration.ofSeconds(10));
        sweepAndWork(runner(this::note));

        assertThat(handled).containsExactly("2", "1");
    }

    @Test
    void shouldHandOverInOneBatchWhatComesWhileAThreadLingers() {
        List<List<Work>> batches = new CopyOnWriteArrayList<>();
        var settings =
                new WorkRunner.Settings(4, 10, Duration.ofMillis(200), Duration.ofMinutes(1), Duration.ofSeconds(5));
        WorkRunner runner = new WorkRunner(
                WorkKind.INDEX,
                store,
                work -> {
                    batches.add(work);
                    return work;
                },
                LaneRules.ONE_LANE,
                clock,
                settings);
        runners.add(runner);
        runner.scheduled(List.of(work("1", START), work("2", START), work("3", START)));
        runner.start();

        await().untilAsserted(() ->
                assertThat(batches).containsExactly(List.of(work("1", START), work("2", START), work("3", START))));
    }

    @Test
    void shouldNotDoWorkInASweepThatIsUnderWay() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        WorkRunner runner = runner(work -> {
            note(work);
            started.countDown();
            awaitUninterrupted(goOn);
            return work;
        });
        List<Work> work = List.of(work("1", START));
        store.schedule(work);
        runner.scheduled(work);
        clock.advance(Duration.ofSeconds(10));
        runner.sweep();
        assertThat(handled).as("waits in the queue").isEmpty();

        runner.start();
        awaitUninterrupted(started);
        runner.sweep();
        goOn.countDown();

        await().untilAsserted(() ->
                assertThat(store.inMinute(WorkKind.INDEX, minute(START), 10)).isEmpty());
        assertThat(handled).containsExactly("1");
    }

    @Test
    void shouldDoWorkInASweepWhenItsSignalledRunFailed() {
        CountDownLatch failed = new CountDownLatch(1);
        WorkRunner runner = runner(work -> {
            if (failed.getCount() > 0) {
                failed.countDown();
                throw new IllegalStateException("the first time it fails");
            }
            return note(work);
        });
        List<Work> work = List.of(work("1", START));
        store.schedule(work);
        runner.scheduled(work);
        runner.start();
        awaitUninterrupted(failed);
        clock.advance(Duration.ofSeconds(10));

        await().untilAsserted(() -> assertThat(handled).containsExactly("1"));
    }

    @Test
    void shouldLeaveWorkAloneWhenItIsNotDue() {
        store.schedule(List.of(work("later", START.plusSeconds(3_600))));
        WorkRunner runner = runner(this::note);
        sweepAndWork(runner);
        assertThat(handled).isEmpty();

        clock.advance(Duration.ofSeconds(3_610));
        sweepAndWork(runner);

        assertThat(handled).containsExactly("later");
    }

    @Test
    void shouldRepeatWorkWhenItsHandlerFailed() {
        store.schedule(List.of(work("1", START)));
        clock.advance(Duration.ofSeconds(10));
        WorkRunner runner = runner(work -> handled.isEmpty() ? failFirst(work) : note(work));
        sweepAndWork(runner);
        assertThat(runner.lag()).isEqualTo(Duration.ofSeconds(10));
        sweepAndWork(runner);
        assertThat(handled).containsExactly("failed", "1");

        runner.sweep();
        assertThat(runner.lag()).isZero();
    }

    private List<Work> failFirst(List<Work> work) {
        handled.add("failed");
        return List.of();
    }

    @Test
    void shouldForgetTheBucketsBehindItWhenTheyAreEmptyAndOld() {
        WorkRunner runner = runner(this::note);
        runner.sweep();
        clock.advance(Duration.ofHours(2));
        runner.sweep();

        assertThat(store.doneBefore(WorkKind.INDEX)).hasValueSatisfying(mark -> assertThat(mark)
                .isAfter(clock.instant().minus(Duration.ofMinutes(12)))
                .isBefore(clock.instant().minus(Duration.ofMinutes(9))));
    }

    @Test
    void shouldNotPassABucketInWhichWorkIsLeft() {
        sweepAndWork(runner(this::note));
        store.schedule(List.of(work("stuck", START.plusSeconds(60))));
        clock.advance(Duration.ofHours(2));
        sweepAndWork(runner(work -> List.of()));

        assertThat(store.doneBefore(WorkKind.INDEX))
                .hasValueSatisfying(mark -> assertThat(mark).isBeforeOrEqualTo(START.plusSeconds(60)));
        sweepAndWork(runner(this::note));
        assertThat(handled).containsExactly("stuck");
    }

    @Test
    void shouldDoAllOfAFullBucket() {
        store.schedule(IntStream.range(0, 1_800)
                .mapToObj(i -> work("k" + i, START.plusNanos(i * 1_000L)))
                .toList());
        clock.advance(Duration.ofMinutes(1));
        sweepAndWork(runner(this::note));

        assertThat(handled).hasSize(1_800).doesNotHaveDuplicates();
        assertThat(store.inMinute(WorkKind.INDEX, minute(START), 10)).isEmpty();
    }

    @Test
    void shouldNotBeBehindWhenWorkIsOnlyDueLater() {
        store.schedule(List.of(work("soon", START.plusSeconds(20))));
        WorkRunner runner = runner(this::note);
        runner.sweep();

        assertThat(runner.lag()).isZero();
    }

    @Test
    void shouldNotLetASlowPieceHoldUpAnotherThatASweepFinds() {
        WorkRunner.Settings oneByOne =
                new WorkRunner.Settings(2, 1, Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofSeconds(5));
        CountDownLatch otherIsDone = new CountDownLatch(1);
        WorkRunner runner = new WorkRunner(
                WorkKind.INDEX,
                store,
                work -> {
                    boolean slow = work.get(0).key().equals("slow");
                    if (slow) {
                        awaitUninterrupted(otherIsDone);
                    }
                    note(work);
                    otherIsDone.countDown();
                    return work;
                },
                LaneRules.ONE_LANE,
                clock,
                oneByOne);
        runners.add(runner);
        store.schedule(List.of(work("slow", START), work("zoom", START.plusSeconds(1))));
        clock.advance(Duration.ofSeconds(10));
        runner.start();

        await().untilAsserted(() -> assertThat(handled).containsExactly("zoom", "slow"));
    }

    /** Lanes by the first letter, two at a time. */
    private WorkRunner inLanes(WorkHandler handler) {
        WorkRunner runner = new WorkRunner(
                WorkKind.INDEX,
                store,
                handler,
                new LaneRules() {
                    @Override
                    public String laneOf(Work work) {
                        return work.key().substring(0, 1);
                    }

                    @Override
                    public LaneLimit limitOf(String lane) {
                        return new LaneLimit(2, 0);
                    }
                },
                clock,
                new WorkRunner.Settings(4, 1, Duration.ZERO, Duration.ofMillis(20), Duration.ofSeconds(5)));
        runners.add(runner);
        return runner;
    }

    @Test
    void shouldFindWorkBehindTenThousandPiecesOfALaneThatStandsStill() {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger standing = new AtomicInteger();
        WorkRunner runner = inLanes(work -> {
            if (work.get(0).key().startsWith("a")) {
                standing.incrementAndGet();
                awaitUninterrupted(goOn);
            }
            return note(work);
        });
        store.schedule(IntStream.range(0, 10_000)
                .mapToObj(i -> work("a" + i, START.plusNanos(i * 1_000L)))
                .toList());
        store.schedule(
                IntStream.range(0, 100).mapToObj(i -> work("z" + i, START)).toList());
        clock.advance(Duration.ofMinutes(1));
        runner.sweep();
        runner.start();

        await().untilAsserted(() -> assertThat(handled).hasSize(100));
        assertThat(handled).allMatch(key -> key.startsWith("z"));
        assertThat(standing).hasValueLessThanOrEqualTo(2);
        assertThat(runner.backlog())
                .as("of the others as much as there is room for")
                .isBetween(3_000, 9_998);
        goOn.countDown();
        await().untilAsserted(() -> assertThat(handled).hasSize(10_100).doesNotHaveDuplicates());
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Instant minute(Instant instant) {
        return instant.truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
    }
}
