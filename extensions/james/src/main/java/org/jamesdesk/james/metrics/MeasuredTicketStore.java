package org.jamesdesk.james.metrics;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.james.metrics.api.MetricFactory;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.Entry;
import org.jamesdesk.ticket.Outgoing;
import org.jamesdesk.ticket.Ticket;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStatus;
import org.jamesdesk.ticket.TicketStore;

/** Timer {@code desk-append}: how long it takes to store everything of a mail durably. */
public final class MeasuredTicketStore implements TicketStore {
    private final TicketStore store;
    private final MetricFactory metrics;

    public MeasuredTicketStore(TicketStore store, MetricFactory metrics) {
        this.store = store;
        this.metrics = metrics;
    }

    @Override
    public void append(Entry entry) {
        metrics.runPublishingTimerMetric("desk-append", () -> store.append(entry));
    }

    @Override
    public boolean complete(Entry entry, Instant now) {
        return store.complete(entry, now);
    }

    @Override
    public void queue(List<Outgoing> mails) {
        store.queue(mails);
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
    public List<OpenedTicket> open(List<TicketNumber> numbers, int limit) {
        return store.open(numbers, limit);
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
