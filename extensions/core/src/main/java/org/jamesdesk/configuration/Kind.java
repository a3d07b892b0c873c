package org.jamesdesk.configuration;

import java.util.Objects;
import java.util.function.Function;

/**
 * One kind of thing that an administrator sets: departments, support addresses, agents. Each feature declares its own as a
 * constant. A value is kept as JSON, field by field as its record declares them ({@link ConfigurationJson}): fields may be
 * added when their constructor takes an absent value, and must not be renamed.
 *
 * @param name its name in stores; never changes
 * @param type the record
 * @param key what tells two values of the kind apart; at most 1 000 characters
 * @param <T> the record
 */
public record Kind<T>(String name, Class<T> type, Function<T, String> key) {
    public Kind {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(key, "key");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Kind<?> that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
