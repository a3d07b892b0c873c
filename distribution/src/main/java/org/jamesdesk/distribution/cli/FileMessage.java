package org.jamesdesk.distribution.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jamesdesk.message.mime.RawMessage;

/** A mail that lies in a file and is read from there each time. */
record FileMessage(Path file, long size) implements RawMessage {
    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }
}
