package org.jamesdesk.distribution.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jamesdesk.message.MessageReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code james-desk inspect}: reads mails as the server does, without a server, one at a time. */
@Command(
        name = "inspect",
        description = "Reads mails (message/rfc822 files) as the server would; prints one JSON object a line.")
final class InspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files with one mail each")
    private List<String> files = List.of();

    private final MessageReader reader = new MessageReader();

    @Override
    public Integer call() throws IOException {
        boolean allRead = true;
        try (Writer out = LenientUtf8.writer(new FileOutputStream(FileDescriptor.out));
                JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.setRootValueSeparator(null);
            MessageJson message = new MessageJson(json);
            for (String file : files) {
                allRead &= inspect(file, message);
                json.flush();
                out.write('\n');
                out.flush();
            }
        }
        return allRead ? 0 : 1;
    }

    private boolean inspect(String file, MessageJson json) throws IOException {
        FileMessage raw;
        try {
            Path path = Path.of(file);
            if (!Files.isRegularFile(path)) {
                json.writeProblem(file, Files.exists(path) ? "not a file" : "no such file");
                return false;
            }
            raw = new FileMessage(path, Files.size(path));
        } catch (IOException | InvalidPathException e) {
            json.writeProblem(file, "cannot be read: " + e.getMessage());
            return false;
        }
        try {
            json.write(file, reader.read(raw));
            return true;
        } catch (UncheckedIOException e) {
            json.writeProblem(file, "cannot be read: " + e.getCause().getMessage());
            return false;
        }
    }
}
