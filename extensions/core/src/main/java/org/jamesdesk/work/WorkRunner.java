package org.jamesdesk.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that work of one kind gets done. Signalled work starts at once; a sweep over the store's minute buckets
 * finds what a crash, another node or a full signal queue left behind, and what was scheduled for later. Several nodes
 * may sweep the same buckets: handlers are idempotent.
 */
public final class WorkRunner implements WorkSignal, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(WorkRunner.class);
    private static final int SIGNAL_CAPACITY = 20_000;
    private static final int SWEEP_PAGE = 500;
    /** A bucket younger than this may still get work from a node whose clock is behind or whose write is on its way. */
    private static final Duration BUCKET_MATURITY = Duration.ofMinutes(10);

    /** Between two thorough sweeps, only buckets as young as this and those with work left are read again. */
    private static final Duration YOUNG = Duration.ofMinutes(2);

    private static final Duration THOROUGH_EVERY = Duration.ofMinutes(1);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

    /**
     * How a runner works.
     *
     * @param threads how many handle signalled work
     * @param batch how much a handler gets at once
     * @param linger how long a thread waits for more before it hands over a batch that is not full
     * @param sweepEvery the pause between two sweeps
     * @param patience a sweep leaves work alone that was due more recently than this: its signal is on the way
     */
    public record Settings(int threads, int batch, Duration linger, Duration sweepEvery, Duration patience) {}

    private final WorkKind kind;
    private final WorkStore store;
    private final WorkHandler handler;
    private final Clock clock;
    private final Settings settings;
    private final BlockingQueue<Work> signalled = new LinkedBlockingQueue<>(SIGNAL_CAPACITY);
    /** What was signalled and is not done yet: a sweep would do it a second time when there is much to do. */
    private final Set<Work> underWay = ConcurrentHashMap.newKeySet();

    private final ReentrantLock collecting = new ReentrantLock();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;
    private volatile Instant oldestUndone = Instant.MAX;
    private Instant thoroughAt = Instant.MIN;
    private Set<Instant> unfinished = Set.of();

    public WorkRunner(WorkKind kind, WorkStore store, WorkHandler handler, Clock clock, Settings settings) {
        this.kind = kind;
        this.store = store;
        this.handler = handler;
        this.clock = clock;
        this.settings = settings;
    }

    /** Starts the threads; they are daemons. */
    public synchronized void start() {
        running = true;
        for (int i = 1; i <= settings.threads(); i++) {
            threads.add(new Thread(this::workLoop, "desk-" + kind.storedName() + "-" + i));
        }
        threads.add(new Thread(this::sweepLoop, "desk-" + kind.storedName() + "-sweep"));
        threads.forEach(thread -> thread.setDaemon(true));
        threads.forEach(Thread::start);
    }

    /** Stops; work in hand is interrupted and found again by the next sweep of any node. */
    @Override
    public synchronized void close() {
        running = false;
        threads.forEach(Thread::interrupt);
        long deadline = System.nanoTime() + PATIENCE_AT_STOP.toNanos();
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(
                        1, Duration.ofNanos(deadline - System.nanoTime()).toMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        threads.clear();
    }

    /** The kind of work this runner does. */
    public WorkKind kind() {
        return kind;
    }

    /** How much signalled work waits in memory. */
    public int backlog() {
        return signalled.size();
    }

    /** How long ago the oldest work became due that the last sweep could not get done; zero when there is none. */
    public Duration lag() {
        Instant oldest = oldestUndone;
        return oldest.equals(Instant.MAX) ? Duration.ZERO : Duration.between(oldest, clock.instant());
    }

    @Override
    public void scheduled(List<Work> work) {
        Instant now = clock.instant();
        for (Work piece : work) {
            boolean isNew = piece.kind() == kind && !piece.dueAt().isAfter(now) && underWay.add(piece);
            if (isNew && !signalled.offer(piece)) {
                underWay.remove(piece);
                return;
            }
        }
    }

    private void workLoop() {
        while (running) {
            try {
                List<Work> batch = nextBatch();
                if (!batch.isEmpty()) {
                    runSignalled(batch);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOGGER.warn("Work of kind {} failed and will be repeated: {}", kind.storedName(), e.toString());
                pause(PAUSE_AFTER_FAILURE);
            }
        }
    }

    /** Threads collect one after the other: what comes while one of them lingers makes one batch and not several. */
    private List<Work> nextBatch() throws InterruptedException {
        collecting.lockInterruptibly();
        try {
            return collect();
        } finally {
            collecting.unlock();
        }
    }

    private List<Work> collect() throws InterruptedException {
        List<Work> batch = new ArrayList<>();
        Work first = signalled.poll(1, TimeUnit.SECONDS);
        if (first == null) {
            return batch;
        }
        batch.add(first);
        if (settings.batch() > 1) {
            TimeUnit.MILLISECONDS.sleep(settings.linger().toMillis());
            signalled.drainTo(batch, settings.batch() - 1);
        }
        return batch;
    }

    /** Whatever comes of it, from now on a sweep may do what is left. */
    private void runSignalled(List<Work> batch) {
        try {
            run(batch);
        } finally {
            batch.forEach(underWay::remove);
        }
    }

    /** Hands each key to the handler once, and forgets every piece of a key that is done. */
    private Set<String> run(Collection<Work> pieces) {
        Map<String, Work> byKey = new LinkedHashMap<>();
        for (Work piece : pieces) {
            byKey.merge(piece.key(), piece, (a, b) -> a.dueAt().isAfter(b.dueAt()) ? a : b);
        }
        Set<String> done = handler.handle(List.copyOf(byKey.values())).stream()
                .map(Work::key)
                .collect(Collectors.toSet());
        store.done(pieces.stream().filter(piece -> done.contains(piece.key())).toList());
        return done;
    }

    private void sweepLoop() {
        while (running) {
            pause(settings.sweepEvery());
            if (running) {
                try {
                    sweep();
                } catch (RuntimeException e) {
                    LOGGER.warn("Sweep for work of kind {} failed: {}", kind.storedName(), e.toString());
                }
            }
        }
    }

    /**
     * Does all stored work that is due, oldest first. A bucket whose work is done still costs the store the reading of
     * what was deleted, so most sweeps pass over the buckets that the last thorough one left empty.
     */
    void sweep() {
        Instant now = clock.instant();
        boolean thorough = !thoroughAt.plus(THOROUGH_EVERY).isAfter(now);
        Set<Instant> left = new HashSet<>();
        Instant first = store.doneBefore(kind)
                .orElseGet(() -> now.minus(BUCKET_MATURITY).truncatedTo(ChronoUnit.MINUTES));
        Instant mature = now.minus(BUCKET_MATURITY);
        Instant doneBefore = first;
        Instant oldest = Instant.MAX;
        for (Instant minute = first; !minute.isAfter(now) && running(); minute = minute.plus(1, ChronoUnit.MINUTES)) {
            if (!thorough && minute.isBefore(now.minus(YOUNG)) && !unfinished.contains(minute)) {
                continue;
            }
            Instant undone = sweepMinute(minute, now.minus(settings.patience()));
            if (undone.isBefore(oldest)) {
                oldest = undone;
            }
            if (!undone.equals(Instant.MAX)) {
                left.add(minute);
            } else if (minute.equals(doneBefore) && minute.isBefore(mature)) {
                doneBefore = minute.plus(1, ChronoUnit.MINUTES);
            }
        }
        unfinished = left;
        thoroughAt = thorough ? now : thoroughAt;
        oldestUndone = oldest;
        if (doneBefore.isAfter(first) || store.doneBefore(kind).isEmpty()) {
            store.setDoneBefore(kind, doneBefore);
        }
    }

    private boolean running() {
        return !Thread.currentThread().isInterrupted();
    }

    /** When the oldest work of the bucket is due that is still to be done; {@link Instant#MAX} for an empty bucket. */
    private Instant sweepMinute(Instant minute, Instant dueBefore) {
        Instant oldest = Instant.MAX;
        while (true) {
            Set<Work> others = Set.copyOf(underWay);
            List<Work> stored = store.inMinute(kind, minute, SWEEP_PAGE);
            List<Work> due = stored.stream()
                    .filter(work -> work.dueAt().isBefore(dueBefore) && !others.contains(work))
                    .toList();
            Set<String> done = runSideBySide(due);
            int doneNow = done.size();
            oldest = oldest(
                    oldest,
                    due.stream().filter(work -> !done.contains(work.key())).toList());
            if (stored.size() < SWEEP_PAGE || doneNow == 0) {
                return stored.size() == doneNow ? oldest : oldest(oldest, notIn(stored, due));
            }
            oldest = Instant.MAX;
        }
    }

    /** As many batches at a time as the runner has threads, so that one slow piece does not hold up all others. */
    private Set<String> runSideBySide(List<Work> due) {
        if (due.isEmpty()) {
            return Set.of();
        }
        List<List<Work>> batches = new ArrayList<>();
        for (int from = 0; from < due.size(); from += settings.batch()) {
            batches.add(due.subList(from, Math.min(due.size(), from + settings.batch())));
        }
        ExecutorService sweepers = Executors.newFixedThreadPool(settings.threads(), this::sweeper);
        try {
            Set<String> done = new HashSet<>();
            for (Future<Set<String>> batch : sweepers.invokeAll(batches.stream()
                    .map(batch -> (Callable<Set<String>>) () -> run(batch))
                    .toList())) {
                done.addAll(batch.get());
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Set.of();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a sweep for " + kind.storedName() + " failed: " + e.getCause(), e);
        } finally {
            sweepers.shutdownNow();
        }
    }

    private Thread sweeper(Runnable work) {
        Thread thread = new Thread(work, "desk-" + kind.storedName() + "-sweeper");
        thread.setDaemon(true);
        return thread;
    }

    private static List<Work> notIn(List<Work> stored, List<Work> due) {
        return stored.stream().filter(work -> !due.contains(work)).toList();
    }

    private static Instant oldest(Instant oldest, List<Work> work) {
        return work.stream().map(Work::dueAt).reduce(oldest, (a, b) -> a.isBefore(b) ? a : b);
    }

    private void pause(Duration duration) {
        try {
            TimeUnit.MILLISECONDS.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
