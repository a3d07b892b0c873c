package org.jamesdesk.delivery.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryState;

/**
 * When a delivery is late, so that people are told.
 *
 * @param after how long after the mail was written
 */
public record Delay(Duration after) {
    /** Four hours: what mail servers usually wait before they tell (RFC 5321 section 4.5.4.1 tries for days). */
    public static final Delay DEFAULT = new Delay(Duration.ofHours(4));

    public Delay {
        Objects.requireNonNull(after, "after");
        if (after.isNegative() || after.isZero()) {
            throw new IllegalArgumentException("a time longer than nothing expected");
        }
    }

    /** The moment from which on a delivery that still waits is late. */
    public Instant since(Delivery delivery) {
        return delivery.queuedAt().plus(after);
    }

    /** Whether its last attempt, which failed for now, came when it was late. */
    public boolean isReached(Delivery delivery) {
        return delivery.last()
                .filter(last -> last.state() == DeliveryState.WAITING)
                .filter(last -> !last.at().plus(last.took()).isBefore(since(delivery)))
                .isPresent();
    }
}
