package org.jamesdesk.notice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import javax.mail.Address;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.delivery.HeaderMailbox;
import org.jamesdesk.delivery.IdentifiedMessage;
import org.jamesdesk.message.mime.RawMessage;

/**
 * What a notice says.
 *
 * @param subject one line
 * @param text the body for those who read no HTML
 * @param html the same as a document
 * @param replyTo where answers go; empty: to the address that it comes from
 */
public record NoticeLetter(String subject, String text, String html, Optional<EmailAddress> replyTo) {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    public NoticeLetter {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(html, "html");
        Objects.requireNonNull(replyTo, "replyTo");
    }

    /** The mail (RFC 5322), marked as written by a machine so that no machine answers it (RFC 3834). */
    RawMessage mail(NoticeId id, Mailbox from, EmailAddress to, Instant date) {
        try {
            MimeMessage message =
                    new IdentifiedMessage(id + "@" + from.address().domain());
            message.setFrom(HeaderMailbox.of(from));
            message.setRecipient(Message.RecipientType.TO, HeaderMailbox.of(Mailbox.of(to)));
            if (replyTo.isPresent()) {
                message.setReplyTo(new Address[] {HeaderMailbox.of(Mailbox.of(replyTo.get()))});
            }
            message.setSubject(subject.replaceAll("[\\p{Cntrl}]+", " "), UTF_8);
            message.setSentDate(Date.from(date));
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setContent(content());
            message.saveChanges();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            message.writeTo(bytes);
            return RawMessage.of(bytes.toByteArray());
        } catch (MessagingException | IOException e) {
            throw new IllegalArgumentException("the notice cannot be written as a mail: " + e.getMessage(), e);
        }
    }

    private MimeMultipart content() throws MessagingException {
        MimeMultipart alternative = new MimeMultipart("alternative");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, UTF_8);
        alternative.addBodyPart(plain);
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html, UTF_8, "html");
        alternative.addBodyPart(rich);
        return alternative;
    }
}
