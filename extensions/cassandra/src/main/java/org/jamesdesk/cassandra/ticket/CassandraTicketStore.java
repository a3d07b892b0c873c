package org.jamesdesk.cassandra.ticket;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jamesdesk.bounce.SignsOfLife;
import org.jamesdesk.cassandra.bounce.CassandraSignsOfLife;
import org.jamesdesk.cassandra.delivery.CassandraDeliveryStore;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.cassandra.session.Requests;
import org.jamesdesk.cassandra.threading.CassandraKnownMessages;
import org.jamesdesk.cassandra.ticket.TicketTable.TicketWithMonths;
import org.jamesdesk.cassandra.work.CassandraWorkStore;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.paging.Position;
import org.jamesdesk.ticket.ClaimStore;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.Entry;
import org.jamesdesk.ticket.Outgoing;
import org.jamesdesk.ticket.Ticket;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStatus;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;

/**
 * Tickets.
 *
 * <p>Requests: {@code append} of a mail of up to 512 KiB two, both at once: the raw mail, and a batch of five rows
 * (ticket, conversation, Message-ID, sign of life of the person who wrote it, work); a third when the text is long, one more for each further 512 KiB, one
 * for every 4 KiB of further rows when it goes to many recipients, and one for each mail that its ticket waits for; when it is sent, one after that. {@code queue} one for
 * each 4 KiB of the mails together, all at once. {@code complete} two before, and then at most what {@code append} takes. {@code find}, {@code raw} and {@code setStatus} one;
 * {@code conversation} two; {@code conversations} and {@code open} one for each ticket, and one more for each month they read; {@code open} sends
 * those of {@value #TICKETS_AT_ONCE} tickets at once.
 */
public final class CassandraTicketStore implements TicketStore {
    private static final int LARGEST_PAGE = 500;
    /** Bounds what the rows of long tickets hold in memory to some tens of megabytes. */
    private static final int TICKETS_AT_ONCE = 8;

    private final DeskSession session;
    private final TicketTable tickets;
    private final ConversationTable conversations;
    private final RawMailTable rawMails;
    private final ClaimStore claims;
    private final CassandraKnownMessages knownMessages;
    private final CassandraDeliveryStore deliveries;
    private final CassandraSignsOfLife signsOfLife;
    private final CassandraWorkStore work;

    public CassandraTicketStore(
            DeskSession session,
            ClaimStore claims,
            CassandraKnownMessages knownMessages,
            CassandraDeliveryStore deliveries,
            CassandraSignsOfLife signsOfLife,
            CassandraWorkStore work) {
        this.session = session;
        this.tickets = new TicketTable(session);
        this.conversations = new ConversationTable(session);
        this.rawMails = new RawMailTable(session);
        this.claims = claims;
        this.knownMessages = knownMessages;
        this.deliveries = deliveries;
        this.signsOfLife = signsOfLife;
        this.work = work;
    }

