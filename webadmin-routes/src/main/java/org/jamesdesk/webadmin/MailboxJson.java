package org.jamesdesk.webadmin;

import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.Mailbox;

/** A mailbox as the API shows it. */
record MailboxJson(String address, String name) {
    static MailboxJson of(Mailbox mailbox) {
        return new MailboxJson(mailbox.address().asString(), mailbox.name());
    }

    static Optional<MailboxJson> of(Optional<Mailbox> mailbox) {
        return mailbox.map(MailboxJson::of);
    }

    static List<MailboxJson> of(List<Mailbox> mailboxes) {
        return mailboxes.stream().map(MailboxJson::of).toList();
    }
}
