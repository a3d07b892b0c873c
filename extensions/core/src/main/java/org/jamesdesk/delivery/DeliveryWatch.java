package org.jamesdesk.delivery;

import java.time.Instant;

/**
 * Told how deliveries go, after it was recorded and before the work counts as done: whatever a watch does is repeated after a
 * crash, so it must be idempotent. A store that does not answer throws, and the delivery comes again.
 */
public interface DeliveryWatch {
    /**
     * A delivery was attempted without success and waits.
     *
     * @param delivery as it stands now, the attempt included
     * @param nextAttempt when it is tried again
     */
    default void waiting(Delivery delivery, Instant nextAttempt) {}

    /**
     * A delivery came to an end, or a report ended it in another way later; its last entry says how.
     *
     * @param delivery as it stands now
     */
    default void concluded(Delivery delivery) {}
}
