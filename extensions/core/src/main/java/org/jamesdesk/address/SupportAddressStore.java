package org.jamesdesk.address;

import java.util.List;
import java.util.Optional;

/** Keeps the support addresses and which of them is the desk's default (R2, R4). */
public interface SupportAddressStore {
    /** Every support address, in the order of {@link EmailAddress}. */
    List<SupportAddress> list();

    /** The support address with exactly this address, case ignored. */
    Optional<SupportAddress> find(EmailAddress address);

    /**
     * Adds a support address unless one with this address exists.
     *
     * @return false, and nothing changed, when it exists already
     */
    boolean createIfAbsent(SupportAddress supportAddress);

    /** The desk's default support address; empty only before the first start has finished. */
    Optional<EmailAddress> defaultAddress();

    /** Makes this address the default unless there is a default already; false when there was one. */
    boolean makeDefaultIfNone(EmailAddress address);
}
