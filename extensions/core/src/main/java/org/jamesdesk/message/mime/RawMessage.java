package org.jamesdesk.message.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of one mail as they were received or will be sent; may lie in memory, in a file or in a store. */
public interface RawMessage {
    /** A fresh stream from the first byte; the caller closes it. May be called any number of times. */
    InputStream open() throws IOException;

    /** The length in bytes. */
    long size();

    /** A message that lies in memory; the array is not copied and must not be changed afterwards. */
    static RawMessage of(byte[] bytes) {
        return new RawMessage() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public long size() {
                return bytes.length;
            }
        };
    }
}
