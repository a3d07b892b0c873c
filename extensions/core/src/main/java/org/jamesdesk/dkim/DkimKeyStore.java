package org.jamesdesk.dkim;

import java.util.Optional;

/** Keeps private keys, sealed, by domain and selector; a selector is never used again for another key. */
public interface DkimKeyStore {
    /** Keeps a key. */
    void put(String domain, String selector, byte[] sealed);

    /** The sealed key of that selector. */
    Optional<byte[]> find(String domain, String selector);

    /** Forgets a key; nothing happens when there is none. */
    void remove(String domain, String selector);
}
