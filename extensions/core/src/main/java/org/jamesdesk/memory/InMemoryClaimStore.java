package org.jamesdesk.memory;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jamesdesk.ticket.Claim;
import org.jamesdesk.ticket.ClaimStore;
import org.jamesdesk.ticket.ConversationId;

/** Claims in memory. */
public final class InMemoryClaimStore implements ClaimStore {
    private final ConcurrentMap<ConversationId, Claim> claims = new ConcurrentHashMap<>();

    @Override
    public Claim claim(Claim proposed) {
        Claim earlier = claims.putIfAbsent(proposed.conversation(), proposed);
        return earlier == null ? proposed : earlier;
    }

    @Override
    public Optional<Claim> find(ConversationId conversation) {
        return Optional.ofNullable(claims.get(conversation));
    }
}
