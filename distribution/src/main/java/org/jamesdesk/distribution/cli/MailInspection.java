package org.jamesdesk.distribution.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import org.jamesdesk.message.MessageJson;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;

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
            for (String file : files) {
                allRead &= inspect(file, json);
                json.flush();
                lines.write('\n');
                lines.flush();
            }
        }
        return allRead;
    }

    private boolean inspect(String file, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", file);
        boolean read = inspectContent(file, json);
        json.writeEndObject();
        return read;
    }

    private boolean inspectContent(String file, JsonGenerator json) throws IOException {
        ReadMessage message;
        try {
            message = reader.read(FileMessage.open(file));
        } catch (FileMessage.UnreadableFileException e) {
            problem(e.getMessage(), json);
            return false;
        } catch (UncheckedIOException e) {
            problem("cannot be read: " + e.getCause().getMessage(), json);
            return false;
        }
        new MessageJson(json).write(message);
        return true;
    }

    private static void problem(String problem, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("problems");
        json.writeString(problem);
        json.writeEndArray();
    }
}
