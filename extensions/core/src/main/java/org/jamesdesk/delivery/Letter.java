package org.jamesdesk.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.activation.DataHandler;
import javax.mail.Address;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import javax.mail.util.ByteArrayDataSource;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.mime.RawMessage;

/**
 * What a mail consists of that belongs to a ticket and that the desk sends. Bcc is not part of it: blind recipients exist in the
 * envelope only.
 *
 * @param messageId without angle brackets
 * @param references identifiers of the thread, oldest first; the last one is what is answered
 * @param automatic which kind of automatic mail it is (RFC 3834 section 5); empty: a person's
 */
public record Letter(
        String messageId,
        Instant date,
        Mailbox from,
        Mailbox replyTo,
        List<Mailbox> to,
        List<Mailbox> cc,
        String subject,
        List<String> references,
        String text,
        Optional<String> html,
        List<OutgoingAttachment> attachments,
        Optional<AutoSubmitted> automatic) {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    /**
     * What Exchange must not answer (MS-OXCMAIL 2.2.3.2.14): everything but a report that the mail could not be delivered (NDR),
     * which the desk wants to know.
     */
    private static final String NO_ANSWERS = "DR, RN, NRN, OOF, AutoReply";

    public Letter {
        Objects.requireNonNull(messageId, "messageId");
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(replyTo, "replyTo");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(html, "html");
        Objects.requireNonNull(automatic, "automatic");
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        references = List.copyOf(references);
        attachments = List.copyOf(attachments);
    }

    /** What a machine says of a mail that it wrote, the value of Auto-Submitted (RFC 3834 section 5). */
    public enum AutoSubmitted {
        /** An answer to one mail. */
        REPLIED("auto-replied"),
        /** A mail that answers none of its recipient's. */
        GENERATED("auto-generated");

        private final String value;

        AutoSubmitted(String value) {
            this.value = value;
        }
    }

    /**
     * The mail (RFC 5322, RFC 2045).
     *
     * @throws IllegalArgumentException when a part cannot be put into a mail
     */
    public RawMessage mail() {
        try {
            MimeMessage message = new IdentifiedMessage(messageId);
            message.setFrom(HeaderMailbox.of(from));
            message.setReplyTo(new Address[] {HeaderMailbox.of(replyTo)});
            message.setRecipients(Message.RecipientType.TO, addresses(to));
            message.setRecipients(Message.RecipientType.CC, addresses(cc));
            message.setSubject(subject.replaceAll("[\\p{Cntrl}]+", " "), UTF_8);
            message.setSentDate(Date.from(date));
            if (!references.isEmpty()) {
                message.setHeader("In-Reply-To", bracketed(references.get(references.size() - 1)));
                message.setHeader(
                        "References",
                        String.join(
                                "\r\n ",
                                references.stream().map(Letter::bracketed).toList()));
            }
            if (automatic.isPresent()) {
                message.setHeader("Auto-Submitted", automatic.get().value);
                message.setHeader("X-Auto-Response-Suppress", NO_ANSWERS);
            }
            content(message);
            message.saveChanges();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            message.writeTo(bytes);
            return RawMessage.of(bytes.toByteArray());
        } catch (MessagingException | IOException e) {
            throw new IllegalArgumentException("cannot be written as a mail: " + e.getMessage(), e);
        }
    }

    private void content(MimeMessage message) throws MessagingException {
        if (attachments.isEmpty() && html.isEmpty()) {
            message.setText(text, UTF_8);
            return;
        }
        MimeMultipart alternative = new MimeMultipart("alternative");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, UTF_8);
        alternative.addBodyPart(plain);
        if (html.isPresent()) {
            MimeBodyPart rich = new MimeBodyPart();
            rich.setText(html.get(), UTF_8, "html");
            alternative.addBodyPart(rich);
        }
        if (attachments.isEmpty()) {
            message.setContent(alternative);
            return;
        }
        MimeMultipart mixed = new MimeMultipart("mixed");
        if (html.isPresent()) {
            MimeBodyPart body = new MimeBodyPart();
            body.setContent(alternative);
            mixed.addBodyPart(body);
        } else {
            mixed.addBodyPart(plain);
        }
        for (OutgoingAttachment attachment : attachments) {
            MimeBodyPart part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(attachment.content(), attachment.type())));
            part.setFileName(attachment.name().replaceAll("[\\p{Cntrl}/\\\\]+", "_"));
            part.setDisposition(MimeBodyPart.ATTACHMENT);
            part.setHeader("Content-Transfer-Encoding", "base64");
            mixed.addBodyPart(part);
        }
        message.setContent(mixed);
    }

    private static String bracketed(String messageId) {
        return "<" + messageId + ">";
    }

    private static Address[] addresses(List<Mailbox> mailboxes) {
        return mailboxes.stream().map(HeaderMailbox::of).toArray(Address[]::new);
    }
}
