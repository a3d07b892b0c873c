package org.jamesdesk.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jamesdesk.benchmarks.desk.Visibility;
import org.jamesdesk.benchmarks.report.Latencies;

/**
 * Measures how long mails take to be seen somewhere. Only a sample is watched, the oldest of it first, and the longer it
 * waits the more rarely, so that watching costs the desk little also when its queue is long. A time is never measured too
 * short; it can be too long by a pause or a fiftieth, whichever is more.
 */
public final class LatencyWatch implements AutoCloseable {
    private static final int PAUSES_PER_WAIT = 50;

    private final Visibility place;
    private final int atATime;
    private final long pauseMillis;
    private final Map<String, Long> expected = new LinkedHashMap<>();
    private final List<Duration> seen = new ArrayList<>();
    private final Thread thread;
    private volatile boolean running = true;

    /**
     * @param name of the thread
     * @param atATime how many mails are asked for at once
     * @param pause the least between two questions
     */
    public LatencyWatch(String name, Visibility place, int atATime, Duration pause) {
        this.place = place;
        this.atATime = atATime;
        this.pauseMillis = pause.toMillis();
        this.thread = new Thread(this::watch, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Watches a mail from a time on, given in {@link System#nanoTime()}. */
    public void expect(String messageId, long since) {
        synchronized (expected) {
            expected.put(messageId, since);
            expected.notifyAll();
        }
    }

    /** Waits for all that is expected; what is not seen by then stays unseen. */
    public void awaitAll(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (expected) {
            while (!expected.isEmpty() && System.nanoTime() < deadline) {
                expected.wait(100);
            }
            expected.clear();
        }
    }

    /** The times so far. */
    public Latencies latencies() {
        synchronized (expected) {
            return Latencies.of(seen);
        }
    }

    @Override
    public void close() {
        running = false;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            while (running) {
                Set<String> visible = place.visible(oldest());
                note(visible);
                if (visible.isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(Math.max(pauseMillis, waitedMillis() / PAUSES_PER_WAIT));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (running) {
                throw e;
            }
        }
    }

    private List<String> oldest() throws InterruptedException {
        synchronized (expected) {
            while (expected.isEmpty()) {
                expected.wait();
            }
            return expected.keySet().stream().limit(atATime).toList();
        }
    }

    /** How long the oldest that is expected has been waited for. */
    private long waitedMillis() {
        synchronized (expected) {
            return expected.values().stream()
                    .findFirst()
                    .map(since -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since))
                    .orElse(0L);
        }
    }

    private void note(Set<String> visible) {
        long now = System.nanoTime();
        synchronized (expected) {
            for (String messageId : visible) {
                Long since = expected.remove(messageId);
                if (since != null) {
                    seen.add(Duration.ofNanos(now - since));
                }
            }
            expected.notifyAll();
        }
    }
}
