package org.jamesdesk.delivery;

import java.util.List;
import org.jamesdesk.sender.SenderId;

/**
 * Finds by their sender the deliveries that wait for it. An entry says that the delivery may wait: one that was sent
 * meanwhile in another way may still have one.
 */
public interface WaitingDeliveries {
    /** Adds an entry; adding it again is harmless. */
    void add(WaitingDelivery waiting);

    /**
     * The deliveries that have waited longest for a sender.
     *
     * @param limit how many at most
     */
    List<WaitingDelivery> of(SenderId sender, int limit);

    /** Removes entries; nothing happens to those that are not there. */
    void remove(List<WaitingDelivery> waiting);
}
