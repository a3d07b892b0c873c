package org.jamesdesk.work;

import java.time.Instant;
import java.util.Objects;

/**
 * Something that must still be done, written in the same call as its cause so that no crash can separate them. The same
 * key twice in one minute is one piece of work, due at the later time.
 *
 * @param kind what is to be done
 * @param key to what; see {@link WorkKind}
 * @param dueAt not before this time; microsecond precision
 */
public record Work(WorkKind kind, String key, Instant dueAt) {
    public Work {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(dueAt, "dueAt");
    }
}
