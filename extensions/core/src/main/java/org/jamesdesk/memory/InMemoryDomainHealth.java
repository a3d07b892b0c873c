package org.jamesdesk.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.bounce.DomainHealth;

/** The health of domains in memory. */
public final class InMemoryDomainHealth implements DomainHealth {
    private final Set<Failure> failures = new HashSet<>();
    private final Map<String, Instant> deliveries = new HashMap<>();
    private final Map<String, Instant> takenBack = new HashMap<>();

    @Override
    public synchronized void failed(EmailAddress address, Instant at) {
        failures.add(new Failure(address, at));
    }

    @Override
    public synchronized void delivered(String domain, Instant at) {
        deliveries.merge(domain, at, InMemoryDomainHealth::later);
    }

    @Override
    public synchronized void takeBack(String domain, Instant at) {
        takenBack.merge(domain, at, InMemoryDomainHealth::later);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public synchronized List<Failure> failures(String domain, Instant since, int limit) {
        return failures.stream()
                .filter(failure -> failure.address().domain().equals(domain))
                .filter(failure -> failure.at().isAfter(since))
                .sorted(Comparator.comparing(Failure::at)
                        .thenComparing(failure -> failure.address().key())
                        .reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<Instant> lastDelivery(String domain) {
        return Optional.ofNullable(deliveries.get(domain))
                .filter(at -> at.isAfter(takenBack.getOrDefault(domain, Instant.MIN)));
    }
}
