package org.jamesdesk.message.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Decodes base64 (RFC 2045 section 6.8) as it occurs: foreign characters between are passed over; padding may be missing,
 * wrong, or stand in the middle where two encodings were put together. Text that follows the data, such as the footer of a
 * mailing list, is not taken for data.
 */
final class Base64Stream extends DecodingStream {
    private static final byte FOREIGN = -1;
    private static final byte WHITE = -2;
    private static final byte PADDING = -3;
    private static final byte[] MEANING = meaning();

    private final InputStream source;
    private final byte[] encoded = new byte[8_192];
    private int bits;
    private int digits;
    private boolean lineIsBlank;
    private boolean mayEnd;
    private boolean hasData;

    Base64Stream(InputStream source) {
        this.source = source;
    }

    /** All of it at once. */
    static byte[] decoded(byte[] encoded) {
        try {
            return new Base64Stream(new ByteArrayInputStream(encoded)).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] meaning() {
        byte[] meaning = new byte[256];
        Arrays.fill(meaning, FOREIGN);
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < digits.length(); i++) {
            meaning[digits.charAt(i)] = (byte) i;
        }
        meaning[' '] = WHITE;
        meaning['\t'] = WHITE;
        meaning['\r'] = WHITE;
        meaning['\n'] = WHITE;
        meaning['='] = PADDING;
        return meaning;
    }

    @Override
    boolean decode() throws IOException {
        int length = source.read(encoded);
        if (length < 0) {
            endGroup();
            return false;
        }
        for (int i = 0; i < length; i++) {
            byte meaning = MEANING[encoded[i] & 0xff];
            if (meaning >= 0) {
                if (lineIsBlank && mayEnd && isText(i, length)) {
                    return end();
                }
                lineIsBlank = false;
                hasData = true;
                bits = bits << 6 | meaning;
                if (++digits == 4) {
                    put(bits >> 16);
                    put(bits >> 8);
                    put(bits);
                    digits = 0;
                }
            } else if (meaning == PADDING) {
                endGroup();
                mayEnd = true;
                lineIsBlank = false;
            } else if (encoded[i] == '\n') {
                mayEnd |= lineIsBlank && hasData;
                lineIsBlank = true;
            } else if (meaning == FOREIGN && mayEnd && lineIsBlank) {
                return end();
            }
        }
        return true;
    }

    /** Whether the line, as far as it can be seen, is made of words and not of base64. */
    private boolean isText(int from, int length) {
        for (int i = from; i < length && encoded[i] != '\n'; i++) {
            byte meaning = MEANING[encoded[i] & 0xff];
            boolean insideLine = meaning == WHITE && i + 1 < length && MEANING[encoded[i + 1] & 0xff] >= 0;
            if (meaning == FOREIGN || insideLine) {
                return true;
            }
        }
        return false;
    }

    private boolean end() {
        endGroup();
        return false;
    }

    /** What a group of fewer than four digits stands for. */
    private void endGroup() {
        if (digits == 3) {
            put(bits >> 10);
            put(bits >> 2);
        } else if (digits == 2) {
            put(bits >> 4);
        }
        digits = 0;
    }
}
