package org.jamesdesk.bounce;

import java.util.Optional;
import org.jamesdesk.deliverability.NotificationGate;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryPermit;
import org.jamesdesk.delivery.Purpose;

/**
 * Keeps every mail from blocked addresses (R103), and notifications in while they are locked (R101). Asks the blocklist once
 * for each attempt, so that a mail that was written before its recipient was blocked does not leave either.
 */
public final class BlockedRecipients implements DeliveryPermit {
    private final Blocklist blocklist;
    private final NotificationGate gate;

    public BlockedRecipients(Blocklist blocklist, NotificationGate gate) {
        this.blocklist = blocklist;
        this.gate = gate;
    }

    @Override
    public Optional<String> whyNot(Delivery delivery) {
        Optional<String> blocked = blocklist.find(delivery.recipient()).map(Block::inWords);
        return blocked.isPresent() || delivery.purpose() != Purpose.NOTIFICATION ? blocked : gate.whyLocked();
    }
}
