package org.jamesdesk.sender;

import java.util.Optional;

/**
 * Keeps the credentials of senders, encrypted, each for the relay it was given for: what one relay gave or accepted is never
 * shown to another, whatever happens between a change of the credentials and the change of the configuration that belongs to
 * it. A new version replaces the old one only if nobody else was faster: two nodes that refresh one token must not end with
 * the token that the provider has revoked.
 */
public interface CredentialsStore {
    /**
     * Credentials as they are kept.
     *
     * @param version counts up from 1 with every change of what is kept for the sender
     */
    record Kept(Credentials credentials, long version) {}

    /** The credentials of a sender for this relay; those that were kept before relays were noted are for any. */
    Optional<Kept> find(SenderId sender, SmtpRelay relay);

    /**
     * Keeps credentials for this relay whatever was there for it before: an administrator gave new ones. What is kept for
     * others stays, because they are in force until the configuration says otherwise.
     */
    void put(SenderId sender, SmtpRelay relay, Credentials credentials);

    /**
     * Replaces the credentials for this relay, found with this version, by new ones.
     *
     * @return false, and nothing changed, when another version is there now
     */
    boolean replace(SenderId sender, SmtpRelay relay, long version, Credentials credentials);

    /** Forgets what is kept for other relays than this one, which is in force now. */
    void removeOthers(SenderId sender, SmtpRelay relay);

    /** Forgets the credentials of a sender; nothing happens when there are none. */
    void remove(SenderId sender);
}
