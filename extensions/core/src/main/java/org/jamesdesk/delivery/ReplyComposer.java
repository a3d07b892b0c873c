package org.jamesdesk.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.activation.DataHandler;
import javax.mail.Address;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import javax.mail.util.ByteArrayDataSource;
import org.jamesdesk.address.Mailbox;

/** Writes the bytes of a mail that the desk sends (RFC 5322, RFC 2045). A pure function of its parts. */
final class ReplyComposer {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    /**
     * What a reply consists of. Bcc is not part of it: blind recipients exist in the envelope only.
     *
     * @param messageId without angle brackets
     * @param references identifiers of the thread, oldest first; the last one is what is answered
     */
    record Letter(
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
            List<OutgoingAttachment> attachments) {}

    private ReplyComposer() {}

    /** @throws ReplyRefusedException when a part cannot be put into a mail */
    static byte[] compose(Letter letter) {
        try {
            MimeMessage message = new LetterMessage(letter.messageId());
            message.setFrom(address(letter.from()));
            message.setReplyTo(new Address[] {address(letter.replyTo())});
            message.setRecipients(Message.RecipientType.TO, addresses(letter.to()));
            message.setRecipients(Message.RecipientType.CC, addresses(letter.cc()));
            message.setSubject(letter.subject().replaceAll("[\\p{Cntrl}]+", " "), UTF_8);
            message.setSentDate(Date.from(letter.date()));
            if (!letter.references().isEmpty()) {
                message.setHeader(
                        "In-Reply-To",
                        bracketed(letter.references().get(letter.references().size() - 1)));
                message.setHeader(
                        "References",
                        String.join(
                                "\r\n ",
                                letter.references().stream()
                                        .map(ReplyComposer::bracketed)
                                        .toList()));
            }
            content(message, letter);
            message.saveChanges();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            message.writeTo(bytes);
            return bytes.toByteArray();
        } catch (MessagingException | IOException e) {
            throw new ReplyRefusedException("the reply cannot be written as a mail: " + e.getMessage());
        }
    }

    private static void content(MimeMessage message, Letter letter) throws MessagingException {
        if (letter.attachments().isEmpty() && letter.html().isEmpty()) {
            message.setText(letter.text(), UTF_8);
            return;
        }
        MimeMultipart alternative = new MimeMultipart("alternative");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(letter.text(), UTF_8);
        alternative.addBodyPart(text);
        if (letter.html().isPresent()) {
            MimeBodyPart html = new MimeBodyPart();
            html.setText(letter.html().get(), UTF_8, "html");
            alternative.addBodyPart(html);
        }
        if (letter.attachments().isEmpty()) {
            message.setContent(alternative);
            return;
        }
        MimeMultipart mixed = new MimeMultipart("mixed");
        if (letter.html().isPresent()) {
            MimeBodyPart body = new MimeBodyPart();
            body.setContent(alternative);
            mixed.addBodyPart(body);
        } else {
            mixed.addBodyPart(text);
        }
        for (OutgoingAttachment attachment : letter.attachments()) {
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

    private static Address[] addresses(List<Mailbox> mailboxes) throws UnsupportedEncodingException {
        Address[] addresses = new Address[mailboxes.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = address(mailboxes.get(i));
        }
        return addresses;
    }

    private static InternetAddress address(Mailbox mailbox) throws UnsupportedEncodingException {
        String name = mailbox.name().isEmpty() ? null : mailbox.name();
        return new InternetAddress(mailbox.address().asString(), name, UTF_8);
    }

    /** JavaMail would invent a Message-ID of its own. */
    private static final class LetterMessage extends MimeMessage {
        private final String messageId;

        LetterMessage(String messageId) {
            super(Session.getInstance(new Properties()));
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", bracketed(messageId));
        }
    }
}
