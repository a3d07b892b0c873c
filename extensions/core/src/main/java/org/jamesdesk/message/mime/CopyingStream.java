package org.jamesdesk.message.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies to another place what is read through it. */
final class CopyingStream extends InputStream {
    private final InputStream source;
    private final CountingStream copy;

    CopyingStream(InputStream source, OutputStream copy) {
        this.source = source;
        this.copy = new CountingStream(copy);
    }

    long count() {
        return copy.count();
    }

    @Override
    public int read() throws IOException {
        int b = source.read();
        if (b >= 0) {
            copy.write(b);
        }
        return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = source.read(target, offset, length);
        if (count > 0) {
            copy.write(target, offset, count);
        }
        return count;
    }
}
