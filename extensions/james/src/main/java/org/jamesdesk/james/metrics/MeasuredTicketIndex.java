package org.jamesdesk.james.metrics;

import java.util.List;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.jamesdesk.search.TicketDocument;
import org.jamesdesk.search.TicketIndex;
import org.jamesdesk.search.TicketPage;
import org.jamesdesk.search.TicketQuery;

/** Timers {@code desk-index-batch} and {@code desk-search}, meter {@code desk-indexed-tickets}. */
public final class MeasuredTicketIndex implements TicketIndex {
    private final TicketIndex index;
    private final MetricFactory metrics;
    private final Metric indexed;

    public MeasuredTicketIndex(TicketIndex index, MetricFactory metrics) {
        this.index = index;
        this.metrics = metrics;
        this.indexed = metrics.generate("desk-indexed-tickets");
    }

    @Override
    public void put(List<TicketDocument> documents) {
        metrics.runPublishingTimerMetric("desk-index-batch", () -> index.put(documents));
        indexed.add(documents.size());
    }

    @Override
    public TicketPage search(TicketQuery query) {
        return metrics.decorateSupplierWithTimerMetric("desk-search", () -> index.search(query));
    }

    @Override
    public String beginRebuild() {
        return index.beginRebuild();
    }

    @Override
    public void finishRebuild(String freshIndex) {
        index.finishRebuild(freshIndex);
    }

    @Override
    public void abandonRebuild(String freshIndex) {
        index.abandonRebuild(freshIndex);
    }
}
