package org.jamesdesk.message;

import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.Mailbox;

/**
 * What a list of mails shows of one.
 *
 * @param from the first author that can be read
 * @param subject decoded, one line; empty when there is none
 */
public record MessageHead(Optional<Mailbox> from, String subject) {
    public MessageHead {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(subject, "subject");
    }
}
