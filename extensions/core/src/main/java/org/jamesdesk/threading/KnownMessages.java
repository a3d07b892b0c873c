package org.jamesdesk.threading;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jamesdesk.address.EmailAddress;

/** Answers which tickets the mails with given identifiers went to. Filled by {@code TicketStore.append}. */
public interface KnownMessages {
    /**
     * All that is known of these identifiers, in no particular order; one fan-out, whatever their number.
     *
     * @param messageIds without angle brackets
     */
    List<KnownMessage> find(Collection<String> messageIds);

    /**
     * The tickets that wait for one of these mails and share a participant; in no particular order, one fan-out.
     *
     * @param messageIds without angle brackets
     * @param participants those of the mail that has come
     */
    List<AwaitedMessage> findAwaited(Collection<String> messageIds, Set<EmailAddress> participants);
}
