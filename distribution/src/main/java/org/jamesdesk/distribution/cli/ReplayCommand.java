package org.jamesdesk.distribution.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jamesdesk.replay.Replay;
import org.jamesdesk.replay.ReplaySettings;
import org.jamesdesk.ticket.IntakeResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code james-desk replay}: runs mails through an empty desk in memory, without a server. */
@Command(
        name = "replay",
        description =
                "Runs mails (message/rfc822 files) in the given order through an empty desk in memory; prints one JSON"
                        + " object a line: which ticket each would be in, and why.")
final class ReplayCommand implements Callable<Integer> {
    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description =
                    "What holds in that desk, as JSON: supportAddresses [...], agents [...], ticketNumberThreading,"
                            + " ticketNumberThreadingAgents, ticketNumberThreadingParticipants (true or false)")
    private Optional<Path> settings = Optional.empty();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files with one mail each")
    private List<String> files = List.of();

    @Override
    public Integer call() throws IOException {
        Replay replay =
                new Replay(settings.isPresent() ? ReplaySettingsFile.read(settings.get()) : ReplaySettings.DEFAULT);
        boolean allRead = true;
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out);
                Writer lines = LenientUtf8.writer(out);
                JsonGenerator json = new JsonFactory().createGenerator(lines)) {
            json.setRootValueSeparator(null);
            for (String file : files) {
                json.writeStartObject();
                json.writeStringField("file", file);
                allRead &= take(file, replay, json);
                json.writeEndObject();
                json.flush();
                lines.write('\n');
                lines.flush();
            }
        }
        return allRead ? 0 : 1;
    }

    private static boolean take(String file, Replay replay, JsonGenerator json) throws IOException {
        IntakeResult result;
        try {
            result = replay.take(FileMessage.open(file));
        } catch (FileMessage.UnreadableFileException e) {
            json.writeStringField("problem", e.getMessage());
            return false;
        } catch (UncheckedIOException e) {
            json.writeStringField("problem", "cannot be read: " + e.getCause().getMessage());
            return false;
        }
        json.writeNumberField("ticket", result.ticket().value());
        json.writeStringField("conversation", result.conversation().value());
        json.writeStringField("decision", result.decision().apiName());
        json.writeArrayFieldStart("reasons");
        for (String reason : result.reasons()) {
            json.writeString(reason);
        }
        json.writeEndArray();
        return true;
    }
}
