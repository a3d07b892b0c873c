package org.jamesdesk.threading;

import java.util.Collection;
import java.util.List;

/** Answers which tickets the mails with given identifiers went to. Filled by {@code TicketStore.append}. */
public interface KnownMessages {
    /**
     * All that is known of these identifiers, in no particular order; one fan-out, whatever their number.
     *
     * @param messageIds without angle brackets
     */
    List<KnownMessage> find(Collection<String> messageIds);
}
