package org.jamesdesk.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.DeliveryStore;
import org.jamesdesk.ticket.TicketNumber;

/** Deliveries in memory; a delivery's state follows from its timeline. */
public final class InMemoryDeliveryStore implements DeliveryStore {
    private static final Comparator<Delivery> OLDEST_FIRST = Comparator.comparing(Delivery::queuedAt)
            .thenComparing(delivery -> delivery.id().value());

    private final ConcurrentMap<TicketNumber, ConcurrentMap<DeliveryId, Delivery>> queued = new ConcurrentHashMap<>();
    private final ConcurrentMap<DeliveryId, ConcurrentNavigableMap<Instant, Attempt>> attempts =
            new ConcurrentHashMap<>();

    private final ConcurrentMap<DeliveryId, Mailbox> standIns = new ConcurrentHashMap<>();

    @Override
    public Optional<Delivery> find(TicketNumber ticket, DeliveryId id) {
        return Optional.ofNullable(queuedOf(ticket).get(id)).map(this::withAttempts);
    }

    @Override
    public List<Delivery> ofTicket(TicketNumber ticket) {
        return queuedOf(ticket).values().stream()
                .sorted(OLDEST_FIRST)
                .map(this::withAttempts)
                .toList();
    }

    @Override
    public void record(TicketNumber ticket, DeliveryId id, Attempt attempt) {
        attempts.computeIfAbsent(id, any -> new ConcurrentSkipListMap<>())
                .merge(attempt.at(), attempt, (there, added) -> added.orWhatIsKnown(there));
    }

    @Override
    public void sendFrom(TicketNumber ticket, DeliveryId id, Mailbox standIn) {
        standIns.put(id, standIn);
    }

    void queue(Delivery delivery) {
        queuedOf(delivery.ticket()).put(delivery.id(), delivery);
    }

    private ConcurrentMap<DeliveryId, Delivery> queuedOf(TicketNumber ticket) {
        return queued.computeIfAbsent(ticket, any -> new ConcurrentHashMap<>());
    }

    private Delivery withAttempts(Delivery delivery) {
        List<Attempt> made = List.copyOf(attempts.getOrDefault(delivery.id(), new ConcurrentSkipListMap<>())
                .values());
        return new Delivery(
                delivery.id(),
                delivery.ticket(),
                delivery.conversation(),
                delivery.recipient(),
                delivery.envelopeSender(),
                delivery.purpose(),
                delivery.department(),
                delivery.agent(),
                delivery.sender(),
                Optional.ofNullable(standIns.get(delivery.id())),
                Delivery.stateAfter(made).orElse(delivery.state()),
                delivery.queuedAt(),
                made);
    }
}
