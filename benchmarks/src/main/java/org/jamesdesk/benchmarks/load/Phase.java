package org.jamesdesk.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jamesdesk.benchmarks.desk.DeskProcess;
import org.jamesdesk.benchmarks.desk.DeskTables;
import org.jamesdesk.benchmarks.desk.DeskUnderTest;
import org.jamesdesk.benchmarks.desk.Spool;
import org.jamesdesk.benchmarks.desk.TicketSearch;
import org.jamesdesk.benchmarks.mail.BenchmarkMail;
import org.jamesdesk.benchmarks.mail.Draft;
import org.jamesdesk.benchmarks.report.Latencies;
import org.jamesdesk.benchmarks.report.PhaseResult;

/** Sends a number of mails and measures until everything that follows from them is done. */
public final class Phase {
    private static final Duration STANDSTILL = Duration.ofSeconds(60);
    private static final Duration STORE_PAUSE = Duration.ofMillis(5);
    private static final Duration SEARCH_PAUSE = Duration.ofMillis(100);
    private static final long SPOOL_PAUSE_MILLIS = 200;
    private static final int SAMPLE = 20;
    private static final int TAIL = 200;
    private static final int TAIL_AT_A_TIME = 2;

    private final DeskUnderTest desk;
    private final Spool spool;
    private final Senders senders;
    private final Ledger ledger;

    public Phase(DeskUnderTest desk, Spool spool, Senders senders, Ledger ledger) {
        this.desk = desk;
        this.spool = spool;
        this.senders = senders;
        this.ledger = ledger;
    }

    /** Against the whole desk: until all mails are stored and searchable. */
    public PhaseResult throughDesk(
            String name, List<Draft> drafts, int mailsPerSecond, DeskTables tables, TicketSearch search)
            throws IOException, InterruptedException {
        try (LatencyWatch stored = new LatencyWatch("watch-stored", tables, 2, STORE_PAUSE);
                LatencyWatch searchable = new LatencyWatch("watch-searchable", search, 500, SEARCH_PAUSE)) {
            AtomicInteger number = new AtomicInteger();
            Stopwatch watch = new Stopwatch();
            Senders.Sent sent = senders.send(drafts, mailsPerSecond, (mail, at) -> {
                if (number.incrementAndGet() % SAMPLE == 0) {
                    stored.expect(mail.messageId(), at);
                    searchable.expect(mail.messageId(), at);
                }
            });
            awaitStored(tables);
            Duration allStored = watch.elapsed();
            stored.awaitAll(STANDSTILL);
            awaitSearchable(search);
            searchable.awaitAll(STANDSTILL);
            return watch.result(
                    name,
                    drafts.size(),
                    sent,
                    allStored,
                    Optional.of(stored.latencies()),
                    Optional.of(searchable.latencies()));
        }
    }

    /** Against a James that discards: until its queue is empty. */
    public PhaseResult discarded(String name, List<Draft> drafts) throws IOException, InterruptedException {
        Stopwatch watch = new Stopwatch();
        Senders.Sent sent = senders.send(drafts, 0, (mail, at) -> {});
        awaitSpoolEmpty();
        return watch.result(name, drafts.size(), sent, watch.elapsed(), Optional.empty(), Optional.empty());
    }

    /** The last mails tell when all are stored, as far as the queue keeps their order; the queue tells the rest. */
    public void awaitStored(DeskTables tables) throws InterruptedException {
        List<BenchmarkMail> mails = ledger.mails();
        List<String> waiting = new ArrayList<>(mails.subList(Math.max(0, mails.size() - TAIL), mails.size()).stream()
                .map(BenchmarkMail::messageId)
                .toList());
        Progress progress = new Progress();
        while (!waiting.isEmpty() && progress.isRecent()) {
            Set<String> visible = tables.visible(waiting.subList(0, Math.min(TAIL_AT_A_TIME, waiting.size())));
            waiting.removeAll(visible);
            progress.seen(spool.size());
            if (visible.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(SPOOL_PAUSE_MILLIS);
            }
        }
        awaitSpoolEmpty();
    }

    /** Until the tickets in the index have as many conversations as mails were sent. */
    public void awaitSearchable(TicketSearch search) throws InterruptedException {
        Progress progress = new Progress();
        long found = search.conversations();
        while (found < ledger.size() && progress.isRecent()) {
            progress.seen(found);
            TimeUnit.MILLISECONDS.sleep(SEARCH_PAUSE.toMillis());
            found = search.conversations();
        }
    }

    private void awaitSpoolEmpty() throws InterruptedException {
        Progress progress = new Progress();
        for (long size = spool.size(); size > 0 && progress.isRecent(); size = spool.size()) {
            progress.seen(size);
            TimeUnit.MILLISECONDS.sleep(SPOOL_PAUSE_MILLIS);
        }
    }

    /** Whether a figure has changed lately. */
    private static final class Progress {
        private long last = -1;
        private long since = System.nanoTime();

        void seen(long figure) {
            if (figure != last) {
                last = figure;
                since = System.nanoTime();
            }
        }

        boolean isRecent() {
            return System.nanoTime() - since < STANDSTILL.toNanos();
        }
    }

    private final class Stopwatch {
        private final long start = System.nanoTime();
        private final Usage before = Usage.of(desk.processes());
        private final Usage generatorBefore = Usage.of(List.of(DeskProcess.self()));

        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - start);
        }

        PhaseResult result(
                String name,
                int mails,
                Senders.Sent sent,
                Duration done,
                Optional<Latencies> stored,
                Optional<Latencies> searchable) {
            Usage now = Usage.of(desk.processes());
            double generator =
                    Usage.of(List.of(DeskProcess.self())).perMailSince(generatorBefore, mails).values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum();
            return new PhaseResult(
                    name,
                    mails,
                    perSecond(mails, sent.took()),
                    perSecond(mails, done),
                    sent.repeats(),
                    stored,
                    searchable,
                    now.perMailSince(before, mails),
                    now.compilersPerMailSince(before, mails),
                    generator);
        }

        private double perSecond(int mails, Duration time) {
            return mails / (time.toNanos() / 1e9);
        }
    }
}
