package org.jamesdesk.distribution.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jamesdesk.message.mime.RawMessage;

/** A mail that lies in a file and is read from there each time. */
record FileMessage(Path file, long size) implements RawMessage {
    /** A file from which no mail can be read; the message says why. */
    static final class UnreadableFileException extends Exception {
        private static final long serialVersionUID = 1L;

        private UnreadableFileException(String message) {
            super(message);
        }
    }

    /** @throws UnreadableFileException when there is no such file, or none that can be opened */
    static FileMessage open(String name) throws UnreadableFileException {
        try {
            Path path = Path.of(name);
            if (!Files.exists(path)) {
                throw new UnreadableFileException("no such file");
            }
            if (Files.isDirectory(path)) {
                throw new UnreadableFileException("a directory, not a file");
            }
            return new FileMessage(path, Files.size(path));
        } catch (IOException | InvalidPathException e) {
            throw new UnreadableFileException("cannot be read: " + e.getMessage());
        }
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }
}
