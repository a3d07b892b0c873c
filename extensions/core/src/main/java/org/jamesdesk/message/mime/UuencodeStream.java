package org.jamesdesk.message.mime;

import java.io.IOException;
import java.io.InputStream;

/** Decodes a uuencoded file; a line that cannot be data ends it as its {@code end} does. */
final class UuencodeStream extends DecodingStream {
    private final LineReader lines;
    private boolean begun;

    /** A file whose {@code begin} line is still to come. */
    UuencodeStream(InputStream source) {
        this(new LineReader(source), false);
    }

    /** @param begun whether the {@code begin} line was read */
    UuencodeStream(LineReader lines, boolean begun) {
        this.lines = lines;
        this.begun = begun;
    }

    @Override
    boolean decode() throws IOException {
        if (!lines.next() || begun && Uuencode.isEnd(lines)) {
            return false;
        }
        if (!begun) {
            begun = Uuencode.fileName(lines).isPresent();
        } else if (Uuencode.isData(lines)) {
            Uuencode.decode(lines, this::put);
        } else if (!lines.isBlank()) {
            lines.hold();
            return false;
        }
        return true;
    }
}
