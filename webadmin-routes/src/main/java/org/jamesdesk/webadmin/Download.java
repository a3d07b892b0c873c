package org.jamesdesk.webadmin;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jamesdesk.message.mime.Attachment;
import org.jamesdesk.ticket.Conversation;
import spark.Response;

/**
 * Bytes that strangers wrote, as they are handed out: always to be saved, never to be shown or run by a browser.
 *
 * @param name the file name
 * @param type the media type, without parameters
 * @param size the length in bytes
 */
record Download(String name, String type, long size) {
    private static final String NEUTRAL = "application/octet-stream";
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}");
    /** A browser may run what is in these, or build a page of it. */
    private static final Pattern ACTIVE = Pattern.compile(".*(html|xml|svg|script|flash|java|xsl).*|multipart/.*");
    /** Office documents have {@code xml} in their type and are zip files. */
    private static final Pattern OFFICE = Pattern.compile("application/vnd\\.openxmlformats-officedocument\\..*");
    /** RFC 5987 {@code attr-char}. */
    private static final String UNESCAPED = "!#$&+-.^_`|~";

    /** The whole mail of a conversation. */
    static Download mail(Conversation conversation, long size) {
        return new Download(
                "ticket-" + conversation.ticket() + "-" + conversation.id() + ".eml", "message/rfc822", size);
    }

    /** An attachment under its own name, its type only if that is harmless. */
    static Download attachment(Attachment attachment) {
        return new Download(attachment.downloadName(), harmless(attachment.type()), attachment.size());
    }

    private static String harmless(String type) {
        boolean trusted = MEDIA_TYPE.matcher(type).matches()
                && (OFFICE.matcher(type).matches() || !ACTIVE.matcher(type).matches());
        return trusted ? type : NEUTRAL;
    }

    /** Sets the headers of the answer. */
    void announce(Response response) {
        response.type(type);
        // Announced, so that a mail that cannot be read to its end is not taken for a complete one.
        response.raw().setContentLengthLong(size);
        response.header("Content-Disposition", contentDisposition());
        response.header("X-Content-Type-Options", "nosniff");
        response.header("Content-Security-Policy", "sandbox; default-src 'none'");
    }

    /** RFC 6266: the name in ASCII for old clients, and in UTF-8 as RFC 5987 encodes it. */
    private String contentDisposition() {
        return "attachment; filename=\"" + ascii() + "\"; filename*=UTF-8''" + extended();
    }

    private String ascii() {
        return name.codePoints()
                .map(c -> c < ' ' || c > '~' || c == '"' || c == '\\' || c == '%' || c == '/' ? '_' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String extended() {
        var encoded = new StringBuilder();
        for (byte b : name.replace('/', '_').replace('\\', '_').getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || UNESCAPED.indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }
}
