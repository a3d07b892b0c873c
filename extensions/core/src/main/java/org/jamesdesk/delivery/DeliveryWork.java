package org.jamesdesk.delivery;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;

/**
 * The next attempt of a delivery as a piece of work. Its key says where the mail goes, so that nobody has to read the delivery to
 * know which others it may hold up.
 *
 * @param ticket its ticket
 * @param delivery which one of the ticket's
 * @param lane where it goes: the recipient's domain, {@code @<sender>} for a From address with a relay or provider of its own;
 *     empty: not known, in work that was written before there were lanes
 */
public record DeliveryWork(TicketNumber ticket, DeliveryId delivery, String lane) {
    private static final String OF_SENDER = "@";

    public DeliveryWork {
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(delivery, "delivery");
        Objects.requireNonNull(lane, "lane");
    }

    /** The work for a delivery as things stand: its sender may get a relay, or a stand-in. */
    public static DeliveryWork of(Delivery delivery, ConfigurationView configuration) {
        String lane = delivery.transport()
                .filter(sender -> hasRelay(sender, configuration))
                .map(DeliveryWork::laneOf)
                .orElseGet(() -> delivery.recipient().domain());
        return new DeliveryWork(delivery.ticket(), delivery.id(), lane);
    }

    /** The work for a delivery that waited for its sender: what is released goes out in the lane of that sender. */
    static DeliveryWork of(WaitingDelivery waiting) {
        return new DeliveryWork(waiting.ticket(), waiting.delivery(), laneOf(waiting.sender()));
    }

    private static boolean hasRelay(SenderId sender, ConfigurationView configuration) {
        return configuration
                .find(Sender.KIND, sender.asString())
                .map(known -> known.transport().relay().isPresent())
                .orElse(true);
    }

    private static String laneOf(SenderId sender) {
        return OF_SENDER + sender.asString();
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException when it has another form
     */
    static DeliveryWork parse(String key) {
        String[] parts = key.split("/", 3);
        if (parts.length < 2) {
            throw new IllegalArgumentException("'" + key + "' names no delivery: ticket/delivery/lane expected");
        }
        return new DeliveryWork(TicketNumber.parse(parts[0]), new DeliveryId(parts[1]), laneOf(key));
    }

    /** The lane in a key; empty when it names none. */
    static String laneOf(String key) {
        String[] parts = key.split("/", 3);
        return parts.length < 3 ? "" : parts[2];
    }

    /** Whether a lane is that of one sender, not that of a destination. */
    static boolean isOfSender(String lane) {
        return lane.startsWith(OF_SENDER);
    }

    /** This work, due at a time. */
    public Work due(Instant at) {
        return new Work(WorkKind.DELIVERY, ticket + "/" + delivery + "/" + lane, at.truncatedTo(ChronoUnit.MICROS));
    }
}
