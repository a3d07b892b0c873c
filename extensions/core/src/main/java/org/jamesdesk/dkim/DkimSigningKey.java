package org.jamesdesk.dkim;

import java.security.PrivateKey;

/**
 * What a signature is made with.
 *
 * @param domain in whose name
 * @param selector under which its public half is published
 * @param privateKey the key; never shown
 */
public record DkimSigningKey(String domain, String selector, PrivateKey privateKey) {
    @Override
    public String toString() {
        return selector + "._domainkey." + domain;
    }
}
