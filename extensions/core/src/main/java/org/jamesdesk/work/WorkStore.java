package org.jamesdesk.work;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps work until it is done. Work lies in buckets of one minute of its due time, so that looking for due work reads
 * small partitions one after the other and never a queue full of tombstones.
 */
public interface WorkStore {
    /** Adds work; adding it again is harmless. */
    void schedule(List<Work> work);

    /**
     * A page of the work of one bucket, in the store's order of keys.
     *
     * @param minute the bucket: an instant on a full minute
     * @param after the last key of the page before; empty: the first page
     * @param limit how many at most
     */
    List<Work> inMinute(WorkKind kind, Instant minute, Optional<String> after, int limit);

    /** The first page of the work of one bucket. */
    default List<Work> inMinute(WorkKind kind, Instant minute, int limit) {
        return inMinute(kind, minute, Optional.empty(), limit);
    }

    /** Removes work that is done; work with the same key that was scheduled for a later time stays. */
    void done(List<Work> work);

    /** The minute before which no work of this kind is left; empty when none was ever recorded. */
    Optional<Instant> doneBefore(WorkKind kind);

    /** Records that no work of this kind is left before the given full minute. */
    void setDoneBefore(WorkKind kind, Instant minute);

    /**
     * Takes a lease so that no other node does the same work meanwhile.
     *
     * @param name what is leased
     * @param owner who asks; asking again as the same owner succeeds
     * @param seconds how long it holds if it is not released
     * @return whether the lease is now held by the owner
     */
    boolean lease(String name, String owner, int seconds);

    /** Gives a lease back before it ends. */
    void release(String name, String owner);
}
