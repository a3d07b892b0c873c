package org.jamesdesk.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jamesdesk.DeskStores;
import org.junit.jupiter.api.Test;

/** What every {@link ClaimStore} does. */
public interface ClaimStoreContract {
    Instant NINE = Instant.parse("2026-03-10T09:00:00.000001Z");
    Instant TEN = Instant.parse("2026-03-10T10:00:00.999999Z");

    DeskStores stores();

    private static ConversationId unclaimed() {
        return new ConversationId(EntryBuilder.randomId());
    }

    @Test
    default void shouldStandWhenItIsTheFirst() {
        var claim = new Claim(unclaimed(), new TicketNumber(7), true, NINE);

        assertThat(stores().claims().claim(claim)).isEqualTo(claim);
        assertThat(stores().claims().find(claim.conversation())).contains(claim);
    }

    @Test
    default void shouldYieldToTheEarlierWhenClaimedAgain() {
        var first = new Claim(unclaimed(), new TicketNumber(7), false, TEN);
        var second = new Claim(first.conversation(), new TicketNumber(8), true, NINE);
        stores().claims().claim(first);

        assertThat(stores().claims().claim(second)).isEqualTo(first);
        assertThat(stores().claims().find(first.conversation())).contains(first);
    }

    @Test
    default void shouldStandWhenTheSameRunClaimsAgain() {
        var claim = new Claim(unclaimed(), new TicketNumber(7), true, NINE);
        stores().claims().claim(claim);

        assertThat(stores().claims().claim(claim)).isEqualTo(claim);
    }

    @Test
    default void shouldFindNothingWhenNobodyClaimed() {
        assertThat(stores().claims().find(unclaimed())).isEmpty();
    }

    @Test
    default void shouldHaveOneWinnerSeenByAllWhenSixtyFourThreadsClaim() throws Exception {
        ConversationId contested = unclaimed();
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            List<Callable<Claim>> claims = LongStream.rangeClosed(1, 64)
                    .<Callable<Claim>>mapToObj(number -> () -> stores().claims()
                            .claim(new Claim(
                                    contested, new TicketNumber(number), true, NINE.plusNanos(number * 1_000))))
                    .toList();

            Set<Claim> standing = claimsOf(threads.invokeAll(claims));

            assertThat(standing).hasSize(1);
            assertThat(stores().claims().find(contested))
                    .isEqualTo(standing.stream().findFirst());
        } finally {
            threads.shutdownNow();
        }
    }

    private static Set<Claim> claimsOf(List<Future<Claim>> futures) {
        return futures.stream().map(ClaimStoreContract::result).collect(Collectors.toSet());
    }

    private static Claim result(Future<Claim> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError("a claim failed", e);
        }
    }
}
