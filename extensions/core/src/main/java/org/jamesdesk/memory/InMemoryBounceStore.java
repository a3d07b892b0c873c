package org.jamesdesk.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jamesdesk.bounce.Bounce;
import org.jamesdesk.bounce.BounceId;
import org.jamesdesk.bounce.BounceStore;
import org.jamesdesk.paging.Position;

/** Bounces in memory. */
public final class InMemoryBounceStore implements BounceStore {
    private final Map<BounceId, Bounce> bounces = new HashMap<>();

    @Override
    public synchronized Bounce record(Bounce bounce) {
        Bounce earlier = bounces.putIfAbsent(bounce.id(), bounce);
        return earlier == null ? bounce : earlier;
    }

    @Override
    public synchronized Optional<Bounce> find(BounceId id) {
        return Optional.ofNullable(bounces.get(id));
    }

    @Override
    public synchronized Page list(Of of, Instant since, Optional<String> after, int limit) {
        if (limit < 1 || limit > 500) {
            throw new IllegalArgumentException("limit is 1 to 500");
        }
        Predicate<Bounce> comesAfter = after.map(text -> Position.parse(text, BounceId::new))
                .<Predicate<Bounce>>map(start -> bounce -> position(bounce).compareTo(start) < 0)
                .orElse(bounce -> true);
        List<Bounce> rest = bounces.values().stream()
                .filter(isOf(of))
                .filter(bounce -> !bounce.at().isBefore(since))
                .filter(comesAfter)
                .sorted(Comparator.comparing(InMemoryBounceStore::position).reversed())
                .limit(limit + 1L)
                .toList();
        return rest.size() <= limit
                ? new Page(rest, Optional.empty())
                : new Page(
                        rest.subList(0, limit),
                        Optional.of(position(rest.get(limit - 1)).toString()));
    }

    private static Position position(Bounce bounce) {
        return new Position(bounce.at(), bounce.id().value());
    }

    private static Predicate<Bounce> isOf(Of of) {
        if (of instanceof Of.Address one) {
            return bounce -> bounce.address().equals(one.address());
        }
        return of instanceof Of.Ticket one ? bounce -> bounce.ticket().equals(one.ticket()) : bounce -> true;
    }
}
