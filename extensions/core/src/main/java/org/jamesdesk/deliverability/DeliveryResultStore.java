package org.jamesdesk.deliverability;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Keeps results by the hour (UTC) in which they fell. The bounce rate needs those of a day or so, daily totals those of a
 * day that is not yet closed; forty days leave a desk that was off for a month time to catch up.
 */
public interface DeliveryResultStore extends DeliveryResults {
    /** How long a result is kept. */
    Duration KEPT = Duration.ofDays(40);

    /**
     * Hands over the results of one hour, oldest first, without holding all of them in memory.
     *
     * @param hour the start of an hour
     * @param from results before it are left out
     * @param reader takes each result
     * @throws org.jamesdesk.StoreUnavailableException when the store does not answer; the reader may have had some of them
     */
    void read(Instant hour, Instant from, Consumer<DeliveryResult> reader);
}
