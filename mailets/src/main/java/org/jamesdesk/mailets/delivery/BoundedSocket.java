package org.jamesdesk.mailets.delivery;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A socket from which only so much can be read. Answers to SMTP commands are collected in memory, and the server at the
 * other end is chosen by whoever owns the recipient's domain.
 */
final class BoundedSocket extends Socket {
    private static final long MAX_READ = 512 * 1024;

    private final AtomicLong left = new AtomicLong(MAX_READ);

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                return count(super.read(), 1);
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                return count(read, read);
            }
        };
    }

    private int count(int result, int bytes) throws IOException {
        if (result >= 0 && left.addAndGet(-bytes) < 0) {
            throw new IOException("the server's answers are too long");
        }
        return result;
    }
}
