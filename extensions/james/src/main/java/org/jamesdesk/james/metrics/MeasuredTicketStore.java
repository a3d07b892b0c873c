package org.jamesdesk.james.metrics;

import java.time.Instant;
import java.util.Optional;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.jamesdesk.message.RawMessage;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.Direction;
import org.jamesdesk.ticket.Entry;
import org.jamesdesk.ticket.Ticket;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStatus;
import org.jamesdesk.ticket.TicketStore;

/**
 * Timer {@code desk-append}: how long it takes to store everything of a mail durably. Meters of what was stored:
 * {@code desk-intake-opened}, {@code desk-intake-joined}, {@code desk-replies}.
 */
public final class MeasuredTicketStore implements TicketStore {
    private final TicketStore store;
    private final MetricFactory metrics;
    private final Metric opened;
    private final Metric joined;
    private final Metric replies;

    public MeasuredTicketStore(TicketStore store, MetricFactory metrics) {
        this.store = store;
        this.metrics = metrics;
        this.opened = metrics.generate("desk-intake-opened");
        this.joined = metrics.generate("desk-intake-joined");
        this.replies = metrics.generate("desk-replies");
    }

    @Override
    public void append(Entry entry) {
        metrics.runPublishingTimerMetric("desk-append", () -> store.append(entry));
        meter(entry).increment();
    }

    private Metric meter(Entry entry) {
        if (entry.conversation().direction() == Direction.OUT) {
            return replies;
        }
        return entry.opened().isPresent() ? opened : joined;
    }

    @Override
    public Optional<Ticket> find(TicketNumber number) {
        return store.find(number);
    }

    @Override
    public ConversationPage conversations(TicketNumber number, Optional<String> after, int limit) {
        return store.conversations(number, after, limit);
    }

    @Override
    public Optional<Conversation> conversation(TicketNumber number, ConversationId id) {
        return store.conversation(number, id);
    }

    @Override
    public Optional<RawMessage> raw(ConversationId id) {
        return store.raw(id);
    }

    @Override
    public void setStatus(TicketNumber number, TicketStatus status, Instant at) {
        store.setStatus(number, status, at);
    }
}
