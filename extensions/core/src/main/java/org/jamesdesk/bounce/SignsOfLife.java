package org.jamesdesk.bounce;

import java.time.Instant;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;

/**
 * Remembers when an address last proved that mail to it arrives: a delivery that its server took over, a mail from it, an
 * administrator who says so. Soft bounces count from there (R97).
 */
public interface SignsOfLife {
    /** How long a sign is remembered. */
    int KEPT_DAYS = 120;

    /** The source of a sign that is a mail from the address. */
    String RECEIVED = "received";

    /** The source of a sign that is an administrator's word. */
    String UNBLOCKED = "unblocked";

    /**
     * Adds a sign; adding it again is harmless.
     *
     * @param at microsecond precision
     * @param source what it was: a delivery's identifier, {@link #RECEIVED}, {@link #UNBLOCKED}
     */
    void add(EmailAddress address, Instant at, String source);

    /** Takes a sign back, also one that is added late: the delivery that its server took over failed after all. */
    void remove(EmailAddress address, Instant at, String source);

    /** The newest sign. */
    Optional<Instant> last(EmailAddress address);
}
