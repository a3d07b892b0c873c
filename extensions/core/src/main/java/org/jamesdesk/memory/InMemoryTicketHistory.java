package org.jamesdesk.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jamesdesk.paging.Position;
import org.jamesdesk.ticket.TicketEvent;
import org.jamesdesk.ticket.TicketHistory;
import org.jamesdesk.ticket.TicketNumber;

/** What happened to tickets, in memory. */
public final class InMemoryTicketHistory implements TicketHistory {
    private final Map<TicketNumber, NavigableMap<Position, TicketEvent>> events = new HashMap<>();

    @Override
    public synchronized void add(TicketEvent event) {
        events.computeIfAbsent(event.ticket(), any -> new TreeMap<>()).put(position(event), event);
    }

    @Override
    public synchronized Page list(TicketNumber ticket, Optional<String> after, int limit) {
        if (limit < 1 || limit > 500) {
            throw new IllegalArgumentException("limit is 1 to 500");
        }
        NavigableMap<Position, TicketEvent> all = events.getOrDefault(ticket, new TreeMap<>());
        NavigableMap<Position, TicketEvent> rest = after.map(
                        text -> all.tailMap(Position.parse(text, Function.identity()), false))
                .orElse(all);
        List<TicketEvent> page = rest.values().stream().limit(limit).toList();
        Optional<String> next =
                rest.size() > limit ? Optional.of(position(page.get(limit - 1)).toString()) : Optional.empty();
        return new Page(page, next);
    }

    private static Position position(TicketEvent event) {
        return new Position(event.at(), event.key());
    }
}
