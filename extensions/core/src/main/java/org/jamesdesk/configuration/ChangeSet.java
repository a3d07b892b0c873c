package org.jamesdesk.configuration;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Changes that are made together or not at all, and the record that remains of them.
 *
 * @param revision the revision of the configuration that they make, one more than the one they are based on
 * @param at when
 * @param who the administrator, or what of the program made them
 * @param changes at least one, each value once
 */
public record ChangeSet(long revision, Instant at, String who, List<Change> changes) {
    public ChangeSet {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(who, "who");
        changes = List.copyOf(changes);
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("a change set has at least one change");
        }
    }
}
