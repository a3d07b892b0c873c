package org.jamesdesk.threading;

import java.util.List;
import java.util.Set;
import org.jamesdesk.address.EmailAddress;

/**
 * What a ticket waits for from now on (requirements, section D, late parents).
 *
 * @param messageIds the identifiers a mail names that the desk has not seen, without angle brackets
 * @param participants those of whom the awaited mail must have one
 */
public record MissingAncestors(List<String> messageIds, Set<EmailAddress> participants) {
    /** Nothing is missing. */
    public static final MissingAncestors NONE = new MissingAncestors(List.of(), Set.of());

    public MissingAncestors {
        messageIds = List.copyOf(messageIds);
        participants = Set.copyOf(participants);
    }
}
