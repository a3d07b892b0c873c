package org.jamesdesk.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.sender.SenderChoice;
import org.jamesdesk.ticket.NoSuchTicketException;
import org.jamesdesk.ticket.Ticket;
import org.jamesdesk.ticket.TicketEvent;
import org.jamesdesk.ticket.TicketEventKind;
import org.jamesdesk.ticket.TicketHistory;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.work.HeldLeases;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkSignal;
import org.jamesdesk.work.WorkStore;

/**
 * What a person can do for a delivery that has not arrived. Whatever changes its timeline holds its lease: an attempt that ends at
 * the same time must not be hidden by a decision that did not know of it.
 */
public final class Redelivery {
    private final TicketStore tickets;
    private final DeliveryStore deliveries;
    private final WorkStore workStore;
    private final WorkSignal signal;
    private final HeldLeases leases;
    private final Configurations configurations;
    private final TicketHistory history;
    private final RetrySchedule retries;
    private final Clock clock;

    public Redelivery(
            TicketStore tickets,
            DeliveryStore deliveries,
            WorkStore workStore,
            WorkSignal signal,
            HeldLeases leases,
            TicketHistory history,
            RetrySchedule retries,
            Configurations configurations,
            Clock clock) {
        this.tickets = tickets;
        this.deliveries = deliveries;
        this.workStore = workStore;
        this.signal = signal;
        this.leases = leases;
        this.history = history;
        this.retries = retries;
        this.configurations = configurations;
        this.clock = clock;
    }

    /**
     * Attempts a delivery now instead of later. One that was given up or blocked is sent anew, with the whole retry schedule before
     * it, and that somebody wanted it stands in its timeline.
     *
     * @param who the person who wants it, for the record
     * @return the delivery afterwards; empty when the ticket has no such one
     * @throws NoSuchTicketException when there is no such ticket
     * @throws DeliveryStateException when it has arrived, or is being attempted at this moment
     */
    public Optional<Delivery> retry(TicketNumber number, DeliveryId id, String who) {
        Optional<Delivery> found = find(number, id);
        if (found.filter(delivery -> delivery.state().isFinal()).isPresent()) {
            return decided(number, id, ended -> sendAnew(ended, who));
        }
        found.ifPresent(delivery -> {
            signal.scheduled(schedule(delivery));
            forgetNextAttempt(delivery);
        });
        return found;
    }

    /** Else the attempt that was to come would be made as well, and from then on there would be two for each. */
    private void forgetNextAttempt(Delivery delivery) {
        if (delivery.state() == DeliveryState.WAITING) {
            Instant thisMinute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
            retries.next(delivery)
                    // Of one minute there is one piece of work, which is the new one too.
                    .filter(due -> !due.truncatedTo(ChronoUnit.MINUTES).equals(thisMinute))
                    .map(due ->
                            DeliveryWork.of(delivery, configurations.inForce()).due(due))
                    .ifPresent(work -> workStore.done(List.of(work)));
        }
    }

    private List<Work> sendAnew(Delivery ended, String who) {
        List<Work> work = schedule(ended);
        if (ended.state().isFinal()) {
            decide(ended, who, "To be sent again");
        }
        return work;
    }

    /**
     * Sends a delivery that waits for its sender from the default support address instead (R28, R54): From names that address,
     * and this server sends it.
     *
     * @param who the person who wants it, for the record
     * @return the delivery afterwards; empty when the ticket has no such one
     * @throws NoSuchTicketException when there is no such ticket
     * @throws DeliveryStateException when it does not wait for its sender
     */
    public Optional<Delivery> sendFromDefault(TicketNumber number, DeliveryId id, String who) {
        return find(number, id).isEmpty()
                ? Optional.empty()
                : decided(number, id, waiting -> sendFromDefault(waiting, who));
    }

    private List<Work> sendFromDefault(Delivery delivery, String who) {
        if (delivery.state() != DeliveryState.WAITING_FOR_SENDER) {
            throw new DeliveryStateException(
                    "the delivery is " + delivery.state().apiName()
                            + "; only one that is waitingForSender can be sent from the default address");
        }
        Mailbox from = defaultAddress(delivery);
        List<Work> work = schedule(delivery);
        deliveries.sendFrom(delivery.ticket(), delivery.id(), from);
        decide(
                delivery,
                who,
                "To be sent from " + from.address() + " in place of "
                        + delivery.sender()
                                .map(sender -> sender.address().asString())
                                .orElse("its sender"));
        return work;
    }

    private Optional<Delivery> find(TicketNumber number, DeliveryId id) {
        tickets.existing(number);
        Optional<Delivery> delivery = deliveries.find(number, id);
        delivery.ifPresent(Redelivery::refuseArrived);
        return delivery;
    }

    private static void refuseArrived(Delivery delivery) {
        if (delivery.state() == DeliveryState.DELIVERED) {
            throw new DeliveryStateException("the delivery is delivered: nothing more is attempted; send a new reply");
        }
    }

    /**
     * Decides about a delivery as it stands while nobody attempts it, and has it attempted then.
     *
     * @param decision schedules the attempt, then writes what was decided: a crash in between leaves work that finds nothing new,
     *     never a decision that nobody carries out
     */
    private Optional<Delivery> decided(TicketNumber number, DeliveryId id, Function<Delivery, List<Work>> decision) {
        List<Work> work = leases.whileHolding(DeliveryWorker.lease(id), lease -> {
                    Delivery delivery = deliveries.find(number, id).orElseThrow();
                    refuseArrived(delivery);
                    return decision.apply(delivery);
                })
                .orElseThrow(() -> new DeliveryStateException(
                        "the delivery is being attempted at this moment; look at it again in a minute"));
        signal.scheduled(work);
        return deliveries.find(number, id);
    }

    /** Stands among the attempts, because it explains the ones after it, and in the history of the ticket. */
    private void decide(Delivery delivery, String who, String what) {
        Instant at = delivery.nextEntryAt(clock.instant());
        deliveries.record(
                delivery.ticket(),
                delivery.id(),
                Attempt.decision(at, what + ", as " + who + " wants", DeliveryState.QUEUED));
        history.add(new TicketEvent(
                delivery.ticket(),
                at,
                "delivery/" + delivery.id(),
                TicketEventKind.DELIVERY_DECISION,
                Optional.of(who),
                "The mail to " + delivery.recipient() + ": "
                        + what.substring(0, 1).toLowerCase(Locale.ROOT) + what.substring(1) + "."));
    }

    private List<Work> schedule(Delivery delivery) {
        List<Work> work =
                List.of(DeliveryWork.of(delivery, configurations.inForce()).due(clock.instant()));
        workStore.schedule(work);
        return work;
    }

    private Mailbox defaultAddress(Delivery delivery) {
        Ticket ticket = tickets.existing(delivery.ticket());
        return SenderChoice.withoutSender(configurations.inForce(), ticket.department(), ticket.supportAddress())
                .mailbox();
    }
}
