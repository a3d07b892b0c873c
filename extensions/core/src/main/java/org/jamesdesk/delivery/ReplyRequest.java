package org.jamesdesk.delivery;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.ticket.TicketStatus;

/**
 * An answer that an agent wants sent. At least one of {@code text} and {@code html} has content.
 *
 * @param from the sending address; empty: the ticket's support address, else R28
 * @param agent who answers
 * @param to the To recipients; empty list: the ticket's contact
 * @param cc the Cc recipients
 * @param bcc the blind recipients; they never appear in a header
 * @param text the answer as plain text; empty: made from {@code html}
 * @param html the answer as HTML
 * @param isPrivate marks the conversation as one for agents only; it does not change who gets the mail: without {@code to} the
 *     customer gets it
 * @param attachments files to send along
 * @param statusAfter the status the ticket gets
 */
public record ReplyRequest(
        Optional<EmailAddress> from,
        Optional<EmailAddress> agent,
        List<Mailbox> to,
        List<Mailbox> cc,
        List<Mailbox> bcc,
        Optional<String> text,
        Optional<String> html,
        boolean isPrivate,
        List<OutgoingAttachment> attachments,
        Optional<TicketStatus> statusAfter) {
    public ReplyRequest {
        Objects.requireNonNull(from, "from");
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        attachments = List.copyOf(attachments);
    }
}
