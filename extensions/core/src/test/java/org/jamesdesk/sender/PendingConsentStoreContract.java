package org.jamesdesk.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jamesdesk.DeskStores;
import org.jamesdesk.ticket.EntryBuilder;
import org.junit.jupiter.api.Test;

/** What every {@link PendingConsentStore} does. */
public interface PendingConsentStoreContract {
    DeskStores stores();

    DeskStores storesOfAnotherNode();

    private PendingConsentStore here() {
        return stores().pendingConsents();
    }

    private PendingConsentStore elsewhere() {
        return storesOfAnotherNode().pendingConsents();
    }

    @Test
    default void shouldBeGivenOutElsewhereAndOnceWhenPut() {
        String id = EntryBuilder.randomId();
        here().put(id, new byte[] {1, 2, 3}, Duration.ofMinutes(15));

        assertThat(elsewhere().take(id))
                .hasValueSatisfying(entry -> assertThat(entry).containsExactly(1, 2, 3));
        assertThat(here().take(id)).isEmpty();
    }

    @Test
    default void shouldBeEmptyWhenNothingWasPut() {
        assertThat(here().take(EntryBuilder.randomId())).isEmpty();
    }

    @Test
    default void shouldBeGoneWhenItsTimeIsOver() {
        List<String> ids =
                IntStream.range(0, 100).mapToObj(i -> EntryBuilder.randomId()).toList();
        ids.forEach(id -> here().put(id, new byte[1], Duration.ofSeconds(1)));
        var left = ids.iterator();

        await().until(() -> here().take(left.next()).isEmpty());
    }

    @Test
    default void shouldBeGivenToOneWhenManyTakeIt() throws Exception {
        String id = EntryBuilder.randomId();
        here().put(id, new byte[1], Duration.ofMinutes(15));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Optional<byte[]>>> takers = IntStream.range(0, 8)
                    .<Callable<Optional<byte[]>>>mapToObj(i -> () -> (i % 2 == 0 ? here() : elsewhere()).take(id))
                    .toList();
            int given = 0;
            for (Future<Optional<byte[]>> taken : threads.invokeAll(takers)) {
                given += taken.get().isPresent() ? 1 : 0;
            }

            assertThat(given).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }
}
