package org.jamesdesk.mailets;

import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.jamesdesk.address.EmailAddress;

/** The envelope of a mail of James (RFC 5321 section 2.3.1) in the desk's words. */
final class Envelope {
    private Envelope() {}

    /** The reverse-path; empty for the null sender, and for an address that the desk cannot read. */
    static Optional<EmailAddress> sender(Mail mail) {
        return mail.getMaybeSender().asOptional().map(MailAddress::asString).flatMap(EmailAddress::tryParse);
    }
}
