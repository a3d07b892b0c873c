package org.jamesdesk.message.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Decodes the encoded words of a header (RFC 2047) as they occur: next to text without a space, inside quotation marks, with
 * spaces inside, cut off, one character spread over two words, without their end.
 */
final class EncodedWords {
    private static final int MAX_CHARSET = 60;
    private static final int NEAR = 80;

    private final String value;
    private final StringBuilder text;

    /** The bytes of the words decoded last, which the next word may continue. */
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    private String pendingCharset = "";
    private boolean isPending;

    private EncodedWords(String value) {
        this.value = value;
        this.text = new StringBuilder(value.length());
    }

    /** The value with its encoded words decoded; the text as it stands where there are none. */
    static String decoded(String value) {
        return value.contains("=?") ? new EncodedWords(value).decode() : value;
    }

    /**
     * The beginning of a word: {@code =?charset*language?encoding?}.
     *
     * @param textAt where its text begins
     */
    private record Opening(String charset, boolean base64, int textAt) {}

    private String decode() {
        int at = 0;
        while (at < value.length()) {
            int found = value.indexOf("=?", at);
            if (found < 0) {
                break;
            }
            Optional<Opening> opening = opening(found);
            between(at, opening.isPresent() ? found : found + 2, opening.isPresent());
            at = opening.map(this::word).orElse(found + 2);
        }
        between(Math.min(at, value.length()), value.length(), false);
        flush();
        return text.toString();
    }

    /** White space between two words is not text. */
    private void between(int from, int to, boolean wordFollows) {
        if (wordFollows && isPending && value.substring(from, to).isBlank()) {
            return;
        }
        if (to > from) {
            flush();
            text.append(value, from, to);
        }
    }

    private Optional<Opening> opening(int at) {
        int end = at + 2;
        while (end < value.length() && end - at < MAX_CHARSET && isCharset(value.charAt(end))) {
            end++;
        }
        boolean complete = end > at + 2
                && end + 2 < value.length()
                && value.charAt(end) == '?'
                && value.charAt(end + 2) == '?'
                && "qQbB".indexOf(value.charAt(end + 1)) >= 0;
        if (!complete) {
            return Optional.empty();
        }
        String charset = value.substring(at + 2, end);
        int language = charset.indexOf('*');
        return Optional.of(new Opening(
                (language < 0 ? charset : charset.substring(0, language)).trim().toLowerCase(Locale.ROOT),
                "bB".indexOf(value.charAt(end + 1)) >= 0,
                end + 3));
    }

    private static boolean isCharset(char c) {
        return c > ' ' && c < 127 && c != '?' && c != '=' && c != '<' && c != '>' && c != '"';
    }

    /** Decodes the word; where the text goes on behind it. */
    private int word(Opening opening) {
        int end = opening.textAt();
        int behind = -1;
        while (end < value.length() && behind < 0) {
            if (value.startsWith("?=", end) && endsWord(end, opening)) {
                behind = end + 2;
            } else if (value.startsWith("=?", end) && opening(end).isPresent()) {
                behind = end;
            } else {
                end++;
            }
        }
        if (!opening.charset().equals(pendingCharset)) {
            flush();
        }
        pendingCharset = opening.charset();
        isPending = true;
        String encoded = value.substring(opening.textAt(), end);
        if (behind == end || behind < 0) {
            encoded = encoded.stripTrailing();
        }
        pending.writeBytes(opening.base64() ? base64(encoded) : quotedPrintable(encoded, opening.charset()));
        return behind < 0 ? end : behind;
    }

    /** In the form of quoted-printable a question mark may stand unencoded before an encoded byte. */
    private boolean endsWord(int at, Opening opening) {
        boolean mayBeByte = !opening.base64()
                && at + 3 < value.length()
                && hex(value.charAt(at + 2)) >= 0
                && hex(value.charAt(at + 3)) >= 0;
        if (!mayBeByte) {
            return true;
        }
        for (int i = at + 4; i < value.length() && i < at + NEAR && value.charAt(i) > ' '; i++) {
            if (value.startsWith("?=", i)) {
                return value.startsWith("=?", i - 1);
            }
        }
        return true;
    }

    private static byte[] base64(String encoded) {
        return Base64Stream.decoded(encoded.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] quotedPrintable(String encoded, String charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '_') {
                bytes.write(' ');
            } else if (c == '='
                    && i + 2 < encoded.length()
                    && hex(encoded.charAt(i + 1)) >= 0
                    && hex(encoded.charAt(i + 2)) >= 0) {
                bytes.write(hex(encoded.charAt(i + 1)) << 4 | hex(encoded.charAt(i + 2)));
                i += 2;
            } else if (c < 0x80) {
                bytes.write(c);
            } else {
                int end = Character.isHighSurrogate(c) && i + 1 < encoded.length() ? i + 2 : i + 1;
                bytes.writeBytes(encoded.substring(i, end).getBytes(StandardCharsets.UTF_8));
                i = end - 1;
            }
        }
        return bytes.toByteArray();
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private void flush() {
        if (isPending) {
            text.append(TextDecoder.declared(pending.toByteArray(), Optional.of(pendingCharset)));
            pending.reset();
            pendingCharset = "";
            isPending = false;
        }
    }
}
