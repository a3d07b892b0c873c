package org.jamesdesk.threading;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The mails that this node is taking in at the moment. Mails are worked on side by side, so an answer may be looked at
 * while the mail it answers, which was accepted before it, is not stored yet; the answer then waits for that mail. So do
 * two answers to a mail that nobody has seen, and that mail for an answer that came before it. A mail waits only for those
 * that began before it, so no two wait for each other.
 */
public final class MailsUnderWay {
    private final Map<String, Passage> byMessageId = new ConcurrentHashMap<>();
    private final Map<String, Set<Passage>> byAncestor = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();

    /** A mail on its way; closed when it is stored or was given up. */
    public final class Passage implements AutoCloseable {
        private final Optional<String> messageId;
        private final long number = sequence.incrementAndGet();
        private final CountDownLatch finished = new CountDownLatch(1);
        private List<String> ancestors = List.of();

        private Passage(Optional<String> messageId) {
            this.messageId = messageId;
        }

        /** Notes which mails this one names, as soon as that is known; once. */
        public void names(Collection<String> messageIds) {
            ancestors = List.copyOf(messageIds);
            for (String id : ancestors) {
                byAncestor.compute(id, (any, others) -> {
                    Set<Passage> passages = others == null ? ConcurrentHashMap.newKeySet() : others;
                    passages.add(this);
                    return passages;
                });
            }
        }

        /**
         * Waits for those of these mails that began before this one.
         *
         * @param messageIds without angle brackets
         * @param atMost after this time the mail goes on without them
         * @return whether there were any
         */
        public boolean awaitEarlier(Collection<String> messageIds, Duration atMost) {
            return await(messageIds.stream().flatMap(id -> Optional.ofNullable(byMessageId.get(id)).stream()), atMost);
        }

        /** As {@link #awaitEarlier}, for the mails that name one of these. */
        public boolean awaitEarlierNaming(Collection<String> messageIds, Duration atMost) {
            return await(messageIds.stream().flatMap(id -> byAncestor.getOrDefault(id, Set.of()).stream()), atMost);
        }

        private boolean await(Stream<Passage> passages, Duration atMost) {
            long deadline = System.nanoTime() + atMost.toNanos();
            List<Passage> earlier = passages.filter(other -> other.number < number)
                    .distinct()
                    .sorted(Comparator.comparing(other -> other.number))
                    .toList();
            for (Passage other : earlier) {
                if (!other.awaitEnd(deadline)) {
                    break;
                }
            }
            return !earlier.isEmpty();
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
            for (String id : ancestors) {
                byAncestor.computeIfPresent(id, (any, passages) -> {
                    passages.remove(this);
                    return passages.isEmpty() ? null : passages;
                });
            }
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
