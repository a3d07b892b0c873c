package org.jamesdesk.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jamesdesk.sender.PendingConsentStore;

/** Pending consents in memory. */
public final class InMemoryPendingConsents implements PendingConsentStore {
    private record Entry(byte[] sealed, Instant endsAt) {}

    private final Clock clock;
    private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();

    /** @param clock decides when entries end */
    public InMemoryPendingConsents(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void put(String id, byte[] sealed, Duration life) {
        entries.put(id, new Entry(sealed, clock.instant().plus(life)));
    }

    @Override
    public Optional<byte[]> take(String id) {
        return Optional.ofNullable(entries.remove(id))
                .filter(entry -> clock.instant().isBefore(entry.endsAt()))
                .map(Entry::sealed);
    }
}
