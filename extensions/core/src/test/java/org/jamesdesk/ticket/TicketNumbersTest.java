package org.jamesdesk.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jamesdesk.memory.SettableClock;
import org.junit.jupiter.api.Test;

class TicketNumbersTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final List<Integer> reserved = new ArrayList<>();
    private long next = 1;
    private final SettableClock clock = new SettableClock(START);
    private final TicketNumbers numbers = new TicketNumbers(
            new NumberBlockStore() {
                @Override
                public long reserve(int size) {
                    reserved.add(size);
                    long first = next;
                    next += size;
                    return first;
                }

                @Override
                public long highest() {
                    return next - 1;
                }
            },
            clock);

    @Test
    void shouldReserveOneAtATimeWhenIdle() {
        for (int i = 0; i < 3; i++) {
            numbers.next();
            clock.advance(Duration.ofSeconds(5));
        }

        assertThat(reserved).containsExactly(1, 1, 1);
    }

    @Test
    void shouldReserveGrowingBlocksUnderLoadAndGiveEveryNumberOnce() {
        List<Long> given = LongStream.range(0, 300)
                .map(i -> numbers.next().value())
                .boxed()
                .toList();

        assertThat(given)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 300).boxed().toList());
        assertThat(reserved).startsWith(1, 2, 4, 8, 16, 32, 64, 64);
    }
}
