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

    /**
     * The value before; empty when there was none.
     *
     * @param of the kind that {@link #kind} names
     */
    public <T> Optional<T> before(Kind<T> of) {
        return read(of, from);
    }

    /**
     * The value after; empty when it was removed.
     *
     * @param of the kind that {@link #kind} names
     */
    public <T> Optional<T> after(Kind<T> of) {
        return read(of, to);
    }

    private <T> Optional<T> read(Kind<T> of, Optional<String> body) {
        if (!of.name().equals(kind)) {
            throw new IllegalArgumentException("this is a change of a " + kind + ", not of a " + of);
        }
        return body.map(json -> ConfigurationJson.read(of, new Entry(kind, key, json)));
    }
}
