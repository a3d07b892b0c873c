package org.jamesdesk.message.forward;

import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.message.mime.MailContent;

/**
 * The mail that somebody forwarded, the outermost one where forwards are nested (R72-R76).
 *
 * @param address the address of its sender
 * @param name the name of its sender; may be empty
 * @param subject its subject; may be empty
 * @param date its date as the forward states it; may be empty
 * @param note what the person who forwarded it wrote; may be empty
 */
public record ForwardedMail(Optional<EmailAddress> address, String name, String subject, String date, String note) {
    public ForwardedMail {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(note, "note");
    }

    /** The mail that this one forwards; empty when it forwards none. */
    public static Optional<ForwardedMail> in(MailContent content) {
        return Optional.empty();
    }
}
