package org.jamesdesk.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.sender.SenderChoice;
import org.jamesdesk.ticket.NoSuchTicketException;
import org.jamesdesk.ticket.Ticket;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkSignal;
import org.jamesdesk.work.WorkStore;

/** What a person can do for a delivery that is still under way. */
public final class Redelivery {
    private static final Duration SAFETY = Duration.ofMinutes(1);

    private final TicketStore tickets;
    private final DeliveryStore deliveries;
    private final WorkStore workStore;
    private final WorkSignal signal;
    private final Configurations configurations;
    private final Clock clock;

    public Redelivery(
            TicketStore tickets,
            DeliveryStore deliveries,
            WorkStore workStore,
            WorkSignal signal,
            Configurations configurations,
            Clock clock) {
        this.tickets = tickets;
        this.deliveries = deliveries;
        this.workStore = workStore;
        this.signal = signal;
        this.configurations = configurations;
        this.clock = clock;
    }

    /**
     * Attempts a delivery now instead of later.
     *
     * @return the delivery; empty when the ticket has no such one
     * @throws NoSuchTicketException when there is no such ticket
     * @throws DeliveryStateException when it has arrived or was given up
     */
    public Optional<Delivery> retry(TicketNumber number, DeliveryId id) {
        Optional<Delivery> delivery = underWay(number, id);
        delivery.ifPresent(this::attemptNow);
        return delivery;
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
        Optional<Delivery> found = underWay(number, id);
        if (found.isEmpty()) {
            return found;
        }
        Delivery delivery = found.get();
        if (delivery.state() != DeliveryState.WAITING_FOR_SENDER) {
            throw new DeliveryStateException(
                    "the delivery is " + delivery.state().apiName()
                            + "; only one that is waitingForSender can be sent from the default address");
        }
        Mailbox from = defaultAddress(delivery);
        // Before the change and due after it: a crash in between leaves no delivery behind that nobody attempts.
        workStore.schedule(
                List.of(DeliveryWorker.work(number, id, clock.instant().plus(SAFETY))));
        deliveries.sendFrom(number, id, from);
        deliveries.record(number, id, readdressed(delivery, from.address(), who));
        attemptNow(delivery);
        return deliveries.find(number, id);
    }

    private Optional<Delivery> underWay(TicketNumber number, DeliveryId id) {
        if (tickets.find(number).isEmpty()) {
            throw new NoSuchTicketException(number);
        }
        Optional<Delivery> delivery = deliveries.find(number, id);
        delivery.filter(found -> found.state().isFinal()).ifPresent(found -> {
            throw new DeliveryStateException(
                    "the delivery is " + found.state().apiName() + ": nothing more is attempted; send a new reply");
        });
        return delivery;
    }

    private Mailbox defaultAddress(Delivery delivery) {
        Ticket ticket = tickets.find(delivery.ticket()).orElseThrow(() -> new NoSuchTicketException(delivery.ticket()));
        return SenderChoice.withoutSender(configurations.inForce(), ticket.department(), ticket.supportAddress())
                .mailbox();
    }

    private void attemptNow(Delivery delivery) {
        List<Work> work = List.of(DeliveryWorker.work(delivery.ticket(), delivery.id(), clock));
        workStore.schedule(work);
        signal.scheduled(work);
    }

    /** Stands among the attempts, because it explains the ones after it. */
    private Attempt readdressed(Delivery delivery, EmailAddress from, String who) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant last = delivery.attempts().get(delivery.attempts().size() - 1).at();
        return new Attempt(
                now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS),
                AttemptKind.DECISION,
                "",
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "To be sent from " + from + " in place of "
                        + delivery.sender()
                                .map(sender -> sender.address().asString())
                                .orElse("its sender")
                        + ", as " + who + " wants",
                DeliveryState.QUEUED,
                Duration.ZERO,
                Optional.empty());
    }
}
