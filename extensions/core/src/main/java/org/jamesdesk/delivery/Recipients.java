package org.jamesdesk.delivery;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.settings.AutoCopy;

/** Whom a reply goes to. */
record Recipients(List<Mailbox> to, List<Mailbox> cc, List<Mailbox> bcc) {
    Recipients {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
    }

    /** Every address once: each gets one mail. */
    Set<EmailAddress> addresses() {
        return Stream.of(to, cc, bcc)
                .flatMap(List::stream)
                .map(Mailbox::address)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * The same with a copy to a support address (R60–R63): to the first outside mailbox that forwards to it (R9), for there
     * the organisation's people look, else to the address itself; none when it is among the recipients already.
     */
    Recipients withCopy(AutoCopy how, SupportAddress original) {
        EmailAddress target = original.externalAddresses().stream().findFirst().orElseGet(original::address);
        if (how == AutoCopy.OFF || addresses().contains(target)) {
            return this;
        }
        Mailbox copy = new Mailbox(original.friendlyName(), target);
        return how == AutoCopy.CC ? new Recipients(to, with(cc, copy), bcc) : new Recipients(to, cc, with(bcc, copy));
    }

    private static List<Mailbox> with(List<Mailbox> mailboxes, Mailbox another) {
        return Stream.concat(mailboxes.stream(), Stream.of(another)).toList();
    }
}
