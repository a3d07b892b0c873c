package org.jamesdesk.threading;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.ReadMessage;

/** Says who takes part in a mail, as far as that tells whose matter it is. */
final class Participants {
    /** More are a circular, and what all of a crowd share proves nothing. */
    private static final int MOST = 20;

    private Participants() {}

    /**
     * Author and recipients, the author first, at most {@value #MOST}.
     *
     * @param ours the addresses of the desk itself, which take part in everything
     */
    static Set<EmailAddress> of(ReadMessage message, Predicate<EmailAddress> ours) {
        return Stream.of(
                        message.from().stream(),
                        message.replyTo().stream(),
                        message.to().stream(),
                        message.cc().stream())
                .flatMap(mailboxes -> mailboxes)
                .map(Mailbox::address)
                .filter(ours.negate())
                .distinct()
                .limit(MOST)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
