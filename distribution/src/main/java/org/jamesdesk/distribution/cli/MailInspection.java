package org.jamesdesk.distribution.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.mime.RawMessage;

/** Writes one line of JSON about each mail, one mail in memory at a time. */
final class MailInspection {
    private final OutputStream out;
    private final MessageReader reader = new MessageReader();

    MailInspection(OutputStream out) {
        this.out = out;
    }

    /**
     * Reads every file.
     *
     * @return false when any of them could not be read; its line says why
     */
    boolean inspect(List<String> files) throws IOException {
        boolean allRead = true;
        try (Writer lines = LenientUtf8.writer(out);
                JsonGenerator json = new JsonFactory().createGenerator(lines)) {
            json.setRootValueSeparator(null);
            MessageJson message = new MessageJson(json);
            for (String file : files) {
                allRead &= inspect(file, message);
                json.flush();
                lines.write('\n');
                lines.flush();
            }
        }
        return allRead;
    }

    private boolean inspect(String file, MessageJson json) throws IOException {
        ReadMessage message;
        try {
            message = reader.read(open(file));
        } catch (UnreadableFileException e) {
            json.writeProblem(file, e.getMessage());
            return false;
        } catch (UncheckedIOException e) {
            json.writeProblem(file, "cannot be read: " + e.getCause().getMessage());
            return false;
        }
        json.write(file, message);
        return true;
    }

    private static RawMessage open(String file) throws UnreadableFileException {
        try {
            Path path = Path.of(file);
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

    /** A file from which no mail can be read; the message says why. */
    private static final class UnreadableFileException extends Exception {
        private static final long serialVersionUID = 1L;

        private UnreadableFileException(String message) {
            super(message);
        }
    }
}
