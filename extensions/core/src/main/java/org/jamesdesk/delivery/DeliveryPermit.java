package org.jamesdesk.delivery;

import java.util.Optional;

/** Whether a mail may leave at all; asked before every attempt (R101, R103). */
@FunctionalInterface
public interface DeliveryPermit {
    /**
     * Why it may not, one sentence; empty: it may.
     *
     * @throws org.jamesdesk.StoreUnavailableException when a store does not answer
     */
    Optional<String> whyNot(Delivery delivery);
}
