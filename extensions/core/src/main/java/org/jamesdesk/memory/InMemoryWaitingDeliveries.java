package org.jamesdesk.memory;

import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jamesdesk.delivery.WaitingDeliveries;
import org.jamesdesk.delivery.WaitingDelivery;
import org.jamesdesk.sender.SenderId;

/** Waiting deliveries in memory. */
public final class InMemoryWaitingDeliveries implements WaitingDeliveries {
    private static final Comparator<WaitingDelivery> OLDEST_FIRST = Comparator.comparing(WaitingDelivery::since)
            .thenComparing(waiting -> waiting.sender().asString())
            .thenComparing(waiting -> waiting.ticket().value())
            .thenComparing(waiting -> waiting.delivery().value());

    private final NavigableSet<WaitingDelivery> entries = new ConcurrentSkipListSet<>(OLDEST_FIRST);

    @Override
    public void add(WaitingDelivery waiting) {
        entries.add(waiting);
    }

    @Override
    public List<WaitingDelivery> of(SenderId sender, int limit) {
        return entries.stream()
                .filter(waiting -> waiting.sender().equals(sender))
                .limit(limit)
                .toList();
    }

    @Override
    public void remove(List<WaitingDelivery> waiting) {
        waiting.forEach(entries::remove);
    }
}
