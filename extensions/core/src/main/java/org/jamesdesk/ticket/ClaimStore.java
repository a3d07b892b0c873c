package org.jamesdesk.ticket;

import java.util.Optional;

/** Decides which of several runs of one mail is the first. The only compare-and-set on a mail's way. */
public interface ClaimStore {
    /**
     * Records the claim unless its conversation is claimed already.
     *
     * @return the claim that stands: the given one, or the earlier one
     */
    Claim claim(Claim proposed);

    /** The claim of a conversation, which also says where it is stored. */
    Optional<Claim> find(ConversationId conversation);
}
