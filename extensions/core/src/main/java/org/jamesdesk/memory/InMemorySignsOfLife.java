package org.jamesdesk.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.bounce.SignsOfLife;

/** Signs of life in memory. */
public final class InMemorySignsOfLife implements SignsOfLife {
    private final Set<Sign> signs = new HashSet<>();
    private final Set<Sign> takenBack = new HashSet<>();

    private record Sign(EmailAddress address, Instant at, String source) {}

    @Override
    public synchronized void add(EmailAddress address, Instant at, String source) {
        signs.add(new Sign(address, at, source));
    }

    @Override
    public synchronized void remove(EmailAddress address, Instant at, String source) {
        takenBack.add(new Sign(address, at, source));
    }

    @Override
    public synchronized Optional<Instant> last(EmailAddress address) {
        return signs.stream()
                .filter(sign -> sign.address().equals(address))
                .filter(sign -> !takenBack.contains(sign))
                .map(Sign::at)
                .max(Comparator.naturalOrder());
    }
}
