package org.jamesdesk.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jamesdesk.configuration.ChangeSet;
import org.jamesdesk.configuration.ConfigurationStore;
import org.jamesdesk.configuration.Entry;
import org.jamesdesk.configuration.StoredConfiguration;

/** The configuration in memory. */
public final class InMemoryConfigurationStore implements ConfigurationStore {
    private record Name(String kind, String key) implements Comparable<Name> {
        @Override
        public int compareTo(Name other) {
            int byKind = kind.compareTo(other.kind);
            return byKind == 0 ? key.compareTo(other.key) : byKind;
        }
    }

    private final Map<Name, Entry> entries = new TreeMap<>();
    private final List<ChangeSet> history = new ArrayList<>();

    @Override
    public synchronized long revision() {
        return history.size();
    }

    @Override
    public synchronized StoredConfiguration load() {
        return new StoredConfiguration(revision(), List.copyOf(entries.values()));
    }

    @Override
    public synchronized boolean apply(ChangeSet changes) {
        if (changes.revision() != revision() + 1) {
            return false;
        }
        changes.changes().forEach(change -> {
            Name name = new Name(change.kind(), change.key());
            change.to()
                    .ifPresentOrElse(
                            body -> entries.put(name, new Entry(change.kind(), change.key(), body)),
                            () -> entries.remove(name));
        });
        history.add(changes);
        return true;
    }

    @Override
    public synchronized List<ChangeSet> history(Optional<Long> before, int limit) {
        List<ChangeSet> newestFirst = new ArrayList<>();
        long newest = before.map(revision -> Math.min(revision - 1, revision())).orElseGet(this::revision);
        for (long revision = newest; revision > 0 && newestFirst.size() < limit; revision--) {
            newestFirst.add(history.get((int) revision - 1));
        }
        return newestFirst;
    }
}
