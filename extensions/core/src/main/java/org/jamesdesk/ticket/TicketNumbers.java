package org.jamesdesk.ticket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Hands out ticket numbers from reserved blocks. A block holds one number while the desk is idle, so that numbers follow
 * the order of arrival over all nodes; while blocks are used up within a second they double, so that one contended
 * counter never limits intake. Numbers of a block that a node loses by a crash stay unused.
 */
public final class TicketNumbers {
    private static final int LARGEST_BLOCK = 64;
    private static final Duration BUSY = Duration.ofSeconds(1);

    private final NumberBlockStore store;
    private final Clock clock;
    private long next;
    private int left;
    private int blockSize = 1;
    private Instant reservedAt = Instant.MIN;

    public TicketNumbers(NumberBlockStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * The next number; waits for the store when a new block is needed.
     *
     * @throws org.jamesdesk.StoreUnavailableException when the store does not answer
     */
    public synchronized TicketNumber next() {
        Instant now = clock.instant();
        if (left == 0) {
            boolean busy = reservedAt.isAfter(now.minus(BUSY));
            int size = busy ? Math.min(LARGEST_BLOCK, blockSize * 2) : 1;
            next = store.reserve(size);
            left = size;
            blockSize = size;
            reservedAt = now;
        }
        left--;
        return new TicketNumber(next++);
    }
}
