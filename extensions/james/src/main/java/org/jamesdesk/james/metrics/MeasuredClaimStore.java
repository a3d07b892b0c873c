package org.jamesdesk.james.metrics;

import java.util.Optional;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.jamesdesk.ticket.Claim;
import org.jamesdesk.ticket.ClaimStore;
import org.jamesdesk.ticket.ConversationId;

/** Timer {@code desk-claim}, meter {@code desk-intake-repeated}: mails that came before. */
public final class MeasuredClaimStore implements ClaimStore {
    private final ClaimStore store;
    private final MetricFactory metrics;
    private final Metric repeated;

    public MeasuredClaimStore(ClaimStore store, MetricFactory metrics) {
        this.store = store;
        this.metrics = metrics;
        this.repeated = metrics.generate("desk-intake-repeated");
    }

    @Override
    public Claim claim(Claim proposed) {
        Claim standing = metrics.decorateSupplierWithTimerMetric("desk-claim", () -> store.claim(proposed));
        if (!standing.equals(proposed)) {
            repeated.increment();
        }
        return standing;
    }

    @Override
    public Optional<Claim> find(ConversationId conversation) {
        return store.find(conversation);
    }
}
