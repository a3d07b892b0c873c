package org.jamesdesk.message.forward;

import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.mime.AddressHeader;
import org.jamesdesk.message.mime.ContentReader;
import org.jamesdesk.message.mime.HeaderText;
import org.jamesdesk.message.mime.Headers;
import org.jamesdesk.message.mime.MailContent;
import org.jamesdesk.message.mime.MailContent.EmbeddedPart;
import org.jamesdesk.message.mime.RawMessage;

/** Finds a mail that is forwarded as an attachment (RFC 2046 section 5.2.1); its own header tells what it was. */
final class AttachedMail {
    private AttachedMail() {}

    /** The mail that is attached in order to forward it; of several the first. */
    static Optional<ForwardedMail> find(Forwarding forwarding, MailContent content) {
        List<EmbeddedPart> attached =
                content.embedded().stream().filter(AttachedMail::isWhole).toList();
        if (attached.isEmpty()) {
            return Optional.empty();
        }
        Headers headers =
                new ContentReader().headers(RawMessage.of(attached.get(0).bytes()));
        OriginalSender sender = sender(headers);
        String subject = subject(headers);
        boolean wrapped = subject.equals(subject(content.headers())) && !subject.isEmpty();
        return forwarding.acceptsAttached(attached.size(), wrapped)
                ? Optional.of(new ForwardedMail(
                        sender.address(),
                        sender.name(),
                        subject,
                        headers.first("date").map(HeaderText::oneLine).orElse(""),
                        content.text()))
                : Optional.empty();
    }

    private static boolean isWhole(EmbeddedPart part) {
        return part.type().equals("message/rfc822") || part.type().equals("message/global");
    }

    private static OriginalSender sender(Headers headers) {
        String from = headers.joined("from");
        return AddressHeader.mailboxes(from).stream()
                .findFirst()
                .map(AttachedMail::sender)
                .orElseGet(() -> OriginalSender.parse(from));
    }

    private static OriginalSender sender(Mailbox mailbox) {
        return new OriginalSender(mailbox.name(), Optional.of(mailbox.address()));
    }

    private static String subject(Headers headers) {
        return headers.first("subject").map(HeaderText::unstructured).orElse("");
    }
}
