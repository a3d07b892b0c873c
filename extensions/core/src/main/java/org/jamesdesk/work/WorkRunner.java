package org.jamesdesk.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that work of one kind gets done. Signalled work starts at once; a sweep over the store's minute buckets
 * finds what a crash, another node or full lanes left behind, and what was scheduled for later. Both let work wait in
 * {@link Lanes}, from which the threads take it lane by lane, so that much work of one lane never holds up another. Several nodes
 * may sweep the same buckets: handlers are idempotent.
 */
public final class WorkRunner implements WorkSignal, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(WorkRunner.class);
    private static final int SWEEP_PAGE = 500;
    /** A bucket younger than this may still get work from a node whose clock is behind or whose write is on its way. */
    private static final Duration BUCKET_MATURITY = Duration.ofMinutes(10);

    /** Between two thorough sweeps, only buckets as young as this and those with work left are read again. */
    private static final Duration YOUNG = Duration.ofMinutes(2);

    private static final Duration THOROUGH_EVERY = Duration.ofMinutes(1);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

    /**
     * How a runner works.
     *
     * @param threads how many do the work
     * @param batch how many keys a handler gets at once, all of one lane
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
    private final Lanes lanes;
    private final ReentrantLock collecting = new ReentrantLock();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;
    private volatile Instant oldestUndone = Instant.MAX;
    private Instant thoroughAt = Instant.MIN;
    private Set<Instant> unfinished = Set.of();

    public WorkRunner(
            WorkKind kind, WorkStore store, WorkHandler handler, LaneRules rules, Clock clock, Settings settings) {
        this.kind = kind;
        this.store = store;
        this.handler = handler;
        this.lanes = new Lanes(rules, clock);
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

    /** How much work waits in memory. */
    public int backlog() {
        return lanes.waiting();
    }

    /** How long ago the oldest work became due that the last sweep found; zero when there was none. */
    public Duration lag() {
        Instant oldest = oldestUndone;
        return oldest.equals(Instant.MAX) ? Duration.ZERO : Duration.between(oldest, clock.instant());
    }

    @Override
    public void scheduled(List<Work> work) {
        Instant now = clock.instant();
        work.stream()
                .filter(piece -> piece.kind() == kind && !piece.dueAt().isAfter(now))
                .forEach(lanes::offer);
    }

    private void workLoop() {
        while (running) {
            try {
                doNext(IDLE);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOGGER.warn("Work of kind {} failed and will be repeated: {}", kind.storedName(), e.toString());
                pause(PAUSE_AFTER_FAILURE);
            }
        }
    }

    /**
     * Does the next batch. Whatever comes of it, from then on a sweep may do what is left.
     *
     * @param patience how long to wait for work
     * @return whether there was any
     */
    boolean doNext(Duration patience) throws InterruptedException {
        Optional<Lanes.Turn> turn = nextBatch(patience);
        if (turn.isEmpty()) {
            return false;
        }
        try {
            run(turn.get().work());
        } finally {
            lanes.finished(turn.get());
        }
        return true;
    }

    /** Threads collect one after the other: what comes while one of them lingers makes one batch and not several. */
    private Optional<Lanes.Turn> nextBatch(Duration patience) throws InterruptedException {
        collecting.lockInterruptibly();
        try {
            Optional<Lanes.Turn> turn = lanes.take(patience);
            if (turn.isPresent() && settings.batch() > 1) {
                TimeUnit.MILLISECONDS.sleep(settings.linger().toMillis());
                lanes.join(turn.get(), settings.batch() - 1);
            }
            return turn;
        } finally {
            collecting.unlock();
        }
    }

    /** Hands each key to the handler once, and forgets every piece of a key that is done. */
    private void run(Collection<Work> pieces) {
        Map<String, Work> byKey = new LinkedHashMap<>();
        for (Work piece : pieces) {
            byKey.merge(piece.key(), piece, (a, b) -> a.dueAt().isAfter(b.dueAt()) ? a : b);
        }
        Set<String> done = handler.handle(List.copyOf(byKey.values())).stream()
                .map(Work::key)
                .collect(Collectors.toSet());
        store.done(pieces.stream().filter(piece -> done.contains(piece.key())).toList());
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
     * Lets all stored work wait in its lane that is due, oldest first, as far as there is room. A bucket whose work is done
     * still costs the store the reading of what was deleted, so most sweeps pass over the buckets that the last thorough one
     * found empty.
     */
    void sweep() {
        Instant now = clock.instant();
        boolean thorough = !thoroughAt.plus(THOROUGH_EVERY).isAfter(now);
        Set<Instant> left = new HashSet<>();
        Instant first = store.doneBefore(kind)
                .orElseGet(() -> now.minus(BUCKET_MATURITY).truncatedTo(ChronoUnit.MINUTES));
        Instant mature = now.minus(BUCKET_MATURITY);
        Instant doneBefore = first;
        Instant oldest = now;
        for (Instant minute = first; !minute.isAfter(now) && running(); minute = minute.plus(1, ChronoUnit.MINUTES)) {
            if (!thorough && minute.isBefore(now.minus(YOUNG)) && !unfinished.contains(minute)) {
                continue;
            }
            Optional<Instant> oldestHere = sweepMinute(minute, now.minus(settings.patience()));
            if (oldestHere.isPresent()) {
                left.add(minute);
                oldest = oldestHere.get().isBefore(oldest) ? oldestHere.get() : oldest;
            } else if (minute.equals(doneBefore) && minute.isBefore(mature)) {
                doneBefore = minute.plus(1, ChronoUnit.MINUTES);
            }
        }
        unfinished = left;
        thoroughAt = thorough ? now : thoroughAt;
        oldestUndone = oldest.isBefore(now) ? oldest : Instant.MAX;
        if (doneBefore.isAfter(first) || store.doneBefore(kind).isEmpty()) {
            store.setDoneBefore(kind, doneBefore);
        }
    }

    private boolean running() {
        return !Thread.currentThread().isInterrupted();
    }

    /** When the oldest work of the bucket is due, which may be later; empty for an empty bucket. */
    private Optional<Instant> sweepMinute(Instant minute, Instant dueBefore) {
        Optional<Instant> oldest = Optional.empty();
        Optional<String> after = Optional.empty();
        while (true) {
            // Before the page is read: what ends meanwhile is on the page and would be done a second time.
            Set<Work> underWay = lanes.underWay();
            List<Work> page = store.inMinute(kind, minute, after, SWEEP_PAGE);
            page.stream()
                    .filter(work -> work.dueAt().isBefore(dueBefore) && !underWay.contains(work))
                    .forEach(lanes::offer);
            oldest = Stream.concat(oldest.stream(), page.stream().map(Work::dueAt))
                    .min(Comparator.naturalOrder());
            if (page.size() < SWEEP_PAGE) {
                return oldest;
            }
            after = Optional.of(page.get(page.size() - 1).key());
        }
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
