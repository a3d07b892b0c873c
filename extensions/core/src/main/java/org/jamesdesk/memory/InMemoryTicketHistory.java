package org.jamesdesk.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jamesdesk.ticket.TicketEvent;
import org.jamesdesk.ticket.TicketHistory;
import org.jamesdesk.ticket.TicketNumber;

/** What happened to tickets, in memory. */
public final class InMemoryTicketHistory implements TicketHistory {
    private final Map<TicketNumber, NavigableMap<Position, TicketEvent>> events = new HashMap<>();

    @Override
    public synchronized void add(TicketEvent event) {
        events.computeIfAbsent(event.ticket(), any -> new TreeMap<>()).put(Position.of(event), event);
    }

    @Override
    public synchronized Page list(TicketNumber ticket, Optional<String> after, int limit) {
        if (limit < 1 || limit > 500) {
            throw new IllegalArgumentException("limit is 1 to 500");
        }
        NavigableMap<Position, TicketEvent> all = events.getOrDefault(ticket, new TreeMap<>());
        NavigableMap<Position, TicketEvent> rest =
                after.map(text -> all.tailMap(Position.parse(text), false)).orElse(all);
        List<TicketEvent> page = rest.values().stream().limit(limit).toList();
        Optional<String> next = rest.size() > limit
                ? Optional.of(Position.of(page.get(limit - 1)).toString())
                : Optional.empty();
        return new Page(page, next);
    }

    private record Position(Instant at, String key) implements Comparable<Position> {
        private static final Comparator<Position> ORDER =
                Comparator.comparing(Position::at).thenComparing(Position::key);

        static Position of(TicketEvent event) {
            return new Position(event.at(), event.key());
        }

        static Position parse(String text) {
            String[] parts = text.split("/", 2);
            try {
                return new Position(Instant.parse(parts[0]), parts[1]);
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("not a position of a history page", e);
            }
        }

        @Override
        public int compareTo(Position other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return at + "/" + key;
        }
    }
}
