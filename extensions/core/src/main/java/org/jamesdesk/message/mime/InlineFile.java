package org.jamesdesk.message.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A file that stands in the text of a mail, as was usual before MIME: uuencoded. (What is yEnc, the
 * way of newsgroups, stays text.)
 *
 * @param name its name, never empty
 * @param content its bytes; must be read to their end before the text goes on
 */
record InlineFile(String name, InputStream content) {
    /** The file that begins with the current line; empty when none does. */
    static Optional<InlineFile> at(LineReader lines, int peeked) throws IOException {
        Optional<String> name = Uuencode.fileName(lines);
        if (name.isEmpty()
                || !Uuencode.isData(lines.peek(peeked).lines().findFirst().orElse(""))) {
            return Optional.empty();
        }
        return name.map(found -> new InlineFile(found, new UuencodeStream(lines, true)));
    }
}
