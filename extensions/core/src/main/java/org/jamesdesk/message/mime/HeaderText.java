package org.jamesdesk.message.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;

/** Turns bytes of unsure or wrongly named character sets into text. Never fails: some reading is always given. */
public final class HeaderText {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private HeaderText() {}

    /** Bytes without a declared character set: UTF-8 if they are valid UTF-8, else Windows-1252. */
    public static String undeclared(byte[] bytes) {
        return strict(bytes, StandardCharsets.UTF_8).orElseGet(() -> new String(bytes, WINDOWS_1252));
    }

    /** Bytes with a declared character set, which may be unknown, a lie or an understatement. */
    public static String declared(byte[] bytes, Optional<String> charsetName) {
        Optional<Charset> charset = charsetName.flatMap(HeaderText::charset);
        if (charset.isEmpty() || charset.get().equals(StandardCharsets.US_ASCII)) {
            return undeclared(bytes);
        }
        // What is labelled Latin-1 is Windows-1252 where the two differ: C1 controls do not occur in mail.
        Charset effective = charset.get().equals(StandardCharsets.ISO_8859_1) ? WINDOWS_1252 : charset.get();
        return strict(bytes, effective)
                .orElseGet(() ->
                        effective.equals(StandardCharsets.UTF_8) ? undeclared(bytes) : new String(bytes, effective));
    }

    /** An unstructured header value as one line of text, encoded words decoded (RFC 2047). */
    public static String unstructured(String value) {
        return oneLine(encodedWords(value));
    }

    /** Encoded words decoded; the text as it stands where they cannot be. */
    public static String encodedWords(String value) {
        if (!value.contains("=?")) {
            return value;
        }
        try {
            return DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT, WINDOWS_1252);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    /** Control characters and runs of white space become one space. */
    public static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").trim();
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name.trim().replace("\"", "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> strict(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
