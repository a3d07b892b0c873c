package org.jamesdesk.sender;

import java.util.Optional;

/**
 * Keeps the credentials of senders, encrypted. A new version replaces the old one only if nobody else was faster: two nodes
 * that refresh one token must not end with the token that the provider has revoked.
 */
public interface CredentialsStore {
    /**
     * Credentials as they are kept.
     *
     * @param version counts up from 1 with every replacement
     */
    record Kept(Credentials credentials, long version) {}

    /** The credentials of a sender. */
    Optional<Kept> find(SenderId sender);

    /** Keeps credentials whatever was there before: an administrator gave new ones. */
    void put(SenderId sender, Credentials credentials);

    /**
     * Replaces the credentials of this version by new ones.
     *
     * @return false, and nothing changed, when another version is there now
     */
    boolean replace(SenderId sender, long version, Credentials credentials);

    /** Forgets the credentials of a sender; nothing happens when there are none. */
    void remove(SenderId sender);
}
