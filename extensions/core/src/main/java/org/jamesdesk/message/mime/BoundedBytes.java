package org.jamesdesk.message.mime;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** Keeps the beginning of what is written to it. */
final class BoundedBytes extends OutputStream {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(1_024);
    private final int limit;

    BoundedBytes(int limit) {
        this.limit = limit;
    }

    byte[] bytes() {
        return kept.toByteArray();
    }

    @Override
    public void write(int b) {
        if (kept.size() < limit) {
            kept.write(b);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        kept.write(bytes, offset, Math.min(length, limit - kept.size()));
    }
}
