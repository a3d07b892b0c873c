package org.jamesdesk.sender;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Credentials as they are, for tests in which encryption is not the point. */
public final class PlainCredentials implements CredentialsStore {
    private final ConcurrentMap<SenderId, Kept> kept = new ConcurrentHashMap<>();

    @Override
    public Optional<Kept> find(SenderId sender) {
        return Optional.ofNullable(kept.get(sender));
    }

    @Override
    public void put(SenderId sender, Credentials credentials) {
        kept.merge(sender, new Kept(credentials, 1), (old, first) -> new Kept(credentials, old.version() + 1));
    }

    @Override
    public boolean replace(SenderId sender, long version, Credentials credentials) {
        return kept.replace(
                sender,
                new Kept(find(sender).map(Kept::credentials).orElse(credentials), version),
                new Kept(credentials, version + 1));
    }

    @Override
    public void remove(SenderId sender) {
        kept.remove(sender);
    }
}
