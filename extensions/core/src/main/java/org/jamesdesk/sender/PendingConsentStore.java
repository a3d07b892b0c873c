package org.jamesdesk.sender;

import java.time.Duration;
import java.util.Optional;

/**
 * Keeps, encrypted, what must be known when a provider sends the administrator's browser back, to any node (R45). Each
 * entry is given out once.
 */
public interface PendingConsentStore {
    /**
     * Keeps an entry.
     *
     * @param id names it; never used before
     * @param sealed encrypted; not changed by anyone
     * @param life after which it is gone; full seconds
     */
    void put(String id, byte[] sealed, Duration life);

    /** The entry, which is gone with this: of several callers, on any node, one gets it. Empty: never there, or gone. */
    Optional<byte[]> take(String id);
}
