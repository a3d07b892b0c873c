package org.jamesdesk.webadmin;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.delivery.OutgoingAttachment;
import org.jamesdesk.delivery.ReplyRequest;
import org.jamesdesk.ticket.TicketStatus;

/** The body of a reply, as written by the caller; {@link #request} checks it field by field. */
record ReplyBody(
        Optional<AddressJson> from,
        Optional<AddressJson> agent,
        Optional<List<AddressJson>> to,
        Optional<List<AddressJson>> cc,
        Optional<List<AddressJson>> bcc,
        Optional<String> text,
        Optional<String> html,
        @JsonProperty("private") Optional<Boolean> isPrivate,
        Optional<List<AttachmentBody>> attachments,
        Optional<String> statusAfter) {
    /** How much may be attached in all, before base64. */
    static final int MAX_ATTACHED_BYTES = 25 * 1024 * 1024;

    private static final int MAX_TEXT = 1_000_000;
    private static final int MAX_RECIPIENTS = 100;
    private static final int MAX_ATTACHMENTS = 50;
    private static final int MAX_FILE_NAME = 255;
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}");

    /** What the caller wants sent. */
    ReplyRequest request() {
        List<Mailbox> toMailboxes = mailboxes("to", to);
        List<Mailbox> ccMailboxes = mailboxes("cc", cc);
        List<Mailbox> bccMailboxes = mailboxes("bcc", bcc);
        if (toMailboxes.size() + ccMailboxes.size() + bccMailboxes.size() > MAX_RECIPIENTS) {
            throw RequestRefusedException.invalid("to, cc, bcc: at most " + MAX_RECIPIENTS + " recipients in all");
        }
        Optional<String> plain = body("text", text);
        Optional<String> rich = body("html", html);
        if (plain.isEmpty() && rich.isEmpty()) {
            throw RequestRefusedException.invalid("text: text or html with content expected");
        }
        return new ReplyRequest(
                address("from", from),
                address("agent", agent),
                toMailboxes,
                ccMailboxes,
                bccMailboxes,
                plain,
                rich,
                isPrivate.orElse(false),
                outgoing(attachments.orElse(List.of())),
                statusAfter.map(ReplyBody::status));
    }

    private static Optional<EmailAddress> address(String field, Optional<AddressJson> given) {
        return given.map(address -> address.mailbox(field).address());
    }

    private static List<Mailbox> mailboxes(String field, Optional<List<AddressJson>> given) {
        List<Mailbox> mailboxes = new ArrayList<>();
        for (AddressJson address : given.orElse(List.of())) {
            String place = field + "[" + mailboxes.size() + "]";
            mailboxes.add(present(place, address).mailbox(place));
        }
        return mailboxes;
    }

    private static Optional<String> body(String field, Optional<String> given) {
        if (given.isPresent() && given.get().length() > MAX_TEXT) {
            throw RequestRefusedException.invalid(field + ": at most " + MAX_TEXT + " characters");
        }
        return given.filter(content -> !content.isBlank());
    }

    private static TicketStatus status(String name) {
        try {
            return TicketStatus.parse(name);
        } catch (IllegalArgumentException e) {
            throw RequestRefusedException.invalid("statusAfter: " + e.getMessage());
        }
    }

    private static List<OutgoingAttachment> outgoing(List<AttachmentBody> given) {
        if (given.size() > MAX_ATTACHMENTS) {
            throw RequestRefusedException.invalid("attachments: at most " + MAX_ATTACHMENTS);
        }
        List<OutgoingAttachment> outgoing = new ArrayList<>();
        long left = MAX_ATTACHED_BYTES;
        for (AttachmentBody attachment : given) {
            String place = "attachments[" + outgoing.size() + "]";
            OutgoingAttachment checked = present(place, attachment).checked(place);
            left -= checked.content().length;
            if (left < 0) {
                throw RequestRefusedException.tooLarge("attachments: at most " + MAX_ATTACHED_BYTES + " bytes in all");
            }
            outgoing.add(checked);
        }
        return outgoing;
    }

    private static <T> T present(String place, T value) {
        if (value == null) {
            throw RequestRefusedException.invalid(place + ": null is not accepted");
        }
        return value;
    }

    /** A file to send along. */
    record AttachmentBody(
            Optional<String> name, Optional<String> type, @JsonDeserialize(using = Base64Reader.class) byte[] content) {
        private OutgoingAttachment checked(String place) {
            String fileName = name.map(String::strip).orElse("");
            if (fileName.isEmpty() || fileName.length() > MAX_FILE_NAME) {
                throw RequestRefusedException.invalid(place + ".name: 1 to " + MAX_FILE_NAME + " characters expected");
            }
            if (fileName.codePoints().anyMatch(c -> Character.isISOControl(c) || c == '/' || c == '\\')) {
                throw RequestRefusedException.invalid(
                        place + ".name: no line breaks, control characters or path separators");
            }
            String mediaType = type.orElse("application/octet-stream");
            if (!MEDIA_TYPE.matcher(mediaType).matches()) {
                throw RequestRefusedException.invalid(place + ".type: a media type such as image/png expected");
            }
            if (content == null) {
                throw RequestRefusedException.invalid(place + ".content: the bytes in base64 expected");
            }
            return new OutgoingAttachment(fileName, mediaType.toLowerCase(Locale.ROOT), content);
        }
    }

    /** Decodes while reading, so that a large attachment never lies in memory as text. */
    static final class Base64Reader extends JsonDeserializer<byte[]> {
        private static final String RULE = "the bytes in base64 expected";

        @Override
        public byte[] deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw JsonMappingException.from(parser, RULE);
            }
            try {
                return parser.getBinaryValue();
            } catch (IOException | IllegalArgumentException e) {
                throw JsonMappingException.from(parser, RULE);
            }
        }
    }
}
