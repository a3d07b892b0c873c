package org.jamesdesk.opensearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.mime.Attachment;
import org.jamesdesk.search.TicketDocument;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.Ticket;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStatus;

/** The document of a ticket: the public interface that docs/search.md describes. */
final class TicketJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_LINKED = 1_000;

    private TicketJson() {}

    /** The whole document. */
    static byte[] complete(TicketDocument document) {
        return write(json -> {
            writeTicket(json, document.ticket());
            json.writeStringField("subject", clean(document.ticket().subject(), BoundedTicket.MAX_SUBJECT));
            json.writeNumberField("conversationCount", document.conversations().size());
            json.writeArrayFieldStart("conversations");
            for (BoundedTicket.Part part : BoundedTicket.conversations(document)) {
                writeConversation(json, part);
            }
            json.writeEndArray();
        });
    }

    /** Only what is needed to list the ticket and to find it by number, contact, department and status. */
    static byte[] reduced(TicketDocument document) {
        return write(json -> {
            writeTicket(json, document.ticket());
            json.writeNumberField("conversationCount", document.conversations().size());
        });
    }

    /** The ticket of a document, without its conversations. */
    static Ticket read(JsonNode json) {
        return new Ticket(
                new TicketNumber(json.path("number").asLong()),
                new DepartmentId(json.path("department").asText()),
                EmailAddress.parse(json.path("supportAddress").asText()),
                json.path("subject").asText(""),
                TicketStatus.parse(json.path("status").asText()),
                contact(json.path("contact")),
                linked(json.path("linked")),
                Instant.parse(json.path("createdAt").asText()),
                Instant.parse(json.path("changedAt").asText()));
    }

    private static Optional<Mailbox> contact(JsonNode json) {
        return EmailAddress.tryParse(json.path("address").asText(""))
                .map(address -> new Mailbox(json.path("name").asText(""), address));
    }

    private static Set<TicketNumber> linked(JsonNode json) {
        return StreamSupport.stream(json.spliterator(), false)
                .map(number -> new TicketNumber(number.asLong()))
                .collect(Collectors.toSet());
    }

    private static void writeTicket(JsonGenerator json, Ticket ticket) throws IOException {
        json.writeNumberField("number", ticket.number().value());
        json.writeStringField("status", ticket.status().apiName());
        json.writeStringField("department", ticket.department().value());
        json.writeStringField("supportAddress", address(ticket.supportAddress()));
        if (ticket.contact().isPresent()) {
            json.writeFieldName("contact");
            writeMailbox(json, ticket.contact().get());
        }
        json.writeArrayFieldStart("linked");
        for (TicketNumber number : ticket.linked().stream().limit(MAX_LINKED).toList()) {
            json.writeNumber(number.value());
        }
        json.writeEndArray();
        json.writeStringField("createdAt", ticket.createdAt().toString());
        json.writeStringField("changedAt", ticket.changedAt().toString());
    }

    private static void writeConversation(JsonGenerator json, BoundedTicket.Part part) throws IOException {
        Conversation conversation = part.conversation();
        json.writeStartObject();
        json.writeStringField("id", conversation.id().value());
        json.writeStringField("direction", conversation.direction().apiName());
        json.writeStringField("at", conversation.at().toString());
        json.writeStringField("kind", conversation.kind().apiName());
        json.writeBooleanField("automatic", conversation.automatic());
        json.writeBooleanField("private", conversation.isPrivate());
        if (conversation.from().isPresent()) {
            json.writeFieldName("from");
            writeMailbox(json, conversation.from().get());
        }
        writeMailboxes(json, "to", part.to());
        writeMailboxes(json, "cc", part.cc());
        json.writeStringField("subject", clean(conversation.subject(), BoundedTicket.MAX_SUBJECT));
        if (conversation.messageId().isPresent()) {
            json.writeStringField("messageId", clean(conversation.messageId().get(), BoundedTicket.MAX_SUBJECT));
        }
        writeAttachments(json, part.attachments());
        json.writeStringField("text", clean(part.text(), part.text().length()));
        json.writeEndObject();
    }

    private static void writeMailboxes(JsonGenerator json, String field, List<Mailbox> mailboxes) throws IOException {
        json.writeArrayFieldStart(field);
        for (Mailbox mailbox : mailboxes) {
            writeMailbox(json, mailbox);
        }
        json.writeEndArray();
    }

    private static void writeMailbox(JsonGenerator json, Mailbox mailbox) throws IOException {
        json.writeStartObject();
        json.writeStringField("address", address(mailbox.address()));
        json.writeStringField("name", clean(mailbox.name(), BoundedTicket.MAX_NAME));
        json.writeEndObject();
    }

    private static void writeAttachments(JsonGenerator json, List<Attachment> attachments) throws IOException {
        json.writeArrayFieldStart("attachments");
        for (Attachment attachment : attachments) {
            json.writeStartObject();
            json.writeStringField("name", clean(attachment.name(), BoundedTicket.MAX_NAME));
            json.writeStringField("type", clean(attachment.type(), BoundedTicket.MAX_NAME));
            json.writeNumberField("size", attachment.size());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String address(EmailAddress address) {
        return UnicodeText.wellFormed(address.asString());
    }

    private static String clean(String text, int length) {
        return UnicodeText.wellFormed(BoundedTicket.cut(text, length));
    }

    private static byte[] write(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            content.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }
}
