package org.jamesdesk.ticket;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.message.authentication.SenderAuthentication;
import org.jamesdesk.message.mime.RawMessage;

/**
 * A mail as it comes to the desk.
 *
 * @param raw its bytes
 * @param envelopeSender the reverse-path; empty for the null sender
 * @param authentication what this server found out about its author, if it looked
 * @param targets the departments it came to, each once, never none
 */
public record IncomingMail(
        RawMessage raw,
        Optional<EmailAddress> envelopeSender,
        Optional<SenderAuthentication> authentication,
        List<IntakeTarget> targets) {
    public IncomingMail {
        Objects.requireNonNull(authentication, "authentication");
        Objects.requireNonNull(raw, "raw");
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("a mail comes to at least one department");
        }
    }

    /** A mail whose author nobody looked into. */
    public IncomingMail(RawMessage raw, Optional<EmailAddress> envelopeSender, List<IntakeTarget> targets) {
        this(raw, envelopeSender, Optional.empty(), targets);
    }
}
