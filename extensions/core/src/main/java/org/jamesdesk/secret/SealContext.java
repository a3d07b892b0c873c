package org.jamesdesk.secret;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What a sealed secret belongs to. It is authenticated with the secret: one that was copied to another row is of no use.
 *
 * @param purpose what kind of secret it is
 * @param owner whose it is
 */
public record SealContext(String purpose, String owner) {
    private static final char SEPARATOR = '\0';

    public SealContext {
        Objects.requireNonNull(owner, "owner");
        if (purpose.isEmpty() || purpose.indexOf(SEPARATOR) >= 0) {
            throw new IllegalArgumentException("a purpose is a word");
        }
    }

    /** The associated data of the encryption; differs whenever purpose or owner differ. */
    public byte[] bytes() {
        return (purpose + SEPARATOR + owner).getBytes(StandardCharsets.UTF_8);
    }
}
