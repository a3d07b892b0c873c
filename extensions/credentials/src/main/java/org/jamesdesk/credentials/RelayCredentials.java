package org.jamesdesk.credentials;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.sender.Credentials;
import org.jamesdesk.sender.SmtpRelay;

/**
 * All credentials of one sender: those of the relay in force, and while that changes those of the next beside them.
 *
 * @param forAny what was kept before relays were noted; gone when the relay in force gets new ones
 * @param byRelay what is for one relay only
 */
record RelayCredentials(Optional<Credentials> forAny, Map<SmtpRelay, Credentials> byRelay) {
    static final RelayCredentials NONE = new RelayCredentials(Optional.empty(), Map.of());

    RelayCredentials {
        Objects.requireNonNull(forAny, "forAny");
        byRelay = Map.copyOf(byRelay);
    }

    /** What may be shown to this relay. */
    Optional<Credentials> find(SmtpRelay relay) {
        return Optional.ofNullable(byRelay.get(relay)).or(() -> forAny);
    }

    /** These with other ones for this relay. */
    RelayCredentials with(SmtpRelay relay, Credentials credentials) {
        Map<SmtpRelay, Credentials> changed = new HashMap<>(byRelay);
        changed.put(relay, credentials);
        return new RelayCredentials(forAny, changed);
    }

    /** These with other ones for this relay, which is in force: what was for any was for it. */
    RelayCredentials renewed(SmtpRelay relay, Credentials credentials) {
        return new RelayCredentials(Optional.empty(), with(relay, credentials).byRelay());
    }

    /** Of these what is for this relay. */
    RelayCredentials only(SmtpRelay relay) {
        return find(relay).map(kept -> NONE.with(relay, kept)).orElse(NONE);
    }
}
