package org.jamesdesk.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkHandler;
import org.jamesdesk.work.WorkKind;
import org.jamesdesk.work.WorkStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings deliveries forward by one attempt each: lease, attempt, record, schedule the next. The lease keeps two nodes
 * from sending one mail at the same time; a node that dies leaves it to run out.
 */
public final class DeliveryWorker implements WorkHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final int LEASE_SECONDS = 900;

    private final DeliveryStore deliveries;
    private final TicketStore tickets;
    private final WaitingDeliveries waiting;
    private final WorkStore workStore;
    private final DeliveryStep step;
    private final RetrySchedule schedule;
    private final String node;
    private final Clock clock;

    /** @param node names this process; two processes never share a name */
    public DeliveryWorker(
            DeliveryStore deliveries,
            TicketStore tickets,
            WaitingDeliveries waiting,
            WorkStore workStore,
            DeliveryStep step,
            RetrySchedule schedule,
            String node,
            Clock clock) {
        this.deliveries = deliveries;
        this.tickets = tickets;
        this.waiting = waiting;
        this.workStore = workStore;
        this.step = step;
        this.schedule = schedule;
        this.node = node;
        this.clock = clock;
    }

    /** The work that stands for the next attempt of a delivery, due now. */
    public static Work work(TicketNumber ticket, DeliveryId id, Clock clock) {
        return work(ticket, id, clock.instant());
    }

    /** The work that stands for the next attempt of a delivery. */
    public static Work work(TicketNumber ticket, DeliveryId id, Instant dueAt) {
        return new Work(WorkKind.DELIVERY, ticket + "/" + id, dueAt.truncatedTo(ChronoUnit.MICROS));
    }

    @Override
    public List<Work> handle(List<Work> work) {
        List<Work> done = new ArrayList<>();
        for (Work piece : work) {
            if (bringForward(piece)) {
                done.add(piece);
            }
        }
        return done;
    }

    private boolean bringForward(Work work) {
        int slash = work.key().indexOf('/');
        TicketNumber ticket = TicketNumber.parse(work.key().substring(0, slash));
        DeliveryId id = new DeliveryId(work.key().substring(slash + 1));
        String lease = "delivery/" + id;
        String owner = node + "/" + Thread.currentThread().getId();
        if (!workStore.lease(lease, owner, LEASE_SECONDS)) {
            return false;
        }
        try {
            Optional<Delivery> delivery = deliveries.find(ticket, id);
            if (delivery.isEmpty() || delivery.get().state().isFinal()) {
                return true;
            }
            Optional<RawMessage> raw = tickets.raw(delivery.get().conversation());
            raw.ifPresent(message -> attempt(delivery.get(), message));
            return raw.isPresent();
        } finally {
            workStore.release(lease, owner);
        }
    }

    private void attempt(Delivery delivery, RawMessage raw) {
        Attempt attempt = step.attempt(dispatch(delivery), written(delivery, raw));
        Optional<Duration> pause = schedule.after(failures(delivery) + 1);
        Attempt outcome = attempt.state() == DeliveryState.WAITING && pause.isEmpty() ? attempt.givenUp() : attempt;
        if (outcome.state() == DeliveryState.WAITING_FOR_SENDER) {
            // Before the attempt, which takes the delivery out of the schedule: found twice is better than not at all.
            SenderId sender = delivery.transport().orElseThrow();
            waiting.add(new WaitingDelivery(sender, outcome.at(), delivery.ticket(), delivery.id()));
        }
        deliveries.record(delivery.ticket(), delivery.id(), outcome);
        if (outcome.state() == DeliveryState.WAITING) {
            Instant dueAt = clock.instant().plus(pause.orElseThrow());
            workStore.schedule(List.of(work(delivery.ticket(), delivery.id(), dueAt)));
        }
        LOGGER.info(
                "Ticket {} delivery {} attempt {}: {} by {} ({})",
                delivery.ticket(),
                delivery.id(),
                delivery.attempts().size() + 1,
                outcome.state().apiName(),
                outcome.host().isEmpty() ? "nobody" : outcome.host(),
                outcome.smtpCode().map(String::valueOf).orElse("no answer"));
    }

    /** The schedule counts what the recipient's side did; waiting for the sender takes nothing from it. */
    private static int failures(Delivery delivery) {
        return (int) delivery.attempts().stream()
                .filter(attempt -> attempt.state() == DeliveryState.WAITING)
                .count();
    }

    private static RawMessage written(Delivery delivery, RawMessage raw) {
        return delivery.standIn().map(from -> ReplyHeaders.from(raw, from)).orElse(raw);
    }

    private static Dispatch dispatch(Delivery delivery) {
        return new Dispatch(
                "desk-" + delivery.id(),
                Optional.of(delivery.envelopeSender()),
                Optional.of(delivery.id().value()),
                delivery.recipient(),
                delivery.transport());
    }
}
