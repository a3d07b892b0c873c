package org.jamesdesk.distribution.cli;

import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-8 for text from anywhere: half a surrogate pair becomes {@code ?} instead of an error. */
final class LenientUtf8 {
    private LenientUtf8() {}

    static Writer writer(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(
                out,
                StandardCharsets.UTF_8
                        .newEncoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)));
    }
}
