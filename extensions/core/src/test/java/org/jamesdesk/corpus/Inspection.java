package org.jamesdesk.corpus;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jamesdesk.message.MessageJson;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.mime.RawMessage;

/** Reads mails as the server does and says of them what {@code bin/james-desk inspect} prints. */
final class Inspection {
    private final MessageReader reader = new MessageReader();
    private final ObjectMapper mapper = new ObjectMapper();

    /** What is printed of a mail; {@link Fields#NONE} when reading it failed. */
    Fields of(CorpusMail mail) {
        return Attempt.at(() -> printed(RawMessage.of(mail.bytes()))).orElse(Fields.NONE);
    }

    private Fields printed(RawMessage raw) {
        try (TokenBuffer json = new TokenBuffer(mapper, false)) {
            json.writeStartObject();
            new MessageJson(json).write(reader.read(raw));
            json.writeEndObject();
            return new Fields(mapper.readTree(json.asParser()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
