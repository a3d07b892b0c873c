package org.jamesdesk.memory;

import java.util.concurrent.atomic.AtomicLong;
import org.jamesdesk.ticket.NumberBlockStore;

/** Number blocks in memory. */
public final class InMemoryNumberBlockStore implements NumberBlockStore {
    private final AtomicLong highest = new AtomicLong();

    @Override
    public long reserve(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a block has at least one number");
        }
        return highest.getAndAdd(size) + 1;
    }

    @Override
    public long highest() {
        return highest.get();
    }
}
