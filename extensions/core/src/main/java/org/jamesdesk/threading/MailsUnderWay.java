package org.jamesdesk.threading;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The mails that this node is taking in at the moment. Mails are worked on side by side, so an answer may be looked at
 * while the mail it answers is not stored yet: one of the two then waits for the other. So do two answers to a mail that
 * nobody has seen.
 *
 * <p>A mail says what it names and sees who else is there in one step. So of two that belong together at least one sees the
 * other, whichever of them is read faster, and waits for it; unless the other one waits already, for no two wait for each
 * other.
 */
public final class MailsUnderWay {
    private final Map<String, Set<Passage>> byMessageId = new HashMap<>();
    private final Map<String, Set<Passage>> byAncestor = new HashMap<>();

    /** A mail on its way; closed when it is stored or was given up. */
    public final class Passage implements AutoCloseable {
        private final Optional<String> messageId;
        private final CountDownLatch finished = new CountDownLatch(1);
        private final Set<Passage> awaited = new HashSet<>();
        private List<String> ancestors = List.of();

        private Passage(Optional<String> messageId) {
            this.messageId = messageId;
        }

        /**
         * Notes which mails this one names, as soon as that is known, and waits for those among them that are under way
         * and for the mails that name this one; once.
         *
         * @param named the Message-IDs of the mails this one names, without angle brackets
         * @param atMost after this time the mail goes on without them
         * @return whether there were any
         */
        public boolean awaitRelatives(Collection<String> named, Duration atMost) {
            return await(relatives(named), atMost);
        }

        /** Waits for the other mails that name one of these; otherwise as {@link #awaitRelatives}, and after it. */
        public boolean awaitSiblings(Collection<String> named, Duration atMost) {
            return await(siblings(named), atMost);
        }

        private Set<Passage> relatives(Collection<String> named) {
            synchronized (MailsUnderWay.this) {
                ancestors = List.copyOf(named);
                ancestors.forEach(id -> add(byAncestor, id, this));
                Set<Passage> related = all(byMessageId, ancestors);
                related.addAll(all(byAncestor, messageId.stream().toList()));
                return willAwait(related);
            }
        }

        private Set<Passage> siblings(Collection<String> named) {
            synchronized (MailsUnderWay.this) {
                return willAwait(all(byAncestor, named));
            }
        }

        private Set<Passage> willAwait(Set<Passage> others) {
            others.removeIf(other -> other == this || other.allAwaited().contains(this));
            awaited.addAll(others);
            return others;
        }

        /** The passages that this one waits for, also by way of others. */
        private Set<Passage> allAwaited() {
            Set<Passage> all = new HashSet<>();
            Deque<Passage> open = new ArrayDeque<>(awaited);
            while (!open.isEmpty()) {
                Passage next = open.remove();
                if (all.add(next)) {
                    open.addAll(next.awaited);
                }
            }
            return all;
        }

        private boolean await(Set<Passage> others, Duration atMost) {
            long deadline = System.nanoTime() + atMost.toNanos();
            for (Passage other : others) {
                if (!other.awaitEnd(deadline)) {
                    break;
                }
            }
            synchronized (MailsUnderWay.this) {
                awaited.clear();
            }
            return !others.isEmpty();
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
            synchronized (MailsUnderWay.this) {
                messageId.ifPresent(id -> remove(byMessageId, id, this));
                ancestors.forEach(id -> remove(byAncestor, id, this));
            }
            finished.countDown();
        }
    }

    /** Notes that a mail is being taken in, before it is read as a whole. */
    public synchronized Passage enter(Optional<String> messageId) {
        Passage passage = new Passage(messageId);
        messageId.ifPresent(id -> add(byMessageId, id, passage));
        return passage;
    }

    private static void add(Map<String, Set<Passage>> passages, String id, Passage passage) {
        passages.computeIfAbsent(id, any -> new LinkedHashSet<>()).add(passage);
    }

    private static void remove(Map<String, Set<Passage>> passages, String id, Passage passage) {
        passages.computeIfPresent(id, (any, those) -> {
            those.remove(passage);
            return those.isEmpty() ? null : those;
        });
    }

    private static Set<Passage> all(Map<String, Set<Passage>> passages, Collection<String> ids) {
        Set<Passage> found = new LinkedHashSet<>();
        ids.forEach(id -> found.addAll(passages.getOrDefault(id, Set.of())));
        return found;
    }
}
