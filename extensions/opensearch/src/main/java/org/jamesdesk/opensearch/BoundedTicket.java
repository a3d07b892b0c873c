package org.jamesdesk.opensearch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.mime.Attachment;
import org.jamesdesk.search.TicketDocument;
import org.jamesdesk.ticket.Conversation;

/**
 * What of a ticket goes into its document, so that neither a ticket of ten thousand conversations nor a hostile mail
 * makes a document that OpenSearch refuses. The newest conversations are served first, and the first one always stays.
 */
final class BoundedTicket {
    /** The first conversation and the newest of the others. */
    static final int MAX_CONVERSATIONS = 1_000;
    /** Characters of text over all conversations. */
    static final int MAX_TEXT = 1_048_576;
    /** To and Cc mailboxes and attachments of one conversation, each. */
    static final int MAX_ENTRIES_EACH = 50;
    /** To and Cc mailboxes and attachments over all conversations. */
    static final int MAX_ENTRIES = 5_000;

    static final int MAX_SUBJECT = 1_000;
    static final int MAX_NAME = 255;

    private int textLeft = MAX_TEXT;
    private int entriesLeft = MAX_ENTRIES;

    private BoundedTicket() {}

    /** @return oldest first */
    static List<Part> conversations(TicketDocument document) {
        BoundedTicket budget = new BoundedTicket();
        Deque<Part> parts = new ArrayDeque<>();
        List<Conversation> chosen = chosen(document.conversations());
        for (int i = chosen.size() - 1; i >= 0; i--) {
            parts.addFirst(budget.part(chosen.get(i)));
        }
        return new ArrayList<>(parts);
    }

    /** Not longer than so many characters, and no half of a character at the end. */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        boolean splits = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, splits ? length - 1 : length);
    }

    private static List<Conversation> chosen(List<Conversation> all) {
        return all.size() <= MAX_CONVERSATIONS
                ? all
                : Stream.concat(
                                Stream.of(all.get(0)),
                                all.subList(all.size() - MAX_CONVERSATIONS + 1, all.size()).stream())
                        .toList();
    }

    private Part part(Conversation conversation) {
        String text = cut(conversation.text(), textLeft);
        textLeft -= text.length();
        return new Part(
                conversation,
                text,
                entries(conversation.to()),
                entries(conversation.cc()),
                entries(conversation.attachments()));
    }

    private <T> List<T> entries(List<T> all) {
        List<T> some = all.subList(0, Math.min(all.size(), Math.min(MAX_ENTRIES_EACH, entriesLeft)));
        entriesLeft -= some.size();
        return some;
    }

    /** A conversation as far as it is indexed. */
    record Part(
            Conversation conversation, String text, List<Mailbox> to, List<Mailbox> cc, List<Attachment> attachments) {}
}
