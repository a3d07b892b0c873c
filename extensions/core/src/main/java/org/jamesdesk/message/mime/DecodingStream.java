package org.jamesdesk.message.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Undoes a transfer encoding while it is read; knows how to hand over what is decoded, not how to decode. */
abstract class DecodingStream extends InputStream {
    private byte[] decoded = new byte[8_192];
    private int from;
    private int to;
    private boolean ended;

    /** Decodes some more and gives it to {@link #put}; false when there is nothing more. */
    abstract boolean decode() throws IOException;

    final void put(int value) {
        if (to == decoded.length) {
            decoded = Arrays.copyOf(decoded, 2 * decoded.length);
        }
        decoded[to++] = (byte) value;
    }

    @Override
    public final int read() throws IOException {
        return isExhausted() ? -1 : decoded[from++] & 0xff;
    }

    @Override
    public final int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (isExhausted()) {
            return -1;
        }
        int count = Math.min(length, to - from);
        System.arraycopy(decoded, from, target, offset, count);
        from += count;
        return count;
    }

    private boolean isExhausted() throws IOException {
        while (from == to && !ended) {
            from = 0;
            to = 0;
            ended = !decode();
        }
        return from == to;
    }
}
