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
 * @param envelopeSender the reverse-path; empty: the null one ({@code <>}), which nobody answers (RFC 5321 section 4.5.5)
 * @param envelopeId names the mail in reports of servers that know the DSN extension (RFC 3461 ENVID); empty: no report is
 *     asked for
 * @param recipient the one recipient
 * @param sender the From address by whose transport it leaves; empty: by this server
 */
public record Dispatch(
        String name,
        Optional<EmailAddress> envelopeSender,
        Optional<String> envelopeId,
        EmailAddress recipient,
        Optional<SenderId> sender) {
    public Dispatch {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(envelopeSender, "envelopeSender");
        Objects.requireNonNull(envelopeId, "envelopeId");
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(sender, "sender");
    }
}
