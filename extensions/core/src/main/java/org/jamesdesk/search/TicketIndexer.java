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

/** Writes tickets that changed to the index: as the store has them now, or, if nothing came since, as they were opened. */
public final class TicketIndexer implements WorkHandler {
    /** Of a longer ticket the first and the newest conversations are indexed. */
    public static final int MAX_CONVERSATIONS = 1_000;

    private static final int FIRST = 100;
    private static final int PAGE = 200;

    private final TicketStore tickets;
    private final TicketIndex index;
    private final OpenedTickets opened;

    public TicketIndexer(TicketStore tickets, TicketIndex index, OpenedTickets opened) {
        this.tickets = tickets;
        this.index = index;
        this.opened = opened;
    }

    @Override
    public List<Work> handle(List<Work> work) {
        List<TicketDocument> documents = new ArrayList<>();
        List<TicketNumber> toRead = new ArrayList<>();
        for (Work piece : work) {
            opened.take(piece).ifPresentOrElse(documents::add, () -> toRead.add(TicketNumber.parse(piece.key())));
        }
        documents.addAll(documents(toRead));
        if (!documents.isEmpty()) {
            index.put(documents);
        }
        return work;
    }

    /** The documents of those of the tickets that there are, in their order. */
    List<TicketDocument> documents(List<TicketNumber> numbers) {
        return tickets.open(numbers, PAGE).stream()
                .map(read -> new TicketDocument(
                        read.ticket(), conversations(read.ticket().number(), read.first()), false))
                .toList();
    }

    private List<Conversation> conversations(TicketNumber number, ConversationPage firstPage) {
        List<Conversation> first = new ArrayList<>();
        Deque<Conversation> newest = new ArrayDeque<>();
        Optional<ConversationPage> page = Optional.of(firstPage);
        while (page.isPresent()) {
            for (Conversation conversation : page.get().conversations()) {
                if (first.size() < FIRST) {
                    first.add(conversation);
                } else {
                    newest.addLast(conversation);
                    if (newest.size() > MAX_CONVERSATIONS - FIRST) {
                        newest.removeFirst();
                    }
                }
            }
            page = page.get().next().map(next -> tickets.conversations(number, Optional.of(next), PAGE));
        }
        first.addAll(newest);
        return first;
    }
}
