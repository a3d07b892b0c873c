package org.jamesdesk.address;

import java.util.Optional;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.configuration.Configurations;

/** The addresses of the desk as they are in force on this node. */
public final class AddressDirectory {
    private final Configurations configurations;

    public AddressDirectory(Configurations configurations) {
        this.configurations = configurations;
    }

    /** The newest snapshot; empty until the store has answered once and the first start has made the defaults. */
    public Optional<AddressSnapshot> snapshot() {
        return configurations.current().map(AddressSnapshot::of);
    }

    /**
     * As {@link #snapshot}, for callers that can do nothing without it.
     *
     * @throws StoreUnavailableException when the store has not answered yet
     */
    public AddressSnapshot inForce() {
        return AddressSnapshot.of(configurations.inForce());
    }

    /** Whether an address is the desk's own ({@link AddressSnapshot#isOurs}), as far as is known. */
    public boolean isOurs(EmailAddress address) {
        return snapshot().map(snapshot -> snapshot.isOurs(address)).orElse(false);
    }
}
