package org.jamesdesk.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;
import org.jamesdesk.work.WorkStore;

/** Work in memory. What was done stays known, so that writing old work again does not bring it back. */
public final class InMemoryWorkStore implements WorkStore {
    private final Clock clock;
    private final ConcurrentMap<Bucket, ConcurrentNavigableMap<String, Slot>> buckets = new ConcurrentHashMap<>();
    private final ConcurrentMap<WorkKind, Instant> doneBefore = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Lease> leases = new ConcurrentHashMap<>();

    /** @param clock decides when leases end */
    public InMemoryWorkStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void schedule(List<Work> work) {
        work.forEach(one -> bucket(one).merge(one.key(), new Slot(one.dueAt(), false), Slot::newer));
    }

    @Override
    public List<Work> inMinute(WorkKind kind, Instant minute, Optional<String> after, int limit) {
        var bucket = buckets.getOrDefault(new Bucket(kind, minute), new ConcurrentSkipListMap<>());
        return after.map(last -> bucket.tailMap(last, false)).orElse(bucket).entrySet().stream()
                .filter(entry -> !entry.getValue().done())
                .limit(limit)
                .map(entry -> new Work(kind, entry.getKey(), entry.getValue().dueAt()))
                .toList();
    }

    @Override
    public void done(List<Work> work) {
        work.forEach(one -> bucket(one).merge(one.key(), new Slot(one.dueAt(), true), Slot::newer));
    }

    @Override
    public Optional<Instant> doneBefore(WorkKind kind) {
        return Optional.ofNullable(doneBefore.get(kind));
    }

    @Override
    public void setDoneBefore(WorkKind kind, Instant minute) {
        doneBefore.put(kind, minute);
    }

    @Override
    public boolean lease(String name, String owner, int seconds) {
        if (seconds < 1) {
            throw new IllegalArgumentException("a lease holds for at least one second");
        }
        Instant now = clock.instant();
        var wanted = new Lease(owner, now.plus(Duration.ofSeconds(seconds)));
        return leases.merge(name, wanted, (held, asked) -> held.yieldsTo(owner, now) ? asked : held)
                .owner()
                .equals(owner);
    }

    @Override
    public void release(String name, String owner) {
        leases.computeIfPresent(name, (any, held) -> held.owner().equals(owner) ? null : held);
    }

    private ConcurrentNavigableMap<String, Slot> bucket(Work work) {
        var key = new Bucket(work.kind(), work.dueAt().truncatedTo(ChronoUnit.MINUTES));
        return buckets.computeIfAbsent(key, any -> new ConcurrentSkipListMap<>());
    }

    private record Bucket(WorkKind kind, Instant minute) {}

    private record Slot(Instant dueAt, boolean done) {
        Slot newer(Slot other) {
            int order = dueAt.compareTo(other.dueAt);
            return order > 0 || order == 0 && done ? this : other;
        }
    }

    private record Lease(String owner, Instant endsAt) {
        boolean yieldsTo(String asker, Instant now) {
            return owner.equals(asker) || !now.isBefore(endsAt);
        }
    }
}
