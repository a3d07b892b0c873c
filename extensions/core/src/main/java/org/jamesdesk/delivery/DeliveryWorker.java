package org.jamesdesk.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.work.HeldLeases;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkHandler;
import org.jamesdesk.work.WorkStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings deliveries forward by one attempt each: under a lease, it asks for the permit, writes a marker that the attempt begins,
 * attempts, records how it went over the marker, schedules the next attempt and tells the watches. Only then the work is done. The
 * order is such that a crash between any two of these steps loses nothing; what is found afterwards, and what it leads to, stands
 * in {@code docs/decisions/0013-lanes.md}.
 *
 * <p>Requests to Cassandra for a mail that is delivered: eight, of which the two of {@code find} run at once and one or more read
 * the mail; one more when another attempt is scheduled, and what permit and watches cost.
 */
public final class DeliveryWorker implements WorkHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final int MOST_OF_LAST_FAILURE = 300;

    private final DeliveryStore deliveries;
    private final TicketStore tickets;
    private final WaitingDeliveries waiting;
    private final WorkStore workStore;
    private final HeldLeases leases;
    private final Configurations configurations;
    private final DeliveryPermit permit;
    private final DeliveryStep step;
    private final RetrySchedule schedule;
    private final RestingDestinations resting;
    private final List<DeliveryWatch> watches;
    private final Clock clock;
    /** How attempts went that the store did not take: this process must not say of them that nothing is known. */
    private final ConcurrentMap<DeliveryId, Attempt> unrecorded = new ConcurrentHashMap<>();

    public DeliveryWorker(
            DeliveryStore deliveries,
            TicketStore tickets,
            WaitingDeliveries waiting,
            WorkStore workStore,
            HeldLeases leases,
            Configurations configurations,
            DeliveryPermit permit,
            DeliveryStep step,
            RetrySchedule schedule,
            RestingDestinations resting,
            List<DeliveryWatch> watches,
            Clock clock) {
        this.deliveries = deliveries;
        this.tickets = tickets;
        this.waiting = waiting;
        this.workStore = workStore;
        this.leases = leases;
        this.configurations = configurations;
        this.permit = permit;
        this.step = step;
        this.schedule = schedule;
        this.resting = resting;
        this.watches = List.copyOf(watches);
        this.clock = clock;
    }

    /** The lease that whoever changes the timeline of a delivery holds. */
    static String lease(DeliveryId id) {
        return "delivery/" + id;
    }

    @Override
    public List<Work> handle(List<Work> work) {
        List<Work> done = new ArrayList<>();
        for (Work piece : work) {
            DeliveryWork wanted = DeliveryWork.parse(piece.key());
            boolean isDone = leases.whileHolding(
                            lease(wanted.delivery()), lease -> bringForward(wanted, piece.dueAt(), lease))
                    .orElse(false);
            if (isDone) {
                done.add(piece);
            }
        }
        return done;
    }

    /** Whether the work need not come again. */
    private boolean bringForward(DeliveryWork work, Instant dueAt, HeldLeases.Lease lease) {
        Optional<Delivery> found = deliveries.find(work.ticket(), work.delivery());
        if (found.isEmpty()) {
            return true;
        }
        Delivery delivery = afterUnfinishedAttempts(found.get());
        if (delivery.state().isFinal() || isServed(delivery, dueAt)) {
            settle(delivery);
            return true;
        }
        Optional<String> why = permit.whyNot(delivery);
        if (why.isPresent()) {
            conclude(delivery, Attempt.decision(now(delivery), why.get(), DeliveryState.BLOCKED), lease);
            return true;
        }
        String destination = DeliveryWork.of(delivery, configurations.inForce()).lane();
        Optional<RestingDestinations.Rest> rest = resting.restOf(destination);
        if (rest.isPresent()) {
            conclude(delivery, notAttempted(delivery, destination, rest.get()), lease);
            return true;
        }
        boolean isTold = false;
        try {
            Optional<Attempt> attempt = attempt(delivery, lease);
            attempt.ifPresent(made -> resting.went(destination, made));
            isTold = attempt.isPresent();
            attempt.ifPresent(made -> conclude(delivery, made, lease));
            return attempt.isPresent();
        } finally {
            if (!isTold) {
                resting.cameToNothing(destination);
            }
        }
    }

    /**
     * Finds the mark of an attempt that did not end, when this process could not record how it went, or another one died. The
     * first is recorded now; of the second nothing is known, and the mail is attempted again at once.
     */
    private Delivery afterUnfinishedAttempts(Delivery found) {
        Optional<Attempt> known = Optional.ofNullable(unrecorded.remove(found.id()));
        Delivery delivery = found;
        for (Attempt marker : found.unfinished()) {
            Optional<Attempt> outcome = known.filter(went -> went.at().equals(marker.at()));
            if (outcome.isEmpty()) {
                LOGGER.warn(
                        "Ticket {} delivery {}: the attempt of {} did not end; whether the mail was taken is not known",
                        delivery.ticket(),
                        delivery.id(),
                        marker.at());
            }
            delivery = record(delivery, outcome.orElseGet(marker::interrupted));
        }
        return delivery;
    }

    /** Whether the attempt that the work stands for was made already, and only what follows from it may be missing. */
    private static boolean isServed(Delivery delivery, Instant dueAt) {
        return delivery.state() == DeliveryState.WAITING
                && delivery.lastFailure()
                        .filter(last -> !last.at().isBefore(dueAt))
                        .isPresent();
    }

    /**
     * A place in the retry schedule at which nothing is attempted. At the last place the last failure of the destination speaks for
     * this mail too: it is an attempt then, so that giving up has the consequences that it always has.
     */
    private Attempt notAttempted(Delivery delivery, String destination, RestingDestinations.Rest rest) {
        String name = DeliveryWork.isOfSender(destination) ? "the relay of " + destination.substring(1) : destination;
        String said = rest.last().text();
        Attempt entry = Attempt.decision(
                now(delivery),
                "Not attempted: " + name + " did not answer since " + rest.since() + "; last: "
                        + said.substring(0, Math.min(said.length(), MOST_OF_LAST_FAILURE)),
                DeliveryState.WAITING);
        boolean isLast = schedule.next(delivery.after(entry)).isEmpty();
        return isLast ? rest.last().at(entry.at()).saying(entry.text()) : entry;
    }

    /** Makes an attempt; empty when the mail is not there yet or the lease was lost, and nothing was begun. */
    private Optional<Attempt> attempt(Delivery delivery, HeldLeases.Lease lease) {
        Optional<RawMessage> raw = tickets.raw(delivery.conversation());
        if (raw.isEmpty() || !lease.isHeld()) {
            return Optional.empty();
        }
        Attempt marker = Attempt.begun(now(delivery));
        deliveries.record(delivery.ticket(), delivery.id(), marker);
        Attempt made = step.attempt(dispatch(delivery), written(delivery, raw.get()));
        return Optional.of(made.at(marker.at()));
    }

    private void conclude(Delivery delivery, Attempt entry, HeldLeases.Lease lease) {
        boolean isWaiting = entry.state() == DeliveryState.WAITING;
        boolean isLast = isWaiting && schedule.next(delivery.after(entry)).isEmpty();
        Attempt outcome = isLast ? entry.givenUp() : entry;
        log(delivery, outcome);
        if (!lease.isHeld()) {
            LOGGER.warn(
                    "Ticket {} delivery {}: the lease was lost during the attempt; another node may have sent the mail too",
                    delivery.ticket(),
                    delivery.id());
        }
        settle(record(delivery, outcome));
    }

    /** Records an entry of the timeline. */
    private Delivery record(Delivery delivery, Attempt entry) {
        if (entry.state() == DeliveryState.WAITING_FOR_SENDER) {
            // Before the attempt, which takes the delivery out of the schedule: found twice is better than not at all.
            delivery.transport()
                    .ifPresent(sender ->
                            waiting.add(new WaitingDelivery(sender, entry.at(), delivery.ticket(), delivery.id())));
        }
        unrecorded.put(delivery.id(), entry);
        deliveries.record(delivery.ticket(), delivery.id(), entry);
        unrecorded.remove(delivery.id());
        return delivery.after(entry);
    }

    /** Does what follows from where a delivery stands; all of it may be repeated. */
    private void settle(Delivery delivery) {
        if (delivery.state().isFinal()) {
            watches.forEach(watch -> watch.concluded(delivery));
        } else if (delivery.state() == DeliveryState.WAITING) {
            Instant next = schedule.next(delivery).orElseGet(clock::instant);
            workStore.schedule(
                    List.of(DeliveryWork.of(delivery, configurations.inForce()).due(next)));
            watches.forEach(watch -> watch.waiting(delivery, next));
        }
    }

    private Instant now(Delivery delivery) {
        return delivery.nextEntryAt(clock.instant());
    }

    private static void log(Delivery delivery, Attempt outcome) {
        LOGGER.info(
                "Ticket {} delivery {} {} {}: {} by {} ({})",
                delivery.ticket(),
                delivery.id(),
                outcome.kind().apiName(),
                delivery.attempts().size() + 1,
                outcome.state().apiName(),
                outcome.host().isEmpty() ? "nobody" : outcome.host(),
                outcome.smtpCode().map(String::valueOf).orElse("no answer"));
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
