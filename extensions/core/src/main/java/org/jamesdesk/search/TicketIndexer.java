package org.jamesdesk.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.ticket.TicketStore.ConversationPage;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkHandler;

/** Writes tickets that changed to the index, as the store has them now. */
public final class TicketIndexer implements WorkHandler {
    /** Of a longer ticket the first and the newest conversations are indexed. */
    public static final int MAX_CONVERSATIONS = 1_000;

    private static final int FIRST = 100;
    private static final int PAGE = 200;

    private final TicketStore tickets;
    private final TicketIndex index;

    public TicketIndexer(TicketStore tickets, TicketIndex index) {
        this.tickets = tickets;
        this.index = index;
    }

    @Override
    public List<Work> handle(List<Work> work) {
        List<TicketDocument> documents = new ArrayList<>();
        for (Work piece : work) {
            document(TicketNumber.parse(piece.key())).ifPresent(documents::add);
        }
        if (!documents.isEmpty()) {
            index.put(documents);
        }
        return work;
    }

    /** The document of a ticket; empty when there is no such ticket. */
    Optional<TicketDocument> document(TicketNumber number) {
        return tickets.find(number).map(ticket -> new TicketDocument(ticket, conversations(number)));
    }

    private List<Conversation> conversations(TicketNumber number) {
        List<Conversation> first = new ArrayList<>();
        Deque<Conversation> newest = new ArrayDeque<>();
        Optional<String> after = Optional.empty();
        do {
            ConversationPage page = tickets.conversations(number, after, PAGE);
            for (Conversation conversation : page.conversations()) {
                if (first.size() < FIRST) {
                    first.add(conversation);
                } else {
                    newest.addLast(conversation);
                    if (newest.size() > MAX_CONVERSATIONS - FIRST) {
                        newest.removeFirst();
                    }
                }
            }
            after = page.next();
        } while (after.isPresent());
        first.addAll(newest);
        return first;
    }
}
