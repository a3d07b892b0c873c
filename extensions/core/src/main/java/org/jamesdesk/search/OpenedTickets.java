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

    /** What a conversation holds besides its text, if it names no more than this; one that names more is not kept. */
    private static final int FURTHER_CHARACTERS = 8_000;

    private static final int MOST_NAMES = 50;

    private final Map<String, Opened> byKey = new LinkedHashMap<>();
    private long characters;

    /** @param work what the document does */
    private record Opened(Work work, TicketDocument document) {
        long length() {
            return document.characters() + FURTHER_CHARACTERS;
        }
    }

    @Override
    public void taken(TakenMail mail) {
        if (mail.repeated() || names(mail.conversation()) > MOST_NAMES) {
            return;
        }
        mail.opened()
                .map(ticket -> new TicketDocument(ticket, List.of(mail.conversation()), true))
                .ifPresent(document -> mail.work().stream()
                        .filter(work -> work.kind() == WorkKind.INDEX)
                        .findFirst()
                        .ifPresent(work -> keep(new Opened(work, document))));
    }

    private static int names(Conversation conversation) {
        return conversation.to().size()
                + conversation.cc().size()
                + conversation.attachments().size();
    }

    private synchronized void keep(Opened opened) {
        byKey.put(opened.work().key(), opened);
        characters += opened.length();
        Iterator<Opened> oldest = byKey.values().iterator();
        while (characters > MOST_CHARACTERS) {
            characters -= oldest.next().length();
            oldest.remove();
        }
    }

    /**
     * The document that does a piece of work, once; empty when the ticket was not opened by the mail that brought the work
     * about, or is no longer in here. Whatever the work, nothing is kept of its ticket any longer.
     */
    synchronized Optional<TicketDocument> take(Work work) {
        Optional<Opened> opened = Optional.ofNullable(byKey.remove(work.key()));
        opened.ifPresent(taken -> characters -= taken.length());
        return opened.filter(taken -> taken.work().equals(work)).map(Opened::document);
    }
}
