package org.jamesdesk.deliverability;

import java.util.Optional;

/** Whether notifications and acknowledgements may go out now (R101). Replies never ask. */
@FunctionalInterface
public interface NotificationGate {
    /**
     * Why they may not, one sentence; empty: they may.
     *
     * @throws org.jamesdesk.StoreUnavailableException when a store does not answer
     */
    Optional<String> whyLocked();
}
