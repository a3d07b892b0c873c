package org.jamesdesk.bounce;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;

/** Remembers for {@link #REMEMBERED} how mail to whole domains goes: which addresses failed, and when a mail last arrived. */
public interface DomainHealth {
    /** How far back anybody asks. */
    Duration REMEMBERED = Duration.ofHours(24);

    /**
     * Notes that mail to an address failed in a way that speaks against the address; noting it again is harmless.
     *
     * @param at microsecond precision
     */
    void failed(EmailAddress address, Instant at);

    /**
     * Notes that a server of the domain took a mail over; noting it again is harmless.
     *
     * @param domain in lower case
     * @param at microsecond precision
     */
    void delivered(String domain, Instant at);

    /** Takes that note back, also one that is written late: the mail did not arrive after all. A newer one stays. */
    void takeBack(String domain, Instant at);

    /**
     * The failures of a domain, newest first.
     *
     * @param since none at or before this time
     * @param limit how many at most
     */
    List<Failure> failures(String domain, Instant since, int limit);

    /** When a mail last arrived at the domain. */
    Optional<Instant> lastDelivery(String domain);

    /**
     * An address to which mail failed.
     *
     * @param address the address
     * @param at when
     */
    record Failure(EmailAddress address, Instant at) {}
}
