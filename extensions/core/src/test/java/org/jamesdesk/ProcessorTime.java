package org.jamesdesk;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How long the calling thread keeps a processor busy. Tests that forbid slow work measure this time, not that of the clock:
 * a machine that is busy otherwise shall not fail a test.
 */
public final class ProcessorTime {
    private ProcessorTime() {}

    /** What some work takes; its result is thrown away. */
    public static Duration of(Supplier<?> work) {
        var threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        work.get();
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - begin);
    }
}
