package org.jamesdesk.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.InMemoryTicketIndex;
import org.junit.jupiter.api.Test;

class TicketReindexTest {
    private final InMemoryDesk desk = new InMemoryDesk();

    @Test
    void shouldLeaveTheIndexAsItWasWhenItIsCancelled() {
        desk.numberBlocks().reserve(10);
        var index = new CountingIndex();
        var progress = new TicketReindex.Progress();
        var reindex = new TicketReindex(desk.tickets(), desk.numberBlocks(), index);

        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> reindex.run(progress)).isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }

        assertThat(index.begun).isEqualTo(1);
        assertThat(index.abandoned).isEqualTo(1);
        assertThat(index.finished).isZero();
        assertThat(progress.walked()).isZero();
    }

    @Test
    void shouldWalkEveryNumberWhenSomeBelongToNoTicket() {
        desk.numberBlocks().reserve(250);
        var index = new CountingIndex();
        var progress = new TicketReindex.Progress();

        new TicketReindex(desk.tickets(), desk.numberBlocks(), index).run(progress);

        assertThat(progress.highest()).isEqualTo(250);
        assertThat(progress.walked()).isEqualTo(250);
        assertThat(progress.indexed()).isZero();
        assertThat(index.finished).isEqualTo(1);
        assertThat(index.abandoned).isZero();
        assertThat(index.search(new TicketQuery(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                10,
                                Optional.empty()))
                        .total())
                .isZero();
    }

    /** The index in memory, counting how rebuilds go. */
    private static final class CountingIndex implements TicketIndex {
        private final InMemoryTicketIndex index = new InMemoryTicketIndex();
        private int begun;
        private int finished;
        private int abandoned;

        @Override
        public void put(List<TicketDocument> documents) {
            index.put(documents);
        }

        @Override
        public TicketPage search(TicketQuery query) {
            return index.search(query);
        }

        @Override
        public String beginRebuild() {
            begun++;
            return index.beginRebuild();
        }

        @Override
        public void finishRebuild(String freshIndex) {
            finished++;
            index.finishRebuild(freshIndex);
        }

        @Override
        public void abandonRebuild(String freshIndex) {
            abandoned++;
            index.abandonRebuild(freshIndex);
        }
    }
}
