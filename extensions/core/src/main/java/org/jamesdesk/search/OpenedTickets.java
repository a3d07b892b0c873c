package org.jamesdesk.search;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.IntakeWatch;
import org.jamesdesk.ticket.TakenMail;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;

/**
 * Tickets that mails of this node have just opened, kept until they are indexed, so that the indexer need not read back what
 * was written a moment ago. Nothing depends on it: what is not in here is read from the store. Safe for use by many threads.
 */
public final class OpenedTickets implements IntakeWatch {
    /** Some 16 MiB; while more waits to be indexed, the oldest are dropped. */
    private static final long MOST_CHARACTERS = 8_000_000;

    /** What a conversation holds besides its text. */
    private static final int FURTHER_CHARACTERS = 2_000;

    private final Map<Work, TicketDocument> documents = new LinkedHashMap<>();
    private long characters;

    @Override
    public void taken(TakenMail mail) {
        if (mail.repeated()) {
            return;
        }
        mail.opened()
                .map(ticket -> new TicketDocument(ticket, List.of(mail.conversation()), true))
                .ifPresent(document -> mail.work().stream()
                        .filter(work -> work.kind() == WorkKind.INDEX)
                        .findFirst()
                        .ifPresent(work -> keep(work, document)));
    }

    private synchronized void keep(Work work, TicketDocument document) {
        documents.put(work, document);
        characters += length(document);
        Iterator<TicketDocument> oldest = documents.values().iterator();
        while (characters > MOST_CHARACTERS) {
            characters -= length(oldest.next());
            oldest.remove();
        }
    }

    /**
     * The document that does a piece of work, once; empty when the ticket was not opened by the mail that brought the work
     * about, or is no longer in here.
     */
    synchronized Optional<TicketDocument> take(Work work) {
        Optional<TicketDocument> document = Optional.ofNullable(documents.remove(work));
        document.ifPresent(taken -> characters -= length(taken));
        return document;
    }

    private static long length(TicketDocument document) {
        return document.conversations().stream()
                .map(Conversation::text)
                .mapToLong(text -> text.length() + FURTHER_CHARACTERS)
                .sum();
    }
}
