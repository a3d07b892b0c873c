package org.jamesdesk.delivery.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Date;
import java.util.Optional;
import javax.mail.MessagingException;
import javax.mail.internet.ContentType;
import javax.mail.internet.InternetHeaders;
import javax.mail.internet.MailDateFormat;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMultipart;
import javax.mail.internet.MimeUtility;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.delivery.HeaderMailbox;
import org.jamesdesk.delivery.ReplyHeaders;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.ticket.ConversationIds;

/**
 * Writes the mail that tells what became of another mail (RFC 3464; RFC 6533 where something is not ASCII): a text for people,
 * the fields for machines, the header of the mail it is about. The same report gives the same bytes. Whoever sends it uses the
 * null envelope sender, so that nobody answers it (RFC 3464 section 2).
 */
public final class StatusReportComposer {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final String SEVEN_BIT = "7bit";
    private static final String QUOTED_PRINTABLE = "quoted-printable";
    private static final int MOST_HEADER = 32_768;
    private static final int MOST_LINE = 998;

    private final String reportingMta;
    private final MessageReader reader;

    /** @param reportingMta the name of this server, as it gives it in SMTP */
    public StatusReportComposer(String reportingMta, MessageReader reader) {
        this.reportingMta = reportingMta;
        this.reader = reader;
    }

    /**
     * The frame of a report.
     *
     * @param messageId without angle brackets
     * @param from the address that it comes from; its name becomes {@value #NAME}
     * @param to who is told
     */
    public record Letterhead(String messageId, Mailbox from, Mailbox to) {
        private static final String NAME = "Mail Delivery System";

        public Letterhead {
            from = new Mailbox(NAME, from.address());
        }
    }

    /**
     * Writes a report.
     *
     * @param original the mail that it is about
     */
    public RawMessage compose(StatusReport report, Letterhead head, RawMessage original) {
        Optional<String> originalId =
                reader.messageId(original).filter(id -> id.chars().allMatch(c -> c > ' ' && c < 0x7f));
        try {
            ReportMultipart parts = new ReportMultipart(head.messageId());
            parts.addBodyPart(text(ReportWords.of(report, reader.head(original).subject())));
            parts.addBodyPart(status(DeliveryStatusFields.of(report, reportingMta)));
            parts.addBodyPart(header(ReplyHeaders.header(original, MOST_HEADER)));
            ByteArrayOutputStream mail = new ByteArrayOutputStream();
            for (String line :
                    Collections.list(fields(report, head, originalId, parts).getAllHeaderLines())) {
                mail.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
            mail.write("\r\n".getBytes(StandardCharsets.UTF_8));
            parts.writeBody(mail);
            return RawMessage.of(mail.toByteArray());
        } catch (MessagingException | IOException e) {
            throw new IllegalArgumentException("the report cannot be written as a mail: " + e.getMessage(), e);
        }
    }

    private static InternetHeaders fields(
            StatusReport report, Letterhead head, Optional<String> originalId, ReportMultipart parts)
            throws UnsupportedEncodingException {
        InternetHeaders fields = new InternetHeaders();
        fields.setHeader("Date", new MailDateFormat().format(Date.from(report.at())));
        fields.setHeader("From", HeaderMailbox.of(head.from()).toString());
        fields.setHeader("To", HeaderMailbox.of(head.to()).toString());
        fields.setHeader("Message-ID", "<" + head.messageId() + ">");
        originalId.ifPresent(id -> {
            fields.setHeader("In-Reply-To", "<" + id + ">");
            fields.setHeader("References", "<" + id + ">");
        });
        String subject = MimeUtility.encodeText(ReportWords.subject(report), UTF_8, null);
        fields.setHeader("Subject", MimeUtility.fold("Subject: ".length(), subject));
        fields.setHeader("Auto-Submitted", "auto-replied");
        fields.setHeader("MIME-Version", "1.0");
        fields.setHeader("Content-Type", parts.getContentType());
        return fields;
    }

    private static MimeBodyPart text(String text) throws MessagingException, IOException {
        byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return part(bytes, "text/plain; charset=UTF-8", QUOTED_PRINTABLE);
    }

    private static MimeBodyPart status(String fields) throws MessagingException, IOException {
        byte[] bytes = fields.getBytes(StandardCharsets.UTF_8);
        return isAscii(bytes)
                ? part(bytes, "message/delivery-status", SEVEN_BIT)
                : part(bytes, "message/global-delivery-status", QUOTED_PRINTABLE);
    }

    private static MimeBodyPart header(byte[] header) throws MessagingException, IOException {
        if (isAscii(header)) {
            return part(header, "text/rfc822-headers", hasLongLine(header) ? QUOTED_PRINTABLE : SEVEN_BIT);
        }
        return part(header, isUtf8(header) ? "message/global-headers" : "text/rfc822-headers", QUOTED_PRINTABLE);
    }

    /** Encoded here: JavaMail would not encode a part of a type {@code message/…}. */
    private static MimeBodyPart part(byte[] bytes, String type, String encoding)
            throws MessagingException, IOException {
        InternetHeaders fields = new InternetHeaders();
        fields.setHeader("Content-Type", type);
        fields.setHeader("Content-Transfer-Encoding", encoding);
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (OutputStream plain = MimeUtility.encode(encoded, encoding)) {
            plain.write(bytes);
        }
        return new MimeBodyPart(fields, encoded.toByteArray());
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean hasLongLine(byte[] bytes) {
        int length = 0;
        for (byte b : bytes) {
            length = b == '\n' ? 0 : length + 1;
            if (length > MOST_LINE) {
                return true;
            }
        }
        return false;
    }

    /**
     * Writes itself, because what JavaMail does with the type of a report depends on which of its handlers are installed. Its
     * boundary is always the same for one mail; {@code =_} occurs in nothing quoted-printable (RFC 2045 section 6.7).
     */
    private static final class ReportMultipart extends MimeMultipart {
        ReportMultipart(String messageId) {
            super("report");
            ContentType type = new ContentType("multipart", "report", null);
            type.setParameter("report-type", "delivery-status");
            type.setParameter("boundary", "=_" + ConversationIds.hash("boundary", messageId));
            contentType = type.toString();
        }

        void writeBody(OutputStream body) throws MessagingException, IOException {
            updateHeaders();
            writeTo(body);
        }
    }
}