    @Override
    public void append(Entry entry) {
        Conversation conversation = entry.conversation();
        List<BoundStatement> writes = new ArrayList<>();
        writes.add(rawMails.writeAllButFirst(conversation.id(), entry.raw(), entry.at()));
        writes.add(tickets.write(entry, entry.at()));
        writes.add(conversations.write(conversation));
        append(entry, writes);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The ticket's row is written as if a moment before, so that what is there wins. A raw mail is either the one or the
     * other: of one that is not complete, all chunks are written anew and later than any that are there.
     */
    @Override
    public boolean complete(Entry entry, Instant now) {
        Conversation conversation = entry.conversation();
        boolean missing = conversations
                .find(conversation.ticket(), conversation.id(), conversation.at())
                .isEmpty();
        List<BoundStatement> writes = new ArrayList<>();
        if (!rawMails.has(conversation.id())) {
            writes.add(rawMails.writeAllButFirst(conversation.id(), entry.raw(), now));
        }
        writes.add(tickets.write(entry, entry.at().minus(1, ChronoUnit.MICROS)));
        if (missing) {
            writes.add(conversations.write(conversation));
        }
        append(entry, writes);
        return missing;
    }

    private void append(Entry entry, List<BoundStatement> writes) {
        knownMessages.write(entry).ifPresent(writes::add);
        entry.writer()
                .map(writer -> signsOfLife.row(writer, entry.at(), SignsOfLife.RECEIVED))
                .ifPresent(writes::add);
        writes.addAll(deliveries.rows(entry.deliveries(), entry.at()));
        Map<Boolean, List<Work>> isSending =
                entry.work().stream().collect(Collectors.partitioningBy(piece -> piece.kind() == WorkKind.DELIVERY));
        writes.addAll(work.rows(isSending.get(false)));
        List<Statement<?>> requests = new ArrayList<>(Requests.packed(writes));
        knownMessages.writeAwaited(entry).stream().map(Requests::batch).forEach(requests::add);
        session.executeAll(requests);
        // Last, so that a reply which could not be stored as a whole is not sent: who wrote it sends it again.
        work.schedule(isSending.get(true));
    }

    @Override
    public void queue(List<Outgoing> mails) {
        List<BoundStatement> writes = new ArrayList<>();
        for (Outgoing mail : mails) {
            writes.add(rawMails.writeAllButFirst(mail.id(), mail.raw(), mail.at()));
            writes.add(knownMessages.write(mail.knownMessage(), mail.at()));
            writes.addAll(deliveries.rows(mail.deliveries(), mail.at()));
            writes.addAll(work.rows(mail.work()));
        }
        session.executeAll(Requests.packed(writes));
    }

    @Override
    public Optional<Ticket> find(TicketNumber number) {
        return tickets.find(number);
    }

    @Override
    public ConversationPage conversations(TicketNumber number, Optional<String> after, int limit) {
        requireLimit(limit);
        Position start =
                after.map(text -> Position.parse(text, ConversationId::new)).orElse(ConversationTable.START);
        List<Month> months = tickets.months(number).stream()
                .filter(month -> month.number() >= Month.of(start.at()).number())
                .toList();
        return page(number, months, start, List.of(), limit);
    }

    @Override
    public List<OpenedTicket> open(List<TicketNumber> numbers, int limit) {
        requireLimit(limit);
        List<OpenedTicket> opened = new ArrayList<>();
        for (int from = 0; from < numbers.size(); from += TICKETS_AT_ONCE) {
            opened.addAll(openAtOnce(numbers.subList(from, Math.min(numbers.size(), from + TICKETS_AT_ONCE)), limit));
        }
        return opened;
    }

    private List<OpenedTicket> openAtOnce(List<TicketNumber> numbers, int limit) {
        List<TicketWithMonths> found = tickets.findWithMonths(numbers);
        List<List<Conversation>> oldest = conversations.oldest(found, limit + 1);
        return IntStream.range(0, found.size())
                .mapToObj(i -> opened(found.get(i), oldest.get(i), limit))
                .toList();
    }

    private OpenedTicket opened(TicketWithMonths found, List<Conversation> oldest, int limit) {
        List<Month> further = found.months().subList(1, found.months().size());
        return new OpenedTicket(
                found.ticket(), page(found.ticket().number(), further, ConversationTable.START, oldest, limit));
    }

    private static void requireLimit(int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("limit is 1 to " + LARGEST_PAGE);
        }
    }

    /** A page of the conversations that are known and those of the months that follow. */
    private ConversationPage page(
            TicketNumber number, List<Month> months, Position start, List<Conversation> known, int limit) {
        List<Conversation> found = new ArrayList<>(known);
        // one more than asked for tells whether there is a next page
        for (Month month : months) {
            if (found.size() <= limit) {
                found.addAll(conversations.after(number, month, start, limit + 1 - found.size()));
            }
        }
        return found.size() <= limit
                ? new ConversationPage(found, Optional.empty())
                : new ConversationPage(
                        found.subList(0, limit),
                        Optional.of(
                                ConversationTable.position(found.get(limit - 1)).toString()));
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
