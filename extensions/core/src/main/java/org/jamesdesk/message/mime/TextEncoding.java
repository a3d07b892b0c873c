package org.jamesdesk.message.mime;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A way to write text as bytes.
 *
 * @param name as Java calls it
 * @param strict the text; empty when the bytes cannot have been written this way
 * @param lenient some text, whatever the bytes
 */
record TextEncoding(String name, Function<byte[], Optional<String>> strict, Function<byte[], String> lenient) {
    private static final Pattern ONE_BYTE_LETTERS =
            Pattern.compile("windows-125\\d|ISO-8859-\\d+|KOI8-.|x-Mac.*|IBM\\d+");

    static TextEncoding of(Charset charset) {
        return new TextEncoding(charset.name(), bytes -> strict(bytes, charset), bytes -> new String(bytes, charset));
    }

    static TextEncoding ofNothing(String name) {
        return new TextEncoding(name, bytes -> Optional.empty(), bytes -> new String(bytes, StandardCharsets.US_ASCII));
    }

    /**
     * Whether each byte is a character and words are made of bytes above ASCII only here and there or of such alone that
     * text in it is never valid UTF-8 by chance.
     */
    boolean isNeverUtf8ByChance() {
        return ONE_BYTE_LETTERS.matcher(name).matches();
    }

    boolean isUtf8() {
        return name.equals("UTF-8");
    }

    /** Whether a character has two bytes or four. */
    boolean isWide() {
        return name.startsWith("UTF-16") || name.startsWith("UTF-32");
    }

    /** Bytes that are no text are usual here: an exception for each would take longer than the decoding. */
    static Optional<String> strict(byte[] bytes, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder();
        CharBuffer text = CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()));
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
        if (result.isUnderflow()) {
            result = decoder.flush(text);
        }
        return result.isUnderflow() ? Optional.of(text.flip().toString()) : Optional.empty();
    }
}
