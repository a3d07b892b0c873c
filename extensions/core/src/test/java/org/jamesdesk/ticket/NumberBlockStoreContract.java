package org.jamesdesk.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jamesdesk.DeskStores;
import org.junit.jupiter.api.Test;

/** What every {@link NumberBlockStore} does. */
public interface NumberBlockStoreContract {
    DeskStores stores();

    /** The same stores as another node sees them. */
    DeskStores storesOfAnotherNode();

    @Test
    default void shouldFollowTheHighestWhenABlockIsReserved() {
        NumberBlockStore store = stores().numberBlocks();
        long before = store.highest();

        assertThat(store.reserve(1)).isEqualTo(before + 1);
        assertThat(store.reserve(64)).isEqualTo(before + 2);
        assertThat(store.highest()).isEqualTo(before + 65);
        assertThat(before).isNotNegative();
    }

    @Test
    default void shouldFollowTheOtherNodeWhenItReservedMeanwhile() {
        long first = stores().numberBlocks().reserve(3);

        assertThat(storesOfAnotherNode().numberBlocks().reserve(2)).isEqualTo(first + 3);
        assertThat(stores().numberBlocks().reserve(1)).isEqualTo(first + 5);
    }

    @Test
    default void shouldRefuseWhenABlockHasNoNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stores().numberBlocks().reserve(0));
    }

    @Test
    default void shouldHandOutNoNumberTwiceWhenEightThreadsOfTwoNodesReserve() throws Exception {
        long before = stores().numberBlocks().highest();
        DeskStores other = storesOfAnotherNode();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<List<Long>>> reservers = IntStream.range(0, 8)
                    .<Callable<List<Long>>>mapToObj(
                            i -> () -> numbers((i % 2 == 0 ? stores() : other).numberBlocks(), 1 + i))
                    .toList();
            List<Long> handedOut = new ArrayList<>();
            for (Future<List<Long>> future : threads.invokeAll(reservers)) {
                handedOut.addAll(future.get());
            }
            Collections.sort(handedOut);

            assertThat(handedOut)
                    .containsExactlyElementsOf(LongStream.rangeClosed(before + 1, before + handedOut.size())
                            .boxed()
                            .toList());
            assertThat(stores().numberBlocks().highest()).isEqualTo(before + handedOut.size());
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Long> numbers(NumberBlockStore store, int size) {
        return IntStream.range(0, 20)
                .mapToObj(round -> store.reserve(size))
                .flatMap(first -> LongStream.range(first, first + size).boxed())
                .toList();
    }
}
