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
        WorkRunner runner = new WorkRunner(WorkKind.INDEX, store, handler, clock, SETTINGS);
        runners.add(runner);
        return runner;
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
        runner(this::note).sweep();

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
        runner.sweep();
        assertThat(handled).isEmpty();

        clock.advance(Duration.ofSeconds(3_610));
        runner.sweep();

        assertThat(handled).containsExactly("later");
    }

    @Test
    void shouldRepeatWorkWhenItsHandlerFailed() {
        store.schedule(List.of(work("1", START)));
        clock.advance(Duration.ofSeconds(10));
        WorkRunner runner = runner(work -> handled.isEmpty() ? failFirst(work) : note(work));
        runner.sweep();
        assertThat(runner.lag()).isEqualTo(Duration.ofSeconds(10));
        runner.sweep();

        assertThat(handled).containsExactly("failed", "1");
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
        runner(this::note).sweep();
        store.schedule(List.of(work("stuck", START.plusSeconds(60))));
        clock.advance(Duration.ofHours(2));
        runner(work -> List.of()).sweep();

        assertThat(store.doneBefore(WorkKind.INDEX))
                .hasValueSatisfying(mark -> assertThat(mark).isBeforeOrEqualTo(START.plusSeconds(60)));
        runner(this::note).sweep();
        assertThat(handled).containsExactly("stuck");
    }

    @Test
    void shouldDoAllOfAFullBucket() {
        store.schedule(IntStream.range(0, 1_800)
                .mapToObj(i -> work("k" + i, START.plusNanos(i * 1_000L)))
                .toList());
        clock.advance(Duration.ofMinutes(1));
        runner(this::note).sweep();

        assertThat(handled).hasSize(1_800).doesNotHaveDuplicates();
        assertThat(store.inMinute(WorkKind.INDEX, minute(START), 10)).isEmpty();
    }

    @Test
    void shouldNotLetASlowPieceHoldUpAnotherInASweep() throws Exception {
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
                clock,
                oneByOne);
        store.schedule(List.of(work("slow", START), work("zoom", START.plusSeconds(1))));
        clock.advance(Duration.ofSeconds(10));
        runner.sweep();

        assertThat(handled).containsExactly("zoom", "slow");
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
