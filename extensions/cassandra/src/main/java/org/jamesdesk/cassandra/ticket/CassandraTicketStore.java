package org.jamesdesk.cassandra.ticket;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.cassandra.delivery.CassandraDeliveryStore;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.cassandra.session.Requests;
import org.jamesdesk.cassandra.threading.CassandraKnownMessages;
import org.jamesdesk.cassandra.work.CassandraWorkStore;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.ticket.ClaimStore;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.Entry;
import org.jamesdesk.ticket.Ticket;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStatus;
import org.jamesdesk.ticket.TicketStore;

/**
 * Tickets.
 *
 * <p>Requests: {@code append} of a mail of up to 512 KiB two, both at once: the raw mail, and a batch of four rows
 * (ticket, conversation, Message-ID, work); a third when the text is long, one more for each further 512 KiB, one
 * for every 4 KiB of further rows when it goes to many recipients, and one for each mail that its ticket waits for. {@code find}, {@code raw} and {@code setStatus} one;
 * {@code conversation} two; {@code conversations} one, and one more for each month it reads.
 */
public final class CassandraTicketStore implements TicketStore {
    private static final int LARGEST_PAGE = 500;

    private final DeskSession session;
    private final TicketTable tickets;
    private final ConversationTable conversations;
    private final RawMailTable rawMails;
    private final ClaimStore claims;
    private final CassandraKnownMessages knownMessages;
    private final CassandraDeliveryStore deliveries;
    private final CassandraWorkStore work;

    public CassandraTicketStore(
            DeskSession session,
            ClaimStore claims,
            CassandraKnownMessages knownMessages,
            CassandraDeliveryStore deliveries,
            CassandraWorkStore work) {
        this.session = session;
        this.tickets = new TicketTable(session);
        this.conversations = new ConversationTable(session);
        this.rawMails = new RawMailTable(session);
        this.claims = claims;
        this.knownMessages = knownMessages;
        this.deliveries = deliveries;
        this.work = work;
    }

    @Override
    public void append(Entry entry) {
        Conversation conversation = entry.conversation();
        List<BoundStatement> writes = new ArrayList<>();
        writes.add(rawMails.writeAllButFirst(conversation.id(), entry.raw(), entry.at()));
        writes.add(tickets.write(entry));
        writes.add(conversations.write(conversation));
        knownMessages.write(entry).ifPresent(writes::add);
        writes.addAll(deliveries.rows(entry.deliveries(), entry.at()));
        writes.addAll(work.rows(entry.work()));
        List<Statement<?>> requests = new ArrayList<>(Requests.packed(writes));
        knownMessages.writeAwaited(entry).stream().map(Requests::batch).forEach(requests::add);
        session.executeAll(requests);
    }

    @Override
    public Optional<Ticket> find(TicketNumber number) {
        return tickets.find(number);
    }

    @Override
    public ConversationPage conversations(TicketNumber number, Optional<String> after, int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("limit is 1 to " + LARGEST_PAGE);
        }
        Position start = after.map(Position::parse).orElse(Position.START);
        List<Conversation> found = new ArrayList<>();
        // one more than asked for tells whether there is a next page
        for (Month month : tickets.months(number)) {
            if (found.size() <= limit && month.number() >= Month.of(start.at()).number()) {
                found.addAll(conversations.after(number, month, start, limit + 1 - found.size()));
            }
        }
        return found.size() <= limit
                ? new ConversationPage(found, Optional.empty())
                : new ConversationPage(
                        found.subList(0, limit),
                        Optional.of(Position.of(found.get(limit - 1)).toString()));
    }

    @Override
    public Optional<Conversation> conversation(TicketNumber number, ConversationId id) {
        return claims.find(id)
                .filter(claim -> claim.ticket().equals(number))
                .flatMap(claim -> conversations.find(number, id, claim.at()));
    }

    @Override
    public Optional<RawMessage> raw(ConversationId id) {
        return rawMails.find(id);
    }

    @Override
    public void setStatus(TicketNumber number, TicketStatus status, Instant at) {
        tickets.setStatus(number, status, at);
    }
}
