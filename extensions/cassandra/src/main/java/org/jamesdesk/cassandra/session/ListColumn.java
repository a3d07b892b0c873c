package org.jamesdesk.cassandra.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.mime.Attachment;

/**
 * Lists as one text column, a flat JSON array: a CQL collection would cost a cell per element and a tombstone per write.
 * An empty list is no column at all.
 */
public final class ListColumn {
    private static final JsonFactory JSON = new JsonFactory();

    private ListColumn() {}

    /** {@code ["text", …]}. */
    public static Optional<String> ofTexts(List<String> texts) {
        return written(texts, JsonGenerator::writeString);
    }

    /** The inverse of {@link #ofTexts}. */
    public static List<String> toTexts(Optional<String> column) {
        return read(column, JsonParser::getText);
    }

    /** {@code ["name", "address", …]}. */
    public static Optional<String> ofMailboxes(List<Mailbox> mailboxes) {
        return written(mailboxes, (json, mailbox) -> {
            json.writeString(mailbox.name());
            json.writeString(mailbox.address().asString());
        });
    }

    /** The inverse of {@link #ofMailboxes}. */
    public static List<Mailbox> toMailboxes(Optional<String> column) {
        return read(column, json -> new Mailbox(json.getText(), EmailAddress.parse(json.nextTextValue())));
    }

    /** {@code [number, "name", "type", size, inline, "content id" or null, …]}. */
    public static Optional<String> ofAttachments(List<Attachment> attachments) {
        return written(attachments, (json, attachment) -> {
            json.writeNumber(attachment.number());
            json.writeString(attachment.name());
            json.writeString(attachment.type());
            json.writeNumber(attachment.size());
            json.writeBoolean(attachment.inline());
            json.writeString(attachment.contentId().orElse(null));
        });
    }

    /** The inverse of {@link #ofAttachments}. */
    public static List<Attachment> toAttachments(Optional<String> column) {
        return read(
                column,
                json -> new Attachment(
                        json.getIntValue(),
                        json.nextTextValue(),
                        json.nextTextValue(),
                        json.nextLongValue(0),
                        json.nextBooleanValue(),
                        Optional.ofNullable(json.nextTextValue())));
    }

    private static <T> Optional<String> written(List<T> elements, Writer<T> writer) {
        if (elements.isEmpty()) {
            return Optional.empty();
        }
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (T element : elements) {
                writer.write(json, element);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(text.toString());
    }

    private static <T> List<T> read(Optional<String> column, Reader<T> reader) {
        if (column.isEmpty()) {
            return List.of();
        }
        List<T> elements = new ArrayList<>();
        try (JsonParser json = JSON.createParser(column.get())) {
            json.nextToken();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                elements.add(reader.read(json));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a list column is not JSON", e);
        }
        return elements;
    }

    private interface Writer<T> {
        void write(JsonGenerator json, T element) throws IOException;
    }

    private interface Reader<T> {
        T read(JsonParser json) throws IOException;
    }
}
