package org.jamesdesk.sender;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Credentials as they are, for tests in which encryption is not the point. */
public final class PlainCredentials implements CredentialsStore {
    private record OfSender(Map<SmtpRelay, Credentials> byRelay, long version) {}

    private final ConcurrentMap<SenderId, OfSender> kept = new ConcurrentHashMap<>();

    @Override
    public Optional<Kept> find(SenderId sender, SmtpRelay relay) {
        return Optional.ofNullable(kept.get(sender))
                .flatMap(all -> Optional.ofNullable(all.byRelay().get(relay))
                        .map(credentials -> new Kept(credentials, all.version())));
    }

    @Override
    public void put(SenderId sender, SmtpRelay relay, Credentials credentials) {
        kept.merge(sender, new OfSender(Map.of(relay, credentials), 1), (old, first) -> with(old, relay, credentials));
    }

    @Override
    public boolean replace(SenderId sender, SmtpRelay relay, long version, Credentials credentials) {
        OfSender old = kept.get(sender);
        return old != null && old.version() == version && kept.replace(sender, old, with(old, relay, credentials));
    }

    @Override
    public void removeOthers(SenderId sender, SmtpRelay relay) {
        kept.computeIfPresent(sender, (id, old) -> {
            Map<SmtpRelay, Credentials> only = new HashMap<>(old.byRelay());
            only.keySet().retainAll(Set.of(relay));
            return new OfSender(only, old.version() + 1);
        });
    }

    @Override
    public void remove(SenderId sender) {
        kept.remove(sender);
    }

    private static OfSender with(OfSender old, SmtpRelay relay, Credentials credentials) {
        Map<SmtpRelay, Credentials> changed = new HashMap<>(old.byRelay());
        changed.put(relay, credentials);
        return new OfSender(changed, old.version() + 1);
    }
}
