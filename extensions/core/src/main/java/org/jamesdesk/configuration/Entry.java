package org.jamesdesk.configuration;

import java.util.Objects;

/**
 * A value as it is kept.
 *
 * @param kind the name of its {@link Kind}
 * @param key its key within the kind
 * @param body the value in JSON
 */
public record Entry(String kind, String key, String body) {
    public Entry {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(body, "body");
    }
}
