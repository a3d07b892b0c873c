package org.jamesdesk.threading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MailsUnderWayTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final MailsUnderWay underWay = new MailsUnderWay();

    @Test
    void shouldWaitForTheEarlierMailUntilItIsStored() {
        MailsUnderWay.Passage parent = underWay.enter(Optional.of("parent@x"));
        AtomicBoolean stored = new AtomicBoolean();
        AtomicBoolean wentOnAfterIt = new AtomicBoolean();
        Thread answer = new Thread(() -> {
            try (MailsUnderWay.Passage child = underWay.enter(Optional.of("child@x"))) {
                child.awaitEarlier(List.of("unknown@x", "parent@x"), LONG);
                wentOnAfterIt.set(stored.get());
            }
        });
        answer.start();
        await().until(() -> answer.getState() == Thread.State.TIMED_WAITING);
        stored.set(true);
        parent.close();

        await().untilTrue(wentOnAfterIt);
    }

    @Test
    @Timeout(10)
    void shouldNotWaitForALaterMailNorForItself() {
        try (MailsUnderWay.Passage first = underWay.enter(Optional.of("first@x"));
                MailsUnderWay.Passage second = underWay.enter(Optional.of("second@x"))) {
            assertThat(second).isNotNull();
            assertThatCode(() -> first.awaitEarlier(List.of("second@x", "first@x"), LONG))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    @Timeout(10)
    void shouldGoOnAloneWhenTheEarlierMailTakesTooLong() {
        try (MailsUnderWay.Passage slow = underWay.enter(Optional.of("slow@x"));
                MailsUnderWay.Passage answer = underWay.enter(Optional.of("answer@x"))) {
            assertThat(slow).isNotNull();
            answer.awaitEarlier(List.of("slow@x"), Duration.ofMillis(20));
        }
    }

    @Test
    @Timeout(10)
    void shouldWaitForTheEarlierOfTwoWhenBothNameTheSameMail() {
        MailsUnderWay.Passage first = underWay.enter(Optional.of("first@x"));
        first.names(List.of("parent@x", "other@x"));
        AtomicBoolean waited = new AtomicBoolean();
        Thread sibling = new Thread(() -> {
            try (MailsUnderWay.Passage second = underWay.enter(Optional.of("second@x"))) {
                second.names(List.of("parent@x"));
                waited.set(second.awaitEarlierNaming(List.of("parent@x"), LONG));
            }
        });
        sibling.start();
        await().until(() -> sibling.getState() == Thread.State.TIMED_WAITING);
        assertThat(first.awaitEarlierNaming(List.of("parent@x"), LONG)).isFalse();
        first.close();

        await().untilTrue(waited);
        try (MailsUnderWay.Passage third = underWay.enter(Optional.empty())) {
            assertThat(third.awaitEarlierNaming(List.of("parent@x", "other@x"), LONG))
                    .isFalse();
        }
    }
}
