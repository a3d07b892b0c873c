package org.jamesdesk.memory;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jamesdesk.sender.SealedCredentialsStore;
import org.jamesdesk.sender.SenderId;

/** Encrypted credentials in memory. */
public final class InMemorySealedCredentials implements SealedCredentialsStore {
    private record Row(Optional<byte[]> bytes, long version) {}

    private static final Row NOTHING = new Row(Optional.empty(), 0);

    private final Map<SenderId, Row> rows = new HashMap<>();

    @Override
    public synchronized Optional<Sealed> find(SenderId sender) {
        Row row = rows.getOrDefault(sender, NOTHING);
        return row.bytes().map(bytes -> new Sealed(bytes, row.version()));
    }

    @Override
    public synchronized void put(SenderId sender, byte[] sealed) {
        rows.merge(sender, new Row(Optional.of(sealed), 1), (old, fresh) -> new Row(fresh.bytes(), old.version() + 1));
    }

    @Override
    public synchronized boolean replace(SenderId sender, long version, byte[] sealed) {
        boolean same = find(sender).map(Sealed::version).equals(Optional.of(version));
        if (same) {
            put(sender, sealed);
        }
        return same;
    }

    @Override
    public synchronized void remove(SenderId sender) {
        rows.computeIfPresent(sender, (any, old) -> new Row(Optional.empty(), old.version() + 1));
    }
}
