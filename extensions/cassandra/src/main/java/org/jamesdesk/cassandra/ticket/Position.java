package org.jamesdesk.cassandra.ticket;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jamesdesk.cassandra.session.Columns;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.ConversationId;

/** Where a conversation stands in its ticket; as text, where the next page of conversations starts. */
record Position(Instant at, ConversationId id) {
    /** Before every conversation. */
    static final Position START = new Position(Instant.EPOCH, new ConversationId("0".repeat(32)));

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})-([0-9a-f]{32})");

    static Position of(Conversation conversation) {
        return new Position(conversation.at(), conversation.id());
    }

    /** @throws IllegalArgumentException when the text is not what {@link #toString} makes */
    static Position parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a position of a conversation page");
        }
        return new Position(Columns.instant(Long.parseLong(matcher.group(1))), new ConversationId(matcher.group(2)));
    }

    @Override
    public String toString() {
        return Columns.micros(at) + "-" + id;
    }
}
