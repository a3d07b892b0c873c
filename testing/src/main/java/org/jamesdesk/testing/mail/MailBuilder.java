package org.jamesdesk.testing.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the exact bytes of a mail: the same calls make the same bytes, lines end with CR LF, headers stand in the order
 * of the calls, nothing is added that was not asked for but the MIME headers.
 *
 * <pre>{@code
 * byte[] mail = MailBuilder.mail("Ana <ana@customer.example>", "support@desk.example")
 *         .subject("Olá")
 *         .messageId("<1@customer.example>")
 *         .text("Não funciona.\r\n", StandardCharsets.ISO_8859_1, TransferEncoding.QUOTED_PRINTABLE)
 *         .build();
 * }</pre>
 */
public final class MailBuilder {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final List<byte[]> headers = new ArrayList<>();
    private final List<MailPart> attachments = new ArrayList<>();
    private Optional<MailPart> text = Optional.empty();
    private Optional<MailPart> html = Optional.empty();

    private MailBuilder() {}

    /** A mail without any header. */
    public static MailBuilder mail() {
        return new MailBuilder();
    }

    /** A mail with From and To, both as they shall stand in the header. */
    public static MailBuilder mail(String from, String to) {
        return new MailBuilder().header("From", from).header("To", to);
    }

    /** A header with this value; what is not ASCII becomes encoded words (RFC 2047). */
    public MailBuilder header(String name, String value) {
        return rawHeader((name + ": " + EncodedWords.of(value)).getBytes(StandardCharsets.US_ASCII));
    }

    /** A header line with exactly these bytes, without the CR LF at its end; also for broken headers. */
    public MailBuilder rawHeader(byte[] line) {
        headers.add(line.clone());
        return this;
    }

    public MailBuilder cc(String value) {
        return header("Cc", value);
    }

    public MailBuilder replyTo(String value) {
        return header("Reply-To", value);
    }

    public MailBuilder subject(String value) {
        return header("Subject", value);
    }

    /** With angle brackets. */
    public MailBuilder messageId(String value) {
        return header("Message-ID", value);
    }

    /** With angle brackets. */
    public MailBuilder inReplyTo(String value) {
        return header("In-Reply-To", value);
    }

    /** With angle brackets, the oldest first. */
    public MailBuilder references(String... values) {
        return header("References", String.join(" ", values));
    }

    public MailBuilder date(Instant value) {
        return header("Date", DATE.format(value));
    }

    /** Plain text in UTF-8, unencoded. */
    public MailBuilder text(String value) {
        return text(value, StandardCharsets.UTF_8, TransferEncoding.EIGHT_BIT);
    }

    public MailBuilder text(String value, Charset charset, TransferEncoding encoding) {
        text = Optional.of(MailPart.text("plain", value, charset, encoding));
        return this;
    }

    /** HTML in UTF-8, quoted-printable; with plain text too the two are alternatives. */
    public MailBuilder html(String value) {
        return html(value, StandardCharsets.UTF_8, TransferEncoding.QUOTED_PRINTABLE);
    }

    public MailBuilder html(String value, Charset charset, TransferEncoding encoding) {
        html = Optional.of(MailPart.text("html", value, charset, encoding));
        return this;
    }

    /** An attachment in Base64; a name that is not ASCII is written as RFC 2231 says. */
    public MailBuilder attachment(String name, String type, byte[] content) {
        attachments.add(MailPart.attachment(name, type, content));
        return this;
    }

    /** An inline image that HTML names by {@code cid:}. */
    public MailBuilder inline(String contentId, String type, byte[] content) {
        attachments.add(MailPart.inline(contentId, type, content));
        return this;
    }

    /** A part with exactly these header lines and this body, such as a {@code message/rfc822}. */
    public MailBuilder part(List<String> partHeaders, byte[] body) {
        attachments.add(new MailPart(partHeaders, body));
        return this;
    }

    /** The bytes. */
    public byte[] build() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        headers.forEach(header -> {
            out.writeBytes(header);
            out.writeBytes(crlf(""));
        });
        MailPart content = content();
        if (headers.stream().noneMatch(MailBuilder::isMimeVersion)) {
            out.writeBytes(crlf("MIME-Version: 1.0"));
        }
        content.headers().forEach(header -> out.writeBytes(crlf(header)));
        out.writeBytes(crlf(""));
        out.writeBytes(content.body());
        return out.toByteArray();
    }

    /** The bytes with each one as a character, for assertions and logs. */
    public String buildText() {
        return new String(build(), StandardCharsets.ISO_8859_1);
    }

    private MailPart content() {
        List<MailPart> bodies = Stream.of(text, html).flatMap(Optional::stream).toList();
        MailPart body = bodies.size() == 2
                ? multipart("alternative", bodies)
                : bodies.stream()
                        .findFirst()
                        .orElseGet(() ->
                                MailPart.text("plain", "", StandardCharsets.US_ASCII, TransferEncoding.SEVEN_BIT));
        if (attachments.isEmpty()) {
            return body;
        }
        return multipart(
                "mixed", Stream.concat(Stream.of(body), attachments.stream()).toList());
    }

    private static MailPart multipart(String subtype, List<MailPart> parts) {
        String boundary = "=_" + subtype + "_boundary";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (MailPart part : parts) {
            out.writeBytes(crlf("--" + boundary));
            out.writeBytes(crlf(part.headers().stream().collect(Collectors.joining("\r\n"))));
            out.writeBytes(crlf(""));
            out.writeBytes(part.body());
            out.writeBytes(crlf(""));
        }
        out.writeBytes(crlf("--" + boundary + "--"));
        return new MailPart(
                List.of("Content-Type: multipart/" + subtype + "; boundary=\"" + boundary + "\""), out.toByteArray());
    }

    private static boolean isMimeVersion(byte[] header) {
        return new String(header, StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT)
                .startsWith("mime-version:");
    }

    private static byte[] crlf(String line) {
        return (line + "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
