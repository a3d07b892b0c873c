package org.jamesdesk.webadmin;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FriendlyName;
import org.jamesdesk.sender.ConnectionSecurity;
import org.jamesdesk.sender.Secret;
import org.jamesdesk.sender.SenderRequest;
import org.jamesdesk.sender.SmtpRelay;
import org.jamesdesk.sender.TransportRequest;
import org.jamesdesk.sender.TransportType;

/** The body that adds or changes a From address, as written by the caller; {@link #request} checks it field by field. */
record SenderBody(
        Optional<String> friendlyName,
        @JsonProperty("default") Optional<Boolean> isDefault,
        Optional<TransportBody> transport) {
    /** What the caller wants the address to be. */
    SenderRequest request(EmailAddress address) {
        return new SenderRequest(
                friendlyName.map(name -> parsed("friendlyName", name, FriendlyName::new)),
                isDefault,
                transport.map(body -> body.request("transport.", address)).orElseGet(TransportRequest.Server::new));
    }

    private static <T> T parsed(String place, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw RequestRefusedException.invalid(place + ": " + e.getMessage());
        }
    }

    /** The way by which its mail leaves; also the body of a new authentication. */
    record TransportBody(
            Optional<String> type,
            Optional<String> host,
            Optional<Integer> port,
            Optional<String> security,
            Optional<String> username,
            @JsonDeserialize(contentUsing = SecretReader.class) Optional<Secret> password) {
        private static final Pattern HOST = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?");
        private static final int MAX_USERNAME = 320;
        private static final int MAX_PASSWORD = 1_000;

        /** @param place what stands before the names of fields in messages */
        TransportRequest request(String place, EmailAddress address) {
            TransportType wanted = type.map(name -> parsed(place + "type", name, TransportType::parse))
                    .orElseThrow(() -> RequestRefusedException.invalid(
                            place + "type: one of server, smtp, outlook, microsoft365, google expected"));
            if (wanted == TransportType.SMTP) {
                return new TransportRequest.Smtp(relay(place, address), password.map(given -> checked(place, given)));
            }
            refuseDetails(place);
            return wanted.isOAuth() ? new TransportRequest.Provider(wanted) : new TransportRequest.Server();
        }

        private SmtpRelay relay(String place, EmailAddress address) {
            return new SmtpRelay(
                    host.filter(name -> HOST.matcher(name).matches())
                            .orElseThrow(() -> RequestRefusedException.invalid(
                                    place + "host: the name of the relay expected, such as smtp.zylker.example")),
                    port.orElseThrow(() -> RequestRefusedException.invalid(place + "port: a whole number expected")),
                    security.map(name -> parsed(place + "security", name, ConnectionSecurity::parse))
                            .orElseThrow(() -> RequestRefusedException.invalid(
                                    place + "security: one of plain, ssl, starttls expected")),
                    username.map(name -> checkedName(place, name)).orElseGet(address::asString));
        }

        private static String checkedName(String place, String name) {
            if (name.isBlank() || name.length() > MAX_USERNAME || hasControls(name)) {
                throw RequestRefusedException.invalid(
                        place + "username: 1 to " + MAX_USERNAME + " characters without line breaks expected");
            }
            return name;
        }

        private static Secret checked(String place, Secret given) {
            String text = given.reveal();
            if (text.isEmpty() || text.length() > MAX_PASSWORD || hasControls(text)) {
                throw RequestRefusedException.invalid(
                        place + "password: 1 to " + MAX_PASSWORD + " characters without line breaks expected");
            }
            return given;
        }

        private static boolean hasControls(String text) {
            return text.chars().anyMatch(Character::isISOControl);
        }

        private void refuseDetails(String place) {
            Stream.of(
                            host.map(any -> "host"),
                            port.map(any -> "port"),
                            security.map(any -> "security"),
                            username.map(any -> "username"),
                            password.map(any -> "password"))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(field -> {
                        throw RequestRefusedException.invalid(place + field + ": only the type smtp has one");
                    });
        }
    }

    /** Reads a text that shows itself to nobody. */
    static final class SecretReader extends JsonDeserializer<Secret> {
        @Override
        public Secret deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw JsonMappingException.from(parser, "a text expected");
            }
            return new Secret(parser.getText());
        }
    }
}
