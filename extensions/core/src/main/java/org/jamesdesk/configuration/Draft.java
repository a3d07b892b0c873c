package org.jamesdesk.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A configuration in which one administrator's changes are being made; what was changed is seen by those who look after.
 * For one thread, and for the time of one {@link Configurations#change}.
 */
public final class Draft implements ConfigurationView {
    private record Name(String kind, String key) {}

    /** A value of the draft with its form in JSON, empty when it is removed. */
    private record Edit(Optional<Object> value, Optional<String> body) {}

    private final Configuration base;
    private final Map<Name, Edit> edits = new LinkedHashMap<>();

    Draft(Configuration base) {
        this.base = base;
    }

    @Override
    public <T> Optional<T> find(Kind<T> kind, String key) {
        Edit edit = edits.get(new Name(kind.name(), key));
        return edit == null ? base.find(kind, key) : edit.value().map(kind.type()::cast);
    }

    @Override
    public <T> List<T> all(Kind<T> kind) {
        SortedMap<String, T> all =
                new TreeMap<>(base.all(kind).stream().collect(Collectors.toMap(kind.key(), Function.identity())));
        edits.forEach((name, edit) -> {
            if (name.kind().equals(kind.name())) {
                edit.value()
                        .ifPresentOrElse(
                                value -> all.put(name.key(), kind.type().cast(value)), () -> all.remove(name.key()));
            }
        });
        return List.copyOf(all.values());
    }

    /**
     * Adds a value, or sets it in the place of the one with the same key.
     *
     * @throws IllegalArgumentException when its key is too long
     */
    public <T> void put(Kind<T> kind, T value) {
        String key = kind.key().apply(value);
        if (key.length() > 1_000) {
            throw new IllegalArgumentException("the key of a " + kind + " has at most 1000 characters");
        }
        edits.put(
                new Name(kind.name(), key),
                new Edit(Optional.of(value), Optional.of(ConfigurationJson.written(value))));
    }

    /** Removes the value with this key; nothing happens when there is none. */
    public void remove(Kind<?> kind, String key) {
        edits.put(new Name(kind.name(), key), new Edit(Optional.empty(), Optional.empty()));
    }

    /** A short text that differs whenever the value differs (the ETag of REST); empty when there is no such value. */
    public Optional<String> version(Kind<?> kind, String key) {
        Edit edit = edits.get(new Name(kind.name(), key));
        return Configuration.version(edit == null ? base.entry(kind.name(), key).map(Entry::body) : edit.body());
    }

    /** What differs from the configuration it began with. */
    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        edits.forEach((name, edit) -> {
            Optional<String> before = base.entry(name.kind(), name.key()).map(Entry::body);
            if (!before.equals(edit.body())) {
                changes.add(new Change(name.kind(), name.key(), before, edit.body()));
            }
        });
        return changes;
    }
}
