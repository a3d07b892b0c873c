package org.jamesdesk.webadmin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;

/**
 * An address as callers may write it: {@code "a@b"}, {@code "Name <a@b>"} or {@code {"address": "a@b", "name": "Name"}}.
 *
 * @param address the address itself, unchecked
 * @param name the display name, if any
 */
@JsonDeserialize(using = AddressJson.Reader.class)
record AddressJson(String address, Optional<String> name) {
    private static final int MAX_NAME = 200;

    /**
     * The mailbox that is meant.
     *
     * @param field where it stands in the request, for the answer when it is not one
     */
    Mailbox mailbox(String field) {
        String displayName = name.orElse("");
        if (hasControls(displayName) || hasControls(address)) {
            throw RequestRefusedException.invalid(field + ": no line breaks or control characters");
        }
        if (displayName.length() > MAX_NAME) {
            throw RequestRefusedException.invalid(field + ": a name has at most " + MAX_NAME + " characters");
        }
        try {
            return new Mailbox(displayName, EmailAddress.parse(address));
        } catch (IllegalArgumentException e) {
            throw RequestRefusedException.invalid(field + ": " + e.getMessage());
        }
    }

    private static boolean hasControls(String text) {
        return text.codePoints().anyMatch(Character::isISOControl);
    }

    private static AddressJson parse(String text) {
        String trimmed = text.strip();
        int open = trimmed.lastIndexOf('<');
        if (open < 0 || !trimmed.endsWith(">")) {
            return new AddressJson(trimmed, Optional.empty());
        }
        String name = trimmed.substring(0, open).strip();
        return new AddressJson(trimmed.substring(open + 1, trimmed.length() - 1), Optional.of(unquoted(name)));
    }

    private static String unquoted(String name) {
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1") : name;
    }

    /** The form with two keys. */
    private record Keys(Optional<String> address, Optional<String> name) {}

    static final class Reader extends JsonDeserializer<AddressJson> {
        @Override
        public AddressJson deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                return parse(parser.getText());
            }
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                Keys keys = context.readValue(parser, Keys.class);
                return new AddressJson(keys.address().orElse(""), keys.name());
            }
            throw JsonMappingException.from(parser, "an address expected");
        }
    }
}
