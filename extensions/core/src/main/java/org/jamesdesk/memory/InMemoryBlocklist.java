package org.jamesdesk.memory;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.bounce.Block;
import org.jamesdesk.bounce.Blocklist;

/** The blocklist in memory; what happens to an address last counts, whatever comes last. */
public final class InMemoryBlocklist implements Blocklist {
    /** @param block empty: it was taken off the list */
    private record Entry(Instant at, Optional<Block> block) {}

    private static final Comparator<Event> NEWEST_FIRST =
            Comparator.comparing(Event::at).reversed().thenComparing(Event::blocked);

    private final ConcurrentNavigableMap<EmailAddress, Entry> entries = new ConcurrentSkipListMap<>(ORDER);
    private final ConcurrentMap<EmailAddress, NavigableSet<Event>> events = new ConcurrentHashMap<>();
    private final Clock clock;

    /** @param clock decides when blocks end */
    public InMemoryBlocklist(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void blockAll(Collection<Block> blocks) {
        for (Block block : blocks) {
            entries.merge(
                    block.address(),
                    new Entry(block.at(), Optional.of(block)),
                    (before, now) -> now.at().isAfter(before.at()) ? now : before);
            tell(block.address(), new Event(block.at(), true, block.by(), block.reason()));
        }
    }

    @Override
    public void remove(EmailAddress address, Instant at, String who, String why) {
        entries.merge(
                address,
                new Entry(at, Optional.empty()),
                (before, now) -> before.at().isAfter(now.at()) ? before : now);
        tell(address, new Event(at, false, who, why));
    }

    private void tell(EmailAddress address, Event event) {
        events.computeIfAbsent(address, any -> new ConcurrentSkipListSet<>(NEWEST_FIRST))
                .add(event);
    }

    @Override
    public Map<EmailAddress, Block> findAll(Collection<EmailAddress> addresses) {
        Instant now = clock.instant();
        Map<EmailAddress, Block> found = new LinkedHashMap<>();
        for (EmailAddress address : addresses) {
            Optional.ofNullable(entries.get(address))
                    .flatMap(Entry::block)
                    .filter(block -> block.holds(now))
                    .ifPresent(block -> found.put(address, block));
        }
        return found;
    }

    @Override
    public List<Block> list(Optional<EmailAddress> after, int limit) {
        Instant now = clock.instant();
        NavigableMap<EmailAddress, Entry> rest = after.<NavigableMap<EmailAddress, Entry>>map(
                        address -> entries.tailMap(address, false))
                .orElse(entries);
        return rest.values().stream()
                .flatMap(entry -> entry.block().stream())
                .filter(block -> block.holds(now))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Event> history(EmailAddress address) {
        return Optional.ofNullable(events.get(address)).stream()
                .flatMap(NavigableSet::stream)
                .limit(MOST_EVENTS)
                .toList();
    }
}
