package org.jamesdesk.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jamesdesk.DeskStores;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.ticket.EntryBuilder;
import org.jamesdesk.ticket.TicketNumber;
import org.junit.jupiter.api.Test;

/** What every {@link WaitingDeliveries} does. */
public interface WaitingDeliveriesContract {
    DeskStores stores();

    private WaitingDeliveries waiting() {
        return stores().waitingDeliveries();
    }

    private static SenderId sender() {
        return SenderId.parse("sales/" + EntryBuilder.randomId() + "@zylker.example");
    }

    private static WaitingDelivery entry(SenderId sender, String since) {
        return new WaitingDelivery(
                sender, Instant.parse(since), new TicketNumber(7), new DeliveryId(EntryBuilder.randomId()));
    }

    @Test
    default void shouldFindTheLongestWaitingFirstWhenSeveralWait() {
        SenderId sender = sender();
        WaitingDelivery second = entry(sender, "2026-03-10T10:00:00.000002Z");
        WaitingDelivery first = entry(sender, "2026-03-10T10:00:00.000001Z");
        WaitingDelivery third = entry(sender, "2026-03-10T10:00:01Z");
        List.of(second, third, first, first).forEach(waiting()::add);
        waiting().add(entry(sender(), "2026-03-10T09:00:00Z"));

        assertThat(waiting().of(sender, 2)).containsExactly(first, second);
        assertThat(waiting().of(sender, 10)).containsExactly(first, second, third);
    }

    @Test
    default void shouldKeepTheNewEntryWhenADeliveryWaitsAgainAndTheOldOneIsRemoved() {
        SenderId sender = sender();
        WaitingDelivery before = entry(sender, "2026-03-10T10:00:00Z");
        var again =
                new WaitingDelivery(sender, Instant.parse("2026-03-10T10:05:00Z"), before.ticket(), before.delivery());
        waiting().add(before);
        waiting().add(again);

        waiting().remove(List.of(before));
        waiting().remove(List.of(before));

        assertThat(waiting().of(sender, 10)).containsExactly(again);
    }

    @Test
    default void shouldFindNothingWhenNothingWaits() {
        assertThat(waiting().of(sender(), 10)).isEmpty();
    }
}
