package org.jamesdesk.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.MessageKind;
import org.jamesdesk.message.authentication.SenderAuthentication;
import org.jamesdesk.message.mime.Attachment;

/**
 * One mail of a ticket, received or sent. Holds what lists and search need; the complete mail is the raw message of the
 * same identifier.
 *
 * @param id its identifier
 * @param ticket the ticket it belongs to
 * @param direction received or sent
 * @param at when it was taken in or written; microsecond precision
 * @param kind what the mail is
 * @param automatic whether a machine made it
 * @param isPrivate whether only agents may see it
 * @param from its author, if readable
 * @param to its To mailboxes
 * @param cc its Cc mailboxes
 * @param bcc blind copies of a sent mail (R90); empty for a received one
 * @param subject its subject
 * @param messageId its Message-ID without angle brackets
 * @param text the body text, cut after {@link #MAX_TEXT} characters
 * @param textTruncated whether {@code text} was cut
 * @param attachments its attachments
 * @param size the raw size in bytes
 * @param authentication what the server found out about its author when it came in; empty for a sent mail
 * @param reasons why it stands in this ticket, one sentence each
 * @param problems what could not be read
 */
public record Conversation(
        ConversationId id,
        TicketNumber ticket,
        Direction direction,
        Instant at,
        MessageKind kind,
        boolean automatic,
        boolean isPrivate,
        Optional<Mailbox> from,
        List<Mailbox> to,
        List<Mailbox> cc,
        List<Mailbox> bcc,
        String subject,
        Optional<String> messageId,
        String text,
        boolean textTruncated,
        List<Attachment> attachments,
        long size,
        Optional<SenderAuthentication> authentication,
        List<String> reasons,
        List<String> problems) {
    /** Longer text is cut in lists and index, so that a ticket of ten thousand conversations stays quick to read. */
    public static final int MAX_TEXT = 8_192;

    public Conversation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(authentication, "authentication");
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        attachments = List.copyOf(attachments);
        reasons = List.copyOf(reasons);
        problems = List.copyOf(problems);
    }

    /** The first {@link #MAX_TEXT} characters of a text, never half a surrogate pair. */
    public static String cut(String text) {
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
        return text.substring(0, end);
    }
}
