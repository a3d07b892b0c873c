package org.jamesdesk.threading;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The mails that this node is taking in at the moment. Mails are worked on side by side, so an answer may be looked at
 * while the mail it answers, which was accepted before it, is not stored yet; the answer then waits for that mail. A mail
 * waits only for those that began before it, so two that name each other do not block each other.
 */
public final class MailsUnderWay {
    private final Map<String, Passage> byMessageId = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();

    /** A mail on its way; closed when it is stored or was given up. */
    public final class Passage implements AutoCloseable {
        private final Optional<String> messageId;
        private final long number = sequence.incrementAndGet();
        private final CountDownLatch finished = new CountDownLatch(1);

        private Passage(Optional<String> messageId) {
            this.messageId = messageId;
        }

        /**
         * Waits for those of these mails that began before this one.
         *
         * @param messageIds without angle brackets
         * @param atMost after this time the mail goes on without them
         */
        public void awaitEarlier(Collection<String> messageIds, Duration atMost) {
            long deadline = System.nanoTime() + atMost.toNanos();
            for (String id : messageIds) {
                Passage other = byMessageId.get(id);
                if (other != null && other.number < number && !other.awaitEnd(deadline)) {
                    return;
                }
            }
        }

        private boolean awaitEnd(long deadline) {
            try {
                return finished.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void close() {
            messageId.ifPresent(id -> byMessageId.remove(id, this));
            finished.countDown();
        }
    }

    /** Notes that a mail is being taken in; of two with one Message-ID the first is waited for. */
    public Passage enter(Optional<String> messageId) {
        Passage passage = new Passage(messageId);
        messageId.ifPresent(id -> byMessageId.putIfAbsent(id, passage));
        return passage;
    }
}
