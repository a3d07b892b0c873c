package org.jamesdesk.sender;

import java.util.Optional;

/**
 * Keeps encrypted credentials by sender and knows nothing of what is in them. Versions of one sender only ever count up,
 * also over a removal: whoever holds an old version can never replace what came after it.
 */
public interface SealedCredentialsStore {
    /**
     * Credentials as they are kept.
     *
     * @param bytes encrypted; not changed by anyone
     * @param version counts up from 1
     */
    record Sealed(byte[] bytes, long version) {}

    /** What is kept for a sender. */
    Optional<Sealed> find(SenderId sender);

    /** Keeps these whatever was there before. */
    void put(SenderId sender, byte[] sealed);

    /**
     * Replaces what has this version.
     *
     * @return false, and nothing changed, when another version or nothing is there now
     */
    boolean replace(SenderId sender, long version, byte[] sealed);

    /** Forgets what is kept for a sender; nothing happens when there is nothing. */
    void remove(SenderId sender);
}
