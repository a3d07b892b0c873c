package org.jamesdesk.message.mime;

import java.io.IOException;
import java.io.InputStream;

/**
 * Decodes quoted-printable (RFC 2045 section 6.7) as it occurs: an equals sign that begins no code stays as it is, blanks
 * behind a soft line break and lower-case digits are allowed.
 */
final class QuotedPrintableStream extends DecodingStream {
    /** A longer run of blanks is no padding of a line. */
    private static final int MAX_BLANKS = 1_000;

    private static final int END = -1;

    private final InputStream source;
    private final byte[] encoded = new byte[8_192];
    private int from;
    private int to;
    private final byte[] blanks = new byte[MAX_BLANKS];
    private int blankCount;
    private final int[] pushedBack = new int[2];
    private int pushed;

    QuotedPrintableStream(InputStream source) {
        this.source = source;
    }

    @Override
    boolean decode() throws IOException {
        for (int steps = 0; steps < encoded.length; steps++) {
            int next = next();
            if (next == END) {
                return steps > 0;
            }
            step(next);
        }
        return true;
    }

    private int next() throws IOException {
        if (pushed > 0) {
            return pushedBack[--pushed];
        }
        if (from == to) {
            from = 0;
            to = Math.max(0, source.read(encoded, 0, encoded.length));
            if (to == 0) {
                return END;
            }
        }
        return encoded[from++] & 0xff;
    }

    private void pushBack(int c) {
        if (c != END) {
            pushedBack[pushed++] = c;
        }
    }

    private void step(int first) throws IOException {
        if (first == ' ' || first == '\t') {
            if (blankCount == MAX_BLANKS) {
                putBlanks();
            }
            blanks[blankCount++] = (byte) first;
            return;
        }
        if (first == '\r' || first == '\n') {
            // Blanks at the end of a line were added on the way.
            blankCount = 0;
            put(first);
            return;
        }
        putBlanks();
        if (first == '=') {
            code();
        } else {
            put(first);
        }
    }

    private void putBlanks() {
        for (int i = 0; i < blankCount; i++) {
            put(blanks[i]);
        }
        blankCount = 0;
    }

    private void code() throws IOException {
        int high = next();
        if (high == ' ' || high == '\t' || high == '\r' || high == '\n' || high == END) {
            softBreak(high);
            return;
        }
        int low = next();
        if (isDigit(high) && isDigit(low)) {
            put(Character.digit(high, 16) << 4 | Character.digit(low, 16));
        } else {
            put('=');
            pushBack(low);
            pushBack(high);
        }
    }

    private void softBreak(int behind) throws IOException {
        int c = behind;
        int passed = 0;
        while (c == ' ' || c == '\t') {
            if (blankCount < MAX_BLANKS) {
                blanks[blankCount++] = (byte) c;
            }
            passed++;
            c = next();
        }
        if (c == '\r') {
            c = next();
        }
        if (c == '\n' || c == END) {
            blankCount = 0;
            return;
        }
        if (passed > 0) {
            put('=');
        }
        pushBack(c);
    }

    private static boolean isDigit(int c) {
        return c >= 0 && c < 0x80 && Character.digit(c, 16) >= 0;
    }
}
