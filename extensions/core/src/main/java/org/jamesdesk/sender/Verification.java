package org.jamesdesk.sender;

import java.time.Instant;
import java.util.Objects;

/**
 * A verification mail that is under way (R31–R33). There is at most one for a sender: a new one revokes the old.
 *
 * @param nonce what the link, the code and the reply address are signed over; differs for every mail
 * @param sentAt when it was asked for
 * @param expiresAt when it stops being valid
 * @param wrongCodes how many wrong codes were tried
 */
public record Verification(String nonce, Instant sentAt, Instant expiresAt, int wrongCodes) {
    public Verification {
        Objects.requireNonNull(nonce, "nonce");
        Objects.requireNonNull(sentAt, "sentAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }
}
