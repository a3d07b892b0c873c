package org.jamesdesk.memory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jamesdesk.deliverability.DeliveryResult;
import org.jamesdesk.deliverability.DeliveryResultStore;
import org.jamesdesk.deliverability.ResultKind;
import org.jamesdesk.delivery.DeliveryId;

/** Results of deliveries in memory, hour by hour. */
public final class InMemoryDeliveryResults implements DeliveryResultStore {
    private record Key(Instant at, DeliveryId delivery, ResultKind kind) {}

    private static final Comparator<Key> OLDEST_FIRST = Comparator.comparing(Key::at)
            .thenComparing(key -> key.delivery().value())
            .thenComparing(Key::kind);

    private final ConcurrentMap<Instant, ConcurrentNavigableMap<Key, DeliveryResult>> hours = new ConcurrentHashMap<>();

    @Override
    public void add(DeliveryResult result) {
        hours.computeIfAbsent(
                        result.at().truncatedTo(ChronoUnit.HOURS), any -> new ConcurrentSkipListMap<>(OLDEST_FIRST))
                .put(new Key(result.at(), result.delivery(), result.kind()), result);
    }

    @Override
    public void read(Instant hour, Instant from, Consumer<DeliveryResult> reader) {
        hours.getOrDefault(hour, new ConcurrentSkipListMap<>(OLDEST_FIRST)).values().stream()
                .filter(result -> !result.at().isBefore(from))
                .forEach(reader);
    }
}
