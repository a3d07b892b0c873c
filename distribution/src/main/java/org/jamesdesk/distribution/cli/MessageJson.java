package org.jamesdesk.distribution.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.Attachment;
import org.jamesdesk.message.ReadMessage;

/** Writes what was understood of a mail as a JSON object; the names are a public interface. */
final class MessageJson {
    private final JsonGenerator json;

    MessageJson(JsonGenerator json) {
        this.json = json;
    }

    void write(String file, ReadMessage message) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", file);
        text("messageId", message.messageId());
        json.writeStringField("kind", message.kind().apiName());
        json.writeBooleanField("automatic", message.automatic());
        json.writeBooleanField("answerable", message.answerable());
        json.writeFieldName("from");
        if (message.from().isPresent()) {
            mailbox(message.from().get());
        } else {
            json.writeNull();
        }
        mailboxes("replyTo", message.replyTo());
        mailboxes("to", message.to());
        mailboxes("cc", message.cc());
        json.writeStringField("subject", message.subject());
        text("date", message.date().map(Object::toString));
        json.writeStringField("text", message.text());
        // Quoted text is not told apart yet: everything counts as new.
        json.writeStringField("newText", message.text());
        attachments(message.attachments());
        texts("deliveryReports", List.of());
        json.writeNullField("forwarded");
        texts("references", message.references());
        texts("ticketNumbers", List.of());
        texts("problems", message.problems());
        json.writeEndObject();
    }

    /** A file of which nothing can be said but why. */
    void writeProblem(String file, String problem) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", file);
        texts("problems", List.of(problem));
        json.writeEndObject();
    }

    private void text(String name, Optional<String> value) throws IOException {
        json.writeFieldName(name);
        if (value.isPresent()) {
            json.writeString(value.get());
        } else {
            json.writeNull();
        }
    }

    private void texts(String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private void mailboxes(String name, List<Mailbox> mailboxes) throws IOException {
        json.writeArrayFieldStart(name);
        for (Mailbox mailbox : mailboxes) {
            mailbox(mailbox);
        }
        json.writeEndArray();
    }

    private void mailbox(Mailbox mailbox) throws IOException {
        json.writeStartObject();
        json.writeStringField("address", mailbox.address().asString());
        json.writeStringField("name", mailbox.name());
        json.writeEndObject();
    }

    private void attachments(List<Attachment> attachments) throws IOException {
        json.writeArrayFieldStart("attachments");
        for (Attachment attachment : attachments) {
            json.writeStartObject();
            json.writeStringField("name", attachment.name());
            json.writeStringField("type", attachment.type());
            json.writeNumberField("size", attachment.size());
            json.writeBooleanField("inline", attachment.inline());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
