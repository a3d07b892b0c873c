package org.jamesdesk.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jamesdesk.DeskStores;
import org.jamesdesk.ticket.Entry;
import org.jamesdesk.ticket.EntryBuilder;
import org.junit.jupiter.api.Test;

/** What every {@link WorkStore} does. */
public interface WorkStoreContract {
    DeskStores stores();

    private WorkStore work() {
        return stores().work();
    }

    /** A full minute that no other test uses. */
    private static Instant unusedMinute() {
        return Instant.parse("2020-01-01T00:00:00Z")
                .plus(ThreadLocalRandom.current().nextLong(10_000_000), ChronoUnit.MINUTES);
    }

    private static Work index(String key, Instant dueAt) {
        return new Work(WorkKind.INDEX, key, dueAt);
    }

    private static String lease() {
        return "lease-" + EntryBuilder.randomId();
    }

    @Test
    default void shouldBeFoundInItsMinuteWhenScheduled() {
        Instant minute = unusedMinute();
        Work first = index("1", minute);
        Work last = index("2", minute.plusSeconds(60).minusNanos(1_000));

        work().schedule(List.of(first, last));

        assertThat(work().inMinute(WorkKind.INDEX, minute, 100)).containsExactlyInAnyOrder(first, last);
    }

    @Test
    default void shouldNotBeFoundWhenMinuteOrKindDiffer() {
        Instant minute = unusedMinute();
        work().schedule(List.of(index("1", minute.plusSeconds(60)), new Work(WorkKind.DELIVERY, "2", minute)));

        assertThat(work().inMinute(WorkKind.INDEX, minute, 100)).isEmpty();
    }

    @Test
    default void shouldBeFoundWhenWrittenWithItsCause() {
        Instant minute = unusedMinute();
        Work indexing = index("1", minute.plusSeconds(1));
        Work delivering = new Work(WorkKind.DELIVERY, "1/2", minute.plusSeconds(2));
        Entry entry = EntryBuilder.opening().work(indexing, delivering).build();

        stores().tickets().append(entry);

        assertThat(work().inMinute(WorkKind.INDEX, minute, 100)).containsExactly(indexing);
        assertThat(work().inMinute(WorkKind.DELIVERY, minute, 100)).containsExactly(delivering);
    }

    @Test
    default void shouldStayDoneWhenItsCauseIsStoredAgain() {
        Instant minute = unusedMinute();
        Work indexing = index("1", minute.plusSeconds(1));
        Entry entry = EntryBuilder.opening().work(indexing).build();
        stores().tickets().append(entry);
        work().done(List.of(indexing));

        stores().tickets().append(entry);

        assertThat(work().inMinute(WorkKind.INDEX, minute, 100)).isEmpty();
    }

