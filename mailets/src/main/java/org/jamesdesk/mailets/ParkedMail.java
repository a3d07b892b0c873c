package org.jamesdesk.mailets;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.message.MessageHead;

/**
 * A mail that waits until the intake of its support address is started again and an administrator has it replayed.
 *
 * @param id its name in the repository
 * @param supportAddress the address that it came to; empty when something else than {@link ParkStopped} put it there
 * @param sender the envelope's sender; empty for the null sender
 * @param head its author and subject
 * @param size in bytes
 * @param parkedAt when it was put there; empty as for the address
 */
public record ParkedMail(
        String id,
        Optional<EmailAddress> supportAddress,
        Optional<EmailAddress> sender,
        MessageHead head,
        long size,
        Optional<Instant> parkedAt) {
    public ParkedMail {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(supportAddress, "supportAddress");
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(parkedAt, "parkedAt");
    }
}
