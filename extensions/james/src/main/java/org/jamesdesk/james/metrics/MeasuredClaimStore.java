package org.jamesdesk.james.metrics;

import java.util.Optional;
import org.apache.james.metrics.api.MetricFactory;
import org.jamesdesk.ticket.Claim;
import org.jamesdesk.ticket.ClaimStore;
import org.jamesdesk.ticket.ConversationId;

/** Timer {@code desk-claim}: how long it takes to find out whether a mail is new. */
public final class MeasuredClaimStore implements ClaimStore {
    private final ClaimStore store;
    private final MetricFactory metrics;

    public MeasuredClaimStore(ClaimStore store, MetricFactory metrics) {
        this.store = store;
        this.metrics = metrics;
    }

    @Override
    public Claim claim(Claim proposed) {
        return metrics.decorateSupplierWithTimerMetric("desk-claim", () -> store.claim(proposed));
    }

    @Override
    public Optional<Claim> find(ConversationId conversation) {
        return store.find(conversation);
    }
}
