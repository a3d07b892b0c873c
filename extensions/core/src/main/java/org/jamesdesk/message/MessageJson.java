package org.jamesdesk.message;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.authentication.SenderAuthentication;
import org.jamesdesk.message.automation.ProviderConfirmation;
import org.jamesdesk.message.forward.ForwardedMail;
import org.jamesdesk.message.mime.Attachment;
import org.jamesdesk.message.report.DeliveryReport;

/** Writes what was understood of a mail as the fields of a JSON object; their names are a public interface. */
public final class MessageJson {
    private final JsonGenerator json;

    /** @param json where the fields go; the object is begun and ended by the caller */
    public MessageJson(JsonGenerator json) {
        this.json = json;
    }

    /** Writes every field. */
    public void write(ReadMessage message) throws IOException {
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
        json.writeStringField("text", message.allText());
        json.writeStringField("newText", message.newText());
        attachments(message.attachments());
        deliveryReports(message.deliveryReports());
        json.writeFieldName("forwarded");
        if (message.forwarded().isPresent()) {
            forwarded(message.forwarded().get());
        } else {
            json.writeNull();
        }
        json.writeFieldName("confirmation");
        if (message.confirmation().isPresent()) {
            confirmation(message.confirmation().get());
        } else {
            json.writeNull();
        }
        json.writeFieldName("authentication");
        if (message.claimedAuthentication().isPresent()) {
            authentication(message.claimedAuthentication().get());
        } else {
            json.writeNull();
        }
        texts("references", message.references());
        json.writeArrayFieldStart("ticketNumbers");
        for (Long number : message.ticketNumbers()) {
            json.writeNumber(number);
        }
        json.writeEndArray();
        texts("problems", message.problems());
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

    private void deliveryReports(List<DeliveryReport> reports) throws IOException {
        json.writeArrayFieldStart("deliveryReports");
        for (DeliveryReport report : reports) {
            json.writeStartObject();
            text("recipient", report.recipient());
            json.writeStringField("action", report.action().apiName());
            json.writeStringField("hardness", report.hardness().apiName());
            json.writeBooleanField("addressDead", report.addressDead());
            text("status", report.status());
            json.writeStringField("reason", report.reason().apiName());
            json.writeStringField("diagnostic", report.diagnostic());
            text("originalMessageId", report.originalMessageId());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void forwarded(ForwardedMail forwarded) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("from");
        text("address", forwarded.address().map(EmailAddress::asString));
        json.writeStringField("name", forwarded.name());
        json.writeEndObject();
        json.writeStringField("subject", forwarded.subject());
        json.writeStringField("date", forwarded.date());
        json.writeStringField("note", forwarded.note());
        json.writeEndObject();
    }

    private void confirmation(ProviderConfirmation confirmation) throws IOException {
        json.writeStartObject();
        json.writeStringField("provider", confirmation.provider());
        text("link", confirmation.link().map(Object::toString));
        text("code", confirmation.code());
        json.writeEndObject();
    }

    private void authentication(SenderAuthentication authentication) throws IOException {
        json.writeStartObject();
        json.writeStringField("verdict", authentication.verdict().apiName());
        json.writeFieldName("spf");
        if (authentication.spf().isPresent()) {
            json.writeStartObject();
            json.writeStringField("result", authentication.spf().get().result().apiName());
            json.writeStringField("domain", authentication.spf().get().domain());
            json.writeEndObject();
        } else {
            json.writeNull();
        }
        json.writeArrayFieldStart("dkim");
        for (SenderAuthentication.Dkim signature : authentication.dkim()) {
            json.writeStartObject();
            json.writeStringField("result", signature.result().apiName());
            json.writeStringField("domain", signature.domain());
            json.writeStringField("selector", signature.selector());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanField("aligned", authentication.aligned());
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