    @Test
    default void shouldReturnNoMoreThanTheLimitWhenThereIsMore() {
        Instant minute = unusedMinute();
        work().schedule(IntStream.range(0, 20)
                .mapToObj(i -> index("k" + i, minute))
                .toList());

        assertThat(work().inMinute(WorkKind.INDEX, minute, 7)).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    default void shouldReturnEverythingOnceWhenReadPageByPage() {
        Instant minute = unusedMinute();
        List<Work> all = IntStream.range(0, 25)
                .mapToObj(i -> index("k" + i + "/\u00e9\ud83d\ude00", minute.plusSeconds(i % 7)))
                .toList();
        work().schedule(all);

        List<Work> read = new ArrayList<>();
        List<Work> page = work().inMinute(WorkKind.INDEX, minute, Optional.empty(), 10);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(10);
            read.addAll(page);
            work().done(page.subList(0, 1));
            Optional<String> last = Optional.of(page.get(page.size() - 1).key());
            page = work().inMinute(WorkKind.INDEX, minute, last, 10);
        }

        assertThat(read).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    default void shouldBeOneWhenScheduledAgain() {
        Instant minute = unusedMinute();
        Work work = index("1", minute);

        work().schedule(List.of(work));
        work().schedule(List.of(work, work));

        assertThat(work().inMinute(WorkKind.INDEX, minute, 100)).containsExactly(work);
    }

    @Test
    default void shouldBeDueAtTheLaterTimeWhenOneKeyComesTwiceInAMinute() {
        Instant minute = unusedMinute();
        Work early = index("1", minute.plusSeconds(5));
        Work late = index("1", minute.plusSeconds(50));
        Work otherEarly = index("2", minute.plusSeconds(5));
        Work otherLate = index("2", minute.plusSeconds(50));

        work().schedule(List.of(early));
        work().schedule(List.of(late));
        work().schedule(List.of(otherLate));
        work().schedule(List.of(otherEarly));

        assertThat(work().inMinute(WorkKind.INDEX, minute, 100)).containsExactlyInAnyOrder(late, otherLate);
    }

    @Test
    default void shouldBeGoneWhenDone() {
        Instant minute = unusedMinute();
        Work done = index("1", minute);
        Work left = index("2", minute);
        work().schedule(List.of(done, left));

        work().done(List.of(done));
        work().done(List.of(done));

        assertThat(work().inMinute(WorkKind.INDEX, minute, 100)).containsExactly(left);
    }

    @Test
    default void shouldStayWhenScheduledForLaterBeforeTheEarlierIsDone() {
        Instant minute = unusedMinute();
        Work early = index("1", minute.plusSeconds(5));
        Work sameMinute = index("1", minute.plusSeconds(50));
        Work nextMinute = index("1", minute.plusSeconds(70));
        work().schedule(List.of(early, sameMinute, nextMinute));

        work().done(List.of(early));

        assertThat(work().inMinute(WorkKind.INDEX, minute, 100)).containsExactly(sameMinute);
        assertThat(work().inMinute(WorkKind.INDEX, minute.plusSeconds(60), 100)).containsExactly(nextMinute);
    }

    @Test
    default void shouldComeBackWhenScheduledForLaterAfterItWasDone() {
        Instant minute = unusedMinute();
        Work early = index("1", minute.plusSeconds(5));
        Work late = index("1", minute.plusSeconds(5).plusNanos(1_000));
        work().schedule(List.of(early));
        work().done(List.of(early));

        work().schedule(List.of(late));

        assertThat(work().inMinute(WorkKind.INDEX, minute, 100)).containsExactly(late);
    }

    @Test
    default void shouldKeepAllWhenMuchIsScheduledAndDoneAtOnce() {
        Instant minute = unusedMinute();
        List<Work> much = IntStream.range(0, 1_050)
                .mapToObj(i -> index("ticket-" + i, minute.plusSeconds(i % 120).plusNanos(i * 1_000L)))
                .toList();

        work().schedule(much);

        List<Work> firstMinute = work().inMinute(WorkKind.INDEX, minute, 10_000);
        List<Work> secondMinute = work().inMinute(WorkKind.INDEX, minute.plusSeconds(60), 10_000);
        assertThat(Stream.concat(firstMinute.stream(), secondMinute.stream()))
                .containsExactlyInAnyOrderElementsOf(much);
        work().done(much);
        assertThat(work().inMinute(WorkKind.INDEX, minute, 10_000)).isEmpty();
        assertThat(work().inMinute(WorkKind.INDEX, minute.plusSeconds(60), 10_000))
                .isEmpty();
    }

    @Test
    default void shouldDoNothingWhenNoWorkIsGiven() {
        work().schedule(List.of());
        work().done(List.of());
    }

    @Test
    default void shouldKeepTheKeyWhenItIsOdd() {
        Instant minute = unusedMinute();
        Work odd = index("\u0000 \u00ff'\"\\\ud83d\ude00", minute);

        work().schedule(List.of(odd));

        assertThat(work().inMinute(WorkKind.INDEX, minute, 100)).containsExactly(odd);
    }

    @Test
    default void shouldRememberHowFarItIsDoneWhenRecorded() {
        Instant first = Instant.parse("2026-03-10T10:00:00Z");
        Instant second = Instant.parse("2026-03-10T10:07:00Z");
        work().setDoneBefore(WorkKind.DELIVERY, first);
        work().setDoneBefore(WorkKind.DELIVERY, second);

        assertThat(work().doneBefore(WorkKind.DELIVERY)).contains(second);
        assertThat(work().doneBefore(WorkKind.INDEX)).isEmpty();
    }

    @Test
    default void shouldRefuseOthersWhenALeaseIsHeld() {
        String name = lease();

        assertThat(work().lease(name, "one", 60)).isTrue();
        assertThat(work().lease(name, "two", 60)).isFalse();
        assertThat(work().lease(name, "one", 60)).as("the owner again").isTrue();
        assertThat(work().lease(lease(), "two", 60)).as("another lease").isTrue();
    }

    @Test
    default void shouldBeFreeWhenItsOwnerReleasesIt() {
        String name = lease();
        work().lease(name, "one", 60);

        work().release(name, "two");
        assertThat(work().lease(name, "two", 60)).as("released by another").isFalse();
        work().release(name, "one");
        assertThat(work().lease(name, "two", 60)).as("released by its owner").isTrue();
    }

    @Test
    default void shouldDoNothingWhenALeaseThatNobodyHoldsIsReleased() {
        String name = lease();

        work().release(name, "one");

        assertThat(work().lease(name, "two", 60)).isTrue();
    }

    @Test
    default void shouldBeFreeWhenTheLeaseHasEnded() {
        String name = lease();
        work().lease(name, "one", 1);

        await().atMost(Duration.ofSeconds(10)).until(() -> work().lease(name, "two", 60));
        assertThat(work().lease(name, "one", 60)).isFalse();
    }

    @Test
    default void shouldHoldLongerWhenItsOwnerAsksAgain() {
        String name = lease();
        work().lease(name, "one", 1);
        work().lease(name, "one", 60);

        await().during(Duration.ofMillis(2_500)).atMost(Duration.ofSeconds(10)).until(() -> !work().lease(
                        name, "two", 60));
    }

    @Test
    default void shouldRefuseWhenALeaseHoldsForNoTime() {
        assertThatIllegalArgumentException().isThrownBy(() -> work().lease(lease(), "one", 0));
    }

    @Test
    default void shouldHaveOneHolderWhenSixteenThreadsAsk() throws Exception {
        String name = lease();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Boolean>> askers = IntStream.range(0, 16)
                    .<Callable<Boolean>>mapToObj(i -> () -> work().lease(name, "owner-" + i, 60))
                    .toList();
            int holders = 0;
            for (Future<Boolean> future : threads.invokeAll(askers)) {
                holders += future.get() ? 1 : 0;
            }

            assertThat(holders).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }
}
