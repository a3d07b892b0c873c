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

/** Bounces in memory. */
public final class InMemoryBounceStore implements BounceStore {
    private static final Comparator<Position> NEWEST_FIRST = Comparator.comparing(Position::at)
            .thenComparing(position -> position.id().value())
            .reversed();

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
        Predicate<Bounce> comesAfter = after.map(Position::parse)
                .<Predicate<Bounce>>map(start -> bounce -> NEWEST_FIRST.compare(Position.of(bounce), start) > 0)
                .orElse(bounce -> true);
        List<Bounce> rest = bounces.values().stream()
                .filter(isOf(of))
                .filter(bounce -> !bounce.at().isBefore(since))
                .filter(comesAfter)
                .sorted(Comparator.comparing(Position::of, NEWEST_FIRST))
                .limit(limit + 1L)
                .toList();
        return rest.size() <= limit
                ? new Page(rest, Optional.empty())
                : new Page(
                        rest.subList(0, limit),
                        Optional.of(Position.of(rest.get(limit - 1)).toString()));
    }

    private static Predicate<Bounce> isOf(Of of) {
        if (of instanceof Of.Address one) {
            return bounce -> bounce.address().equals(one.address());
        }
        return of instanceof Of.Ticket one ? bounce -> bounce.ticket().equals(one.ticket()) : bounce -> true;
    }

    private record Position(Instant at, BounceId id) {
        static Position of(Bounce bounce) {
            return new Position(bounce.at(), bounce.id());
        }

        static Position parse(String text) {
            String[] parts = text.split("/", 2);
            try {
                return new Position(Instant.parse(parts[0]), new BounceId(parts[1]));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("not a position of a bounce page", e);
            }
        }

        @Override
        public String toString() {
            return at + "/" + id;
        }
    }
}
