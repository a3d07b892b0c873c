package org.jamesdesk.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.message.mime.RawMessage;

/** Keeps tickets, their conversations and the raw mails. The truth; the search index is made from it. */
public interface TicketStore {
    /** Stores all of an entry; returns when it is durable. Idempotent, see {@link Entry}. */
    void append(Entry entry);

    /**
     * Stores what is missing of a conversation that another run has claimed: that run was cut short, or the mail came twice,
     * perhaps by two ways that left different headers on it. What is stored already stays as it is, byte for byte.
     *
     * @param now later than {@code entry.at()}: the write time of a raw mail that is missing
     * @return whether the conversation itself was missing
     */
    boolean complete(Entry entry, Instant now);

    /**
     * Stores all of these mails, which are sent and stand in no list of conversations (R92); returns when that is durable.
     * Idempotent, see {@link Outgoing}.
     */
    void queue(List<Outgoing> mails);

    Optional<Ticket> find(TicketNumber number);

    /**
     * A ticket that there must be.
     *
     * @throws NoSuchTicketException when there is none with this number
     */
    default Ticket existing(TicketNumber number) {
        return find(number).orElseThrow(() -> new NoSuchTicketException(number));
    }

    /**
     * The conversations of a ticket, oldest first.
     *
     * @param after the position after which to go on, from {@link ConversationPage#next}; empty for the first page
     * @param limit how many at most, 1 to 500
     */
    ConversationPage conversations(TicketNumber number, Optional<String> after, int limit);

    /**
     * Tickets, each together with the first page of its conversations: a store may look for many at once.
     *
     * @param numbers which; those that are not there are left out
     * @param limit how many conversations of each at most, 1 to 500
     * @return in the order of the numbers
     */
    default List<OpenedTicket> open(List<TicketNumber> numbers, int limit) {
        return numbers.stream()
                .flatMap(number -> find(number).stream())
                .map(ticket -> new OpenedTicket(ticket, conversations(ticket.number(), Optional.empty(), limit)))
                .toList();
    }

    Optional<Conversation> conversation(TicketNumber number, ConversationId id);

    /** The mail byte for byte; empty when there is no such conversation, nor a mail that was queued under this name. */
    Optional<RawMessage> raw(ConversationId id);

    /**
     * Sets the status of a ticket, if that is newer than what is stored.
     *
     * @param at when it was decided
     */
    void setStatus(TicketNumber number, TicketStatus status, Instant at);

    /**
     * A page of conversations.
     *
     * @param conversations oldest first
     * @param next where the next page starts; empty on the last one
     */
    record ConversationPage(List<Conversation> conversations, Optional<String> next) {
        public ConversationPage {
            conversations = List.copyOf(conversations);
        }
    }

    /**
     * A ticket with conversations.
     *
     * @param ticket the ticket
     * @param first the first page of its conversations
     */
    record OpenedTicket(Ticket ticket, ConversationPage first) {}
}
