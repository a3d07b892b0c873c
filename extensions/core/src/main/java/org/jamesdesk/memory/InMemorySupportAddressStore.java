package org.jamesdesk.memory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.address.SupportAddressStore;

/** Support addresses in memory. */
public final class InMemorySupportAddressStore implements SupportAddressStore {
    private final ConcurrentSkipListMap<EmailAddress, SupportAddress> addresses = new ConcurrentSkipListMap<>();
    private final AtomicReference<EmailAddress> byDefault = new AtomicReference<>();

    @Override
    public List<SupportAddress> list() {
        return List.copyOf(addresses.values());
    }

    @Override
    public Optional<SupportAddress> find(EmailAddress address) {
        return Optional.ofNullable(addresses.get(address));
    }

    @Override
    public boolean createIfAbsent(SupportAddress supportAddress) {
        return addresses.putIfAbsent(supportAddress.address(), supportAddress) == null;
    }

    @Override
    public Optional<EmailAddress> defaultAddress() {
        return Optional.ofNullable(byDefault.get());
    }

    @Override
    public boolean makeDefaultIfNone(EmailAddress address) {
        return byDefault.compareAndSet(null, address);
    }
}
