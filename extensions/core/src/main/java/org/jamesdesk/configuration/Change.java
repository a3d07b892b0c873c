package org.jamesdesk.configuration;

import java.util.Objects;
import java.util.Optional;

/**
 * One value that was set, changed or removed.
 *
 * @param kind the name of its {@link Kind}
 * @param key its key within the kind
 * @param from the value before, in JSON; empty when there was none
 * @param to the value after; empty when it was removed
 */
public record Change(String kind, String key, Optional<String> from, Optional<String> to) {
    public Change {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }
}
