package org.jamesdesk.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.authentication.ClaimedAuthentication;
import org.jamesdesk.message.automation.Automation;
import org.jamesdesk.message.automation.ProviderConfirmation;
import org.jamesdesk.message.forward.ForwardedMail;
import org.jamesdesk.message.mime.AddressHeader;
import org.jamesdesk.message.mime.Attachment;
import org.jamesdesk.message.mime.ContentReader;
import org.jamesdesk.message.mime.DateHeader;
import org.jamesdesk.message.mime.HeaderText;
import org.jamesdesk.message.mime.Headers;
import org.jamesdesk.message.mime.MailContent;
import org.jamesdesk.message.mime.MessageIds;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.message.reply.NewText;
import org.jamesdesk.message.report.MailReport;

/**
 * Reads any mail into a {@link ReadMessage}: takes it apart once ({@link ContentReader}) and asks each interpreter what it
 * means. Total: a broken mail never throws and never takes unbounded memory; what could not be read or was cut is said in
 * {@link ReadMessage#problems}, and the raw mail is kept by the caller. An {@link UncheckedIOException} means that the
 * source of the bytes failed. Holds no state; safe for use by many threads.
 */
public final class MessageReader {
    private static final int MAX_SUBJECT = 2_000;
    private static final int MAX_MAILBOXES = 1_000;

    private final ContentReader contents = new ContentReader();

    /** Reads a mail of which nothing but its bytes is known. */
    public ReadMessage read(RawMessage raw) {
        MailContent content = contents.read(raw);
        return read(raw, content, Automation.of(content));
    }

    /**
     * Reads a mail as it came by SMTP.
     *
     * @param envelopeSender the reverse-path; empty for the null sender
     */
    public ReadMessage read(RawMessage raw, Optional<EmailAddress> envelopeSender) {
        MailContent content = contents.read(raw);
        return read(raw, content, Automation.of(content, envelopeSender));
    }

    private static ReadMessage read(RawMessage raw, MailContent content, Automation automation) {
        Headers headers = content.headers();
        Optional<MailReport> report = MailReport.of(content);
        Optional<ProviderConfirmation> confirmation = ProviderConfirmation.in(content);
        List<Mailbox> from = mailboxes(headers, "from");
        return new ReadMessage(
                headers.first("message-id").flatMap(MessageIds::single),
                MessageIds.all(headers.joined("in-reply-to")),
                MessageIds.all(headers.joined("references")),
                from.stream().findFirst().or(() -> mailboxes(headers, "sender").stream()
                        .findFirst()),
                mailboxes(headers, "reply-to"),
                mailboxes(headers, "to"),
                mailboxes(headers, "cc"),
                subject(headers),
                date(headers),
                report.map(MailReport::kind)
                        .orElse(automation.repliesAutomatically() ? MessageKind.AUTO_REPLY : MessageKind.MESSAGE),
                automation.automatic() || report.isPresent(),
                automation.answerable() && report.isEmpty() && confirmation.isEmpty() && !from.isEmpty(),
                content.text(),
                content.allText(),
                NewText.of(content),
                content.attachments(),
                report.map(MailReport::deliveries).orElse(List.of()),
                report.isPresent() ? Optional.empty() : ForwardedMail.in(content),
                TicketNumbersInSubject.of(subject(headers)),
                confirmation,
                ClaimedAuthentication.in(headers),
                fingerprint(headers, raw),
                content.problems());
    }

    /** Reads only as far as is needed for the Message-ID; the same that {@link #read} gives. */
    public Optional<String> messageId(RawMessage raw) {
        return contents.headers(raw).first("message-id").flatMap(MessageIds::single);
    }

    /** Reads the header only; the same that {@link #read} gives. */
    public MessageHead head(RawMessage raw) {
        Headers headers = contents.headers(raw);
        return new MessageHead(mailboxes(headers, "from").stream().findFirst(), subject(headers));
    }

    /**
     * Copies the decoded bytes of one attachment.
     *
     * @param number the attachment's {@link Attachment#number}
     * @return false when the mail has no such attachment; nothing was written then
     * @throws IOException when the source cannot be read or the target not be written
     */
    public boolean copyAttachment(RawMessage raw, int number, OutputStream target) throws IOException {
        return contents.copyAttachment(raw, number, target);
    }

    private static List<Mailbox> mailboxes(Headers headers, String name) {
        return headers.all(name).stream()
                .flatMap(value -> AddressHeader.mailboxes(value).stream())
                .limit(MAX_MAILBOXES)
                .toList();
    }

    private static String subject(Headers headers) {
        String subject = headers.first("subject").map(HeaderText::unstructured).orElse("");
        return subject.length() <= MAX_SUBJECT ? subject : subject.substring(0, MAX_SUBJECT);
    }

    private static Optional<Instant> date(Headers headers) {
        return headers.first("date").flatMap(DateHeader::instant);
    }

    private static String fingerprint(Headers headers, RawMessage raw) {
        try (InputStream in = raw.open()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Optional<String> messageId = headers.first("message-id").flatMap(MessageIds::single);
            boolean inHeader = messageId.isPresent() || headers.has("date");
            if (inHeader) {
                String identity = messageId.orElseGet(() -> headers.joined("date") + "\n" + headers.joined("subject"));
                digest.update(identity.getBytes(StandardCharsets.UTF_8));
            }
            byte[] buffer = new byte[8_192];
            boolean lineIsEmpty = true;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                int from = 0;
                while (inHeader && from < n) {
                    byte b = buffer[from++];
                    inHeader = b != '\n' || !lineIsEmpty;
                    lineIsEmpty = b == '\n' || lineIsEmpty && b == '\r';
                }
                digest.update(buffer, from, n - from);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
