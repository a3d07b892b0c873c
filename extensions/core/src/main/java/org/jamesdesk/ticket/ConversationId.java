package org.jamesdesk.ticket;

import java.util.regex.Pattern;

/**
 * Names one conversation: 32 hex digits derived from what makes it the same mail, so that storing it twice is storing
 * it once.
 *
 * @param value 32 lower-case hex digits
 */
public record ConversationId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    /** @throws IllegalArgumentException when the value has not that form */
    public ConversationId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a conversation id has 32 lower-case hex digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
