package org.jamesdesk.message.mime;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Reads numbers and pieces of known length. */
final class LittleEndianInput {
    private static final int BUFFER = 8_192;

    private final InputStream source;
    private long left;

    LittleEndianInput(InputStream source) {
        this(source, Long.MAX_VALUE);
    }

    private LittleEndianInput(InputStream source, long left) {
        this.source = source;
        this.left = left;
    }

    /** The next byte; -1 at the end. */
    int next() throws IOException {
        int b = left > 0 ? source.read() : -1;
        left--;
        return b;
    }

    private int required() throws IOException {
        int b = next();
        if (b < 0) {
            throw new EOFException("ends in its middle");
        }
        return b;
    }

    int int16() throws IOException {
        int low = required();
        return required() << 8 | low;
    }

    int int32() throws IOException {
        int low = int16();
        return int16() << 16 | low;
    }

    /** The next piece, which is to be read to its end before this goes on. */
    LittleEndianInput part(long length) {
        long bounded = Math.min(length, left);
        left -= bounded;
        return new LittleEndianInput(source, bounded);
    }

    long left() {
        return left;
    }

    /** What is left, at most {@code limit} bytes of it; the rest is passed over. */
    byte[] rest(int limit) throws IOException {
        byte[] bytes = source.readNBytes((int) Math.min(left, limit));
        left -= bytes.length;
        skipRest();
        return bytes;
    }

    void skipRest() throws IOException {
        copyTo(OutputStream.nullOutputStream());
    }

    void skip(long length) throws IOException {
        part(length).skipRest();
    }

    void copyTo(OutputStream target) throws IOException {
        byte[] buffer = new byte[(int) Math.max(0, Math.min(left, BUFFER))];
        while (left > 0) {
            int read = source.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("ends in its middle");
            }
            target.write(buffer, 0, read);
            left -= read;
        }
    }
}
