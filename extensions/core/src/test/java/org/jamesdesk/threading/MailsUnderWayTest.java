package org.jamesdesk.threading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jamesdesk.threading.MailsUnderWay.Passage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MailsUnderWayTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final MailsUnderWay underWay = new MailsUnderWay();

    private Passage enter(String messageId) {
        return underWay.enter(Optional.of(messageId));
    }

    /** Lets another thread wait, and sees that it does not go on before the mail it waits for is stored. */
    private static void assertWaitsFor(Passage awaited, BooleanSupplier waiting) throws InterruptedException {
        AtomicBoolean stored = new AtomicBoolean();
        AtomicBoolean waited = new AtomicBoolean();
        Thread other = new Thread(() -> waited.set(waiting.getAsBoolean() && stored.get()));
        other.start();
        await().until(() -> other.getState() == Thread.State.TIMED_WAITING || !other.isAlive());
        stored.set(true);
        awaited.close();
        other.join();
        assertThat(waited).isTrue();
    }

    @Test
    void shouldWaitForTheMailItNamesWhenThatIsNotReadYet() throws InterruptedException {
        Passage parent = enter("parent@x");
        Passage child = enter("child@x");

        assertWaitsFor(parent, () -> child.awaitRelatives(List.of("unknown@x", "parent@x"), LONG));
    }

    @Test
    void shouldWaitForTheMailThatNamesItWhenThatIsReadAlready() throws InterruptedException {
        Passage child = enter("child@x");
        assertThat(child.awaitRelatives(List.of("parent@x"), LONG)).isFalse();
        Passage parent = enter("parent@x");

        assertWaitsFor(child, () -> parent.awaitRelatives(List.of(), LONG));
    }

    @Test
    void shouldWaitForTheMailItNamesWhenThatCameLaterAndAskedInVain() throws InterruptedException {
        Passage child = enter("child@x");
        Passage parent = enter("parent@x");
        assertThat(parent.awaitRelatives(List.of(), LONG)).isFalse();

        assertWaitsFor(parent, () -> child.awaitRelatives(List.of("parent@x"), LONG));
    }

    @Test
    void shouldNotWaitForAMailThatWaitsForIt() throws InterruptedException {
        Passage parent = enter("parent@x");
        Passage child = enter("child@x");
        Thread other = new Thread(() -> child.awaitRelatives(List.of("parent@x"), LONG));
        other.start();
        await().until(() -> other.getState() == Thread.State.TIMED_WAITING);

        assertThat(parent.awaitRelatives(List.of(), LONG)).isFalse();

        parent.close();
        other.join();
    }

    @Test
    void shouldGoOnWhenMailsNameEachOtherInACircle() throws InterruptedException {
        List<Passage> circle =
                IntStream.range(0, 5).mapToObj(i -> enter(i + "@x")).toList();
        CountDownLatch start = new CountDownLatch(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = IntStream.range(0, 5)
                .mapToObj(i -> new Thread(() -> {
                    try (Passage passage = circle.get(i)) {
                        start.await();
                        passage.awaitRelatives(List.of((i + 1) % 5 + "@x"), LONG);
                        order.add(i + "@x");
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(order).hasSize(5);
    }

    @Test
    void shouldNotWaitForItself() {
        assertThat(enter("a@x").awaitRelatives(List.of("a@x"), LONG)).isFalse();
    }

    @Test
    void shouldGoOnAloneWhenTheOtherMailTakesTooLong() {
        try (Passage slow = enter("slow@x");
                Passage answer = enter("answer@x")) {
            assertThat(answer.awaitRelatives(List.of("slow@x"), Duration.ofMillis(20)))
                    .isTrue();
            assertThat(slow).isNotNull();
        }
    }

    @Test
    void shouldWaitForTheSecondMailWithAMessageIdWhenTheFirstIsStored() throws InterruptedException {
        Passage first = enter("parent@x");
        Passage second = enter("parent@x");
        first.close();
        Passage child = enter("child@x");

        assertWaitsFor(second, () -> child.awaitRelatives(List.of("parent@x"), LONG));
    }

    @Test
    void shouldWaitForOneOfTwoWhenBothNameTheSameMail() throws InterruptedException {
        Passage first = enter("first@x");
        first.awaitRelatives(List.of("parent@x", "other@x"), LONG);
        Passage second = enter("second@x");
        second.awaitRelatives(List.of("parent@x"), LONG);

        assertWaitsFor(first, () -> second.awaitSiblings(List.of("parent@x"), LONG));
        second.close();
        try (Passage third = underWay.enter(Optional.empty())) {
            assertThat(third.awaitSiblings(List.of("parent@x", "other@x"), LONG))
                    .isFalse();
        }
    }

    @Test
    void shouldGoOneAfterTheOtherWhenManyNameTheSameMail() throws InterruptedException {
        List<Passage> siblings =
                IntStream.range(0, 60).mapToObj(i -> enter(i + "@x")).toList();
        siblings.forEach(sibling -> sibling.awaitRelatives(List.of("parent@x"), LONG));
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger mostAtOnce = new AtomicInteger();
        List<Thread> threads = siblings.stream()
                .map(sibling -> new Thread(() -> {
                    try (Passage passage = sibling) {
                        passage.awaitSiblings(List.of("parent@x"), LONG);
                        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                        Thread.yield();
                        atOnce.decrementAndGet();
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(mostAtOnce).hasValue(1);
        try (Passage last = enter("last@x")) {
            assertThat(last.awaitSiblings(List.of("parent@x"), LONG)).isFalse();
        }
    }
}
