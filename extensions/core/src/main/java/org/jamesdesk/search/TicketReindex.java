package org.jamesdesk.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.jamesdesk.ticket.NumberBlockStore;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStore;

/**
 * Makes the search index anew from the stores, while the old one keeps answering. Tickets that change meanwhile reach
 * both through the usual work, whose versions never let older content win.
 */
public final class TicketReindex {
    private static final int MAX_TICKETS = 100;
    private static final int MAX_CHARACTERS = 2_000_000;

    private final TicketIndexer indexer;
    private final NumberBlockStore numbers;
    private final TicketIndex index;

    public TicketReindex(TicketStore tickets, NumberBlockStore numbers, TicketIndex index) {
        this.indexer = new TicketIndexer(tickets, index, new OpenedTickets());
        this.numbers = numbers;
        this.index = index;
    }

    /**
     * Walks all ticket numbers and puts every ticket into a fresh index, which then takes over.
     *
     * @param progress is counted up on the way
     * @throws org.jamesdesk.StoreUnavailableException when a store does not answer; the old index stays in use
     * @throws CancellationException when the thread is interrupted; the old index stays in use
     */
    public void run(Progress progress) {
        String fresh = index.beginRebuild();
        boolean finished = false;
        try {
            fill(progress);
            index.finishRebuild(fresh);
            finished = true;
        } finally {
            if (!finished) {
                index.abandonRebuild(fresh);
            }
        }
    }

    private void fill(Progress progress) {
        progress.highest.set(numbers.highest());
        List<TicketDocument> batch = new ArrayList<>();
        long characters = 0;
        for (long number = 1; number <= progress.highest.get(); number++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the rebuild was cancelled at ticket " + number);
            }
            for (TicketDocument document : indexer.documents(List.of(new TicketNumber(number)))) {
                batch.add(document);
                characters += document.characters();
            }
            if (batch.size() >= MAX_TICKETS || characters >= MAX_CHARACTERS) {
                put(batch, progress);
                characters = 0;
            }
            progress.walked.incrementAndGet();
        }
        put(batch, progress);
    }

    private void put(List<TicketDocument> batch, Progress progress) {
        if (!batch.isEmpty()) {
            index.put(batch);
            progress.indexed.addAndGet(batch.size());
            batch.clear();
        }
    }

    /** How far a rebuild has come; may be read by other threads while it runs. */
    public static final class Progress {
        private final AtomicLong highest = new AtomicLong();
        private final AtomicLong walked = new AtomicLong();
        private final AtomicLong indexed = new AtomicLong();

        /** The highest ticket number that is looked at; 0 until it is known. */
        public long highest() {
            return highest.get();
        }

        /** How many numbers have been looked at; some belong to no ticket. */
        public long walked() {
            return walked.get();
        }

        /** How many tickets are in the fresh index. */
        public long indexed() {
            return indexed.get();
        }
    }
}
