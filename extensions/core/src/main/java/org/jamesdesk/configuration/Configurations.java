package org.jamesdesk.configuration;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jamesdesk.StoreUnavailableException;

/**
 * Holds the configuration that is in force on this node, and makes changes to it. Somebody else calls {@link #refresh} at
 * least every two seconds (R104); when the store does not answer, the last configuration stays in force.
 */
public final class Configurations {
    private static final int MOST_ATTEMPTS = 30;
    private static final long LONGEST_PAUSE_MILLIS = 50;

    private final ConfigurationStore store;
    private final Clock clock;
    private final AtomicReference<Optional<Configuration>> current = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Instant> confirmedAt = new AtomicReference<>(Instant.MIN);

    public Configurations(ConfigurationStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The configuration in force; empty until the store has answered once and the first start has made the defaults. */
    public Optional<Configuration> current() {
        return current.get().filter(configuration -> configuration.revision() > 0);
    }

    /**
     * The configuration in force, for those who cannot do without one.
     *
     * @throws StoreUnavailableException when none was read since the start
     */
    public Configuration inForce() {
        return current()
                .orElseThrow(() -> new StoreUnavailableException(
                        "The configuration of the desk", new IllegalStateException("it was not read since the start")));
    }

    /** When the store last confirmed that the configuration in force is the newest; {@link Instant#MIN}: never. */
    public Instant confirmedAt() {
        return confirmedAt.get();
    }

    /**
     * Puts the newest configuration into force: one cheap question to the store, and all of it only when it changed.
     *
     * @throws StoreUnavailableException when the store does not answer; the last configuration stays
     */
    public void refresh() {
        latest();
    }

    private Configuration latest() {
        Instant asked = clock.instant();
        Configuration latest = loadedOrHeld();
        confirmedAt.accumulateAndGet(asked, (one, other) -> one.isAfter(other) ? one : other);
        return latest;
    }

    private Configuration loadedOrHeld() {
        Optional<Configuration> held = current.get();
        if (held.isPresent() && held.get().revision() == store.revision()) {
            return held.get();
        }
        Configuration loaded = new Configuration(store.load());
        return current.updateAndGet(now -> now.filter(other -> other.revision() > loaded.revision())
                        .or(() -> Optional.of(loaded)))
                .orElse(loaded);
    }

    /**
     * Makes a change: all of it or nothing, and never over the change of another administrator. When it returns, the change
     * is kept and in force on this node; on the others within two seconds.
     *
     * @param who for the record: the administrator, or what of the program makes the change
     * @param edit looks at the configuration as it is now and edits it; runs again when another change came first, so it has
     *     no other effect. What it throws ends the change, and nothing happens
     * @return what the edit returned
     * @throws StoreUnavailableException when the store does not answer; whether the change was made is not known then
     */
    public <R> R change(String who, Function<Draft, R> edit) {
        for (int attempt = 1; ; attempt++) {
            Configuration base = latest();
            Draft draft = new Draft(base);
            R result = edit.apply(draft);
            List<Change> changes = draft.changes();
            if (changes.isEmpty()) {
                return result;
            }
            ChangeSet set =
                    new ChangeSet(base.revision() + 1, clock.instant().truncatedTo(ChronoUnit.MILLIS), who, changes);
            if (store.apply(set)) {
                latest();
                return result;
            }
            if (attempt == MOST_ATTEMPTS) {
                throw new StoreUnavailableException(
                        "The configuration of the desk",
                        new IllegalStateException("others have changed it " + MOST_ATTEMPTS + " times meanwhile"));
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_MILLIS * 1_000_000));
        }
    }

    /** As {@link #change(String, Function)}, for an edit that has nothing to return. */
    public void edit(String who, Consumer<Draft> edit) {
        change(who, draft -> {
            edit.accept(draft);
            return Optional.empty();
        });
    }

    /** The record of changes, newest first; see {@link ConfigurationStore#history}. */
    public List<ChangeSet> history(Optional<Long> before, int limit) {
        return store.history(before, limit);
    }
}
