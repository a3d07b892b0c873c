package org.jamesdesk.deliverability;

/** Takes note of what became of mails: where deliveries and reports are concluded meets what is counted. */
public interface DeliveryResults {
    /**
     * Adds a result; adding it again is harmless. Results may be seen by other nodes two minutes after {@code at} at the latest.
     *
     * @throws org.jamesdesk.StoreUnavailableException when the store does not answer
     */
    void add(DeliveryResult result);
}
