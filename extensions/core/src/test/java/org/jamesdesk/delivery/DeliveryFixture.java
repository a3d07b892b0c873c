package org.jamesdesk.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.ticket.Entry;
import org.jamesdesk.ticket.EntryBuilder;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.work.HeldLeases;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;
import org.jamesdesk.work.WorkStore;

/** A desk in memory with what delivers its mail. A test changes the parts that matter to it before it asks for a worker. */
final class DeliveryFixture implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    final SettableClock clock = new SettableClock(START);
    final InMemoryDesk desk = new InMemoryDesk(clock);
    final Configurations configurations = new Configurations(desk.configuration(), clock);
    final RestingDestinations resting = new RestingDestinations(clock);
    private final List<HeldLeases> opened = new ArrayList<>();

    DeliveryStore deliveries = desk.deliveries();
    TicketStore tickets = desk.tickets();
    WorkStore work = desk.work();
    WaitingDeliveries waiting = desk.waitingDeliveries();
    DeliveryPermit permit = delivery -> Optional.empty();
    DeliveryStep step = (dispatch, raw) -> answer(DeliveryState.DELIVERED, 250);
    RetrySchedule schedule = RetrySchedule.parse("1m,5m");
    List<DeliveryWatch> watches = List.of();

    DeliveryFixture() {
        new FirstStart(configurations).createDefaults("desk.example");
    }

    HeldLeases leases(String node) {
        HeldLeases leases = new HeldLeases(work, node, Duration.ofMinutes(1), clock);
        opened.add(leases);
        return leases;
    }

    /** A process' worker. */
    DeliveryWorker worker(String node) {
        return new DeliveryWorker(
                deliveries,
                tickets,
                waiting,
                work,
                leases(node),
                configurations,
                permit,
                step,
                schedule,
                resting,
                watches,
                clock);
    }

    /** Queues one mail to one recipient, with its work due now. */
    Delivery queue(String recipient) {
        return queue(EntryBuilder.joining(EntryBuilder.unusedNumber()).sentTo(recipient));
    }

    Delivery queue(String recipient, SenderId sender) {
        return queue(EntryBuilder.joining(EntryBuilder.unusedNumber())
                .sentTo(recipient)
                .sentBy(sender));
    }

    private Delivery queue(EntryBuilder builder) {
        Entry entry = builder.at(clock.instant())
                .raw("From: Sales <sales@zylker.example>\r\nSubject: x\r\n\r\nbody\r\n"
                        .getBytes(StandardCharsets.UTF_8))
                .build();
        desk.tickets().append(entry);
        Delivery delivery = entry.deliveries().get(0);
        desk.work().schedule(List.of(work(delivery)));
        return delivery;
    }

    /** The work of an attempt now. */
    Work work(Delivery delivery) {
        return DeliveryWork.of(delivery, configurations.inForce()).due(clock.instant());
    }

    Delivery stored(Delivery delivery) {
        return desk.deliveries().find(delivery.ticket(), delivery.id()).orElseThrow();
    }

    /** Everything that is scheduled, due or not. */
    List<Work> scheduled() {
        List<Work> all = new ArrayList<>();
        Instant end = clock.instant().plus(Duration.ofHours(2));
        for (Instant minute = START; minute.isBefore(end); minute = minute.plusSeconds(60)) {
            all.addAll(desk.work().inMinute(WorkKind.DELIVERY, minute, 100_000));
        }
        return all;
    }

    /** Lets a worker do what is due, and forgets what is done: what a sweep leads to. */
    void sweep(DeliveryWorker worker) {
        List<Work> due = scheduled().stream()
                .filter(piece -> !piece.dueAt().isAfter(clock.instant()))
                .toList();
        desk.work().done(worker.handle(due));
    }

    Attempt answer(DeliveryState state, int code) {
        return new Attempt(
                clock.instant(), "mx:25", false, Optional.of(code), Optional.empty(), "said", state, Duration.ZERO);
    }

    Attempt noAnswer() {
        return new Attempt(
                clock.instant(),
                "",
                false,
                Optional.empty(),
                Optional.of("4.4.1"),
                "Connection refused",
                DeliveryState.WAITING,
                Duration.ZERO);
    }

    static TicketNumber ticket(Work work) {
        return DeliveryWork.parse(work.key()).ticket();
    }

    @Override
    public void close() {
        opened.forEach(HeldLeases::close);
    }
}
