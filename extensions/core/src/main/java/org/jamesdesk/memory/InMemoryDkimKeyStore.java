package org.jamesdesk.memory;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jamesdesk.dkim.DkimKeyStore;

/** Sealed private keys in memory. */
public final class InMemoryDkimKeyStore implements DkimKeyStore {
    private record Name(String domain, String selector) {}

    private final ConcurrentMap<Name, byte[]> keys = new ConcurrentHashMap<>();

    @Override
    public void put(String domain, String selector, byte[] sealed) {
        keys.put(new Name(domain, selector), sealed.clone());
    }

    @Override
    public Optional<byte[]> find(String domain, String selector) {
        return Optional.ofNullable(keys.get(new Name(domain, selector))).map(byte[]::clone);
    }

    @Override
    public void remove(String domain, String selector) {
        keys.remove(new Name(domain, selector));
    }
}
