package org.jamesdesk.james.configuration;

import java.util.Objects;

/**
 * A password, kept out of logs and messages.
 *
 * @param value the password itself
 */
public record Secret(String value) {
    public Secret {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return "***";
    }
}
