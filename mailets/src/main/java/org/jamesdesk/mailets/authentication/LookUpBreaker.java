package org.jamesdesk.mailets.authentication;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Stops asking name servers that do not answer, so that mail does not wait for them one by one: after some checks in a row
 * that were slow and told nothing, nobody asks for a while; then one check tries again. Safe for use by many threads.
 */
final class LookUpBreaker {
    /** Fewer could be the fault of one domain. */
    private static final int FAILURES = 4;

    private final Duration pause;
    private final LongSupplier nanoTime;
    private int failures;
    private long resumeAt;

    /**
     * @param pause how long nobody asks
     * @param nanoTime a clock such as {@link System#nanoTime}
     */
    LookUpBreaker(Duration pause, LongSupplier nanoTime) {
        this.pause = pause;
        this.nanoTime = nanoTime;
    }

    /** Whether to ask now; after a pause one caller is told so, and the others only when he has reported. */
    synchronized boolean allows() {
        if (failures < FAILURES) {
            return true;
        }
        if (nanoTime.getAsLong() - resumeAt < 0) {
            return false;
        }
        resumeAt = nanoTime.getAsLong() + pause.toNanos();
        return true;
    }

    /** The name servers answered. */
    synchronized void answered() {
        failures = 0;
    }

    /** The name servers let somebody wait for nothing; says whether a pause begins with that. */
    synchronized boolean failed() {
        failures++;
        resumeAt = nanoTime.getAsLong() + pause.toNanos();
        return failures == FAILURES;
    }
}
