package org.jamesdesk.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jamesdesk.benchmarks.mail.BenchmarkMail;
import org.jamesdesk.benchmarks.mail.Draft;
import org.jamesdesk.benchmarks.mail.Draft.Naming;
import org.jamesdesk.benchmarks.smtp.SmtpConnection;
import org.jamesdesk.benchmarks.smtp.SmtpConnection.RefusedException;

/**
 * Sends mails over parallel connections, each kept open for mail after mail. A reply answers any mail of the ledger, all
 * with the same chance. What is refused for now, or cut off, is sent again, byte for byte.
 */
public final class Senders {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MAX_TRIES = 100;
    private static final long PAUSE_MILLIS = 200;

    private final InetSocketAddress smtp;
    private final String recipient;
    private final int connections;
    private final Ledger ledger;

    public Senders(InetSocketAddress smtp, String recipient, int connections, Ledger ledger) {
        this.smtp = smtp;
        this.recipient = recipient;
        this.connections = connections;
        this.ledger = ledger;
    }

    /** Hears of every 250; called by several threads. */
    @FunctionalInterface
    public interface Listener {
        /** @param at in {@link System#nanoTime()} */
        void acknowledged(BenchmarkMail mail, long at);
    }

    /**
     * What sending came to.
     *
     * @param took from the first MAIL FROM to the last 250
     * @param repeats how often a mail had to be sent again
     */
    public record Sent(Duration took, int repeats) {}

    /**
     * Sends all of these mails.
     *
     * @param mailsPerSecond how many are begun in a second; 0: as many as the server takes
     * @throws IOException when a mail was refused for good or too often
     */
    public Sent send(List<Draft> drafts, int mailsPerSecond, Listener listener)
            throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            AtomicInteger next = new AtomicInteger();
            AtomicInteger repeats = new AtomicInteger();
            long start = System.nanoTime();
            List<Future<Long>> senders = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                Random random = new Random(i);
                senders.add(threads.submit(
                        () -> new Sender(drafts, mailsPerSecond, listener, next, repeats, random, start).run()));
            }
            long end = start;
            for (Future<Long> sender : senders) {
                end = Math.max(end, sender.get());
            }
            return new Sent(Duration.ofNanos(end - start), repeats.get());
        } catch (ExecutionException e) {
            throw new IOException("sending failed: " + e.getCause().getMessage(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private final class Sender {
        private final List<Draft> drafts;
        private final int mailsPerSecond;
        private final Listener listener;
        private final AtomicInteger next;
        private final AtomicInteger repeats;
        private final Random random;
        private final long start;
        private Optional<SmtpConnection> open = Optional.empty();

        Sender(
                List<Draft> drafts,
                int mailsPerSecond,
                Listener listener,
                AtomicInteger next,
                AtomicInteger repeats,
                Random random,
                long start) {
            this.drafts = drafts;
            this.mailsPerSecond = mailsPerSecond;
            this.listener = listener;
            this.next = next;
            this.repeats = repeats;
            this.random = random;
            this.start = start;
        }

        /** When the last 250 came. */
        long run() throws IOException, InterruptedException {
            long last = start;
            for (int i = next.getAndIncrement(); i < drafts.size(); i = next.getAndIncrement()) {
                awaitTurn(i);
                BenchmarkMail mail = mail(drafts.get(i));
                last = deliver(mail);
                ledger.acknowledged(mail);
                listener.acknowledged(mail, last);
            }
            if (open.isPresent()) {
                open.get().close();
            }
            return last;
        }

        private BenchmarkMail mail(Draft draft) {
            return (draft.reply() ? ledger.any(random) : Optional.<BenchmarkMail>empty())
                    .map(parent -> draft.answering(parent, Naming.IN_REPLY_TO_AND_REFERENCES))
                    .orElseGet(draft::opening);
        }

        private void awaitTurn(int number) throws InterruptedException {
            if (mailsPerSecond > 0) {
                long due = start + number * TimeUnit.SECONDS.toNanos(1) / mailsPerSecond;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            }
        }

        private long deliver(BenchmarkMail mail) throws IOException, InterruptedException {
            for (int tries = 1; ; tries++) {
                try {
                    if (open.isEmpty()) {
                        open = Optional.of(new SmtpConnection(smtp, PATIENCE));
                    }
                    return open.get().send(mail, recipient);
                } catch (RefusedException e) {
                    if (!e.isTemporary() || tries == MAX_TRIES) {
                        throw e;
                    }
                } catch (IOException e) {
                    if (tries == MAX_TRIES) {
                        throw e;
                    }
                    open = Optional.empty();
                }
                repeats.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }
}
