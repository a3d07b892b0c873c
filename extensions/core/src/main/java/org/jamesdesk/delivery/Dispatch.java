package org.jamesdesk.delivery;

import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.sender.SenderId;

/**
 * A mail about to leave for its one recipient: one attempt of a ticket's {@link Delivery}, or a notice that belongs to no
 * ticket.
 *
 * @param name names it in logs and in James; the same for every attempt of one mail
 * @param envelopeSender the reverse-path
 * @param recipient the one recipient
 * @param sender the From address by whose transport it leaves; empty: by this server
 */
public record Dispatch(String name, EmailAddress envelopeSender, EmailAddress recipient, Optional<SenderId> sender) {
    public Dispatch {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(envelopeSender, "envelopeSender");
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(sender, "sender");
    }
}
