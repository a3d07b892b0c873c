package org.jamesdesk.message.mime;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A mail taken apart, before anybody asks what it means: the one thing that the interpreters (reports, forwards, new text,
 * automation) read.
 *
 * @param headers the header of the mail itself
 * @param reportType the {@code report-type} of an outermost {@code multipart/report} in lower case (RFC 6522), such as
 *     {@code delivery-status}; empty text when that parameter is missing, empty when the mail is no report
 * @param bodies what a person reads, in order; of alternatives the best one
 * @param embedded the beginnings of parts that machines read: delivery status, attached messages and headers, calendar
 * @param attachments everything that is not body text, embedded parts included
 * @param problems what could not be read or was cut, in words
 * @param allText the text of every part that is text: of each alternative, with the titles of HTML, of text files and
 *     attached mails that are shown below the body; for searching, nobody reads it
 */
public record MailContent(
        Headers headers,
        Optional<String> reportType,
        List<TextBody> bodies,
        List<EmbeddedPart> embedded,
        List<Attachment> attachments,
        List<String> problems,
        String allText) {
    public MailContent {
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(reportType, "reportType");
        bodies = List.copyOf(bodies);
        embedded = List.copyOf(embedded);
        attachments = List.copyOf(attachments);
        problems = List.copyOf(problems);
        Objects.requireNonNull(allText, "allText");
    }

    /** All body text, HTML turned to text. */
    public String text() {
        return String.join("\n", bodies.stream().map(TextBody::text).toList()).strip();
    }

    /**
     * One piece of body text.
     *
     * @param text what a person reads; lines end with {@code \n}
     * @param html the markup: of this part if it is HTML, else of the HTML alternative to it, if there is one
     * @param fromHtml whether the text was made from that markup
     */
    public record TextBody(String text, Optional<String> html, boolean fromHtml) {
        public TextBody(String text, Optional<String> html) {
            this(text, html, false);
        }

        public TextBody {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(html, "html");
        }
    }

    /**
     * The beginning of a part that machines read.
     *
     * @param type the media type in lower case, such as {@code message/delivery-status} or {@code message/rfc822}
     * @param number the {@link Attachment#number} of the part
     * @param bytes its first {@link ContentReader#MAX_EMBEDDED} bytes, transfer encoding undone; not to be changed
     */
    public record EmbeddedPart(String type, int number, byte[] bytes) {
        public EmbeddedPart {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(bytes, "bytes");
        }

        /** Whether it is a whole mail or its header (RFC 2046, RFC 6522). */
        public boolean isMail() {
            return type.equals("message/rfc822")
                    || type.equals("message/global")
                    || type.equals("text/rfc822-headers")
                    || type.equals("message/rfc822-headers")
                    || type.equals("message/global-headers");
        }

        /** The part read as a mail of its own; a cut one as far as it goes. */
        public MailContent mail() {
            return new ContentReader().read(RawMessage.of(bytes));
        }
    }
}
