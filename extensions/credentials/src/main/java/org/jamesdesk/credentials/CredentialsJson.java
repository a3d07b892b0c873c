package org.jamesdesk.credentials;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jamesdesk.sender.ConnectionSecurity;
import org.jamesdesk.sender.Credentials;
import org.jamesdesk.sender.Credentials.OAuthTokens;
import org.jamesdesk.sender.Credentials.Password;
import org.jamesdesk.sender.Secret;
import org.jamesdesk.sender.SmtpRelay;

/** Credentials as they stand inside the encryption: by relay, and at the top what was kept before relays were noted. */
final class CredentialsJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CredentialsJson() {}

    static byte[] write(RelayCredentials kept) {
        ObjectNode json = JSON.createObjectNode();
        kept.forAny().ifPresent(credentials -> put(json, credentials));
        ArrayNode relays = json.putArray("relays");
        kept.byRelay().forEach((relay, credentials) -> {
            ObjectNode entry = relays.addObject();
            entry.put("host", relay.host());
            entry.put("port", relay.port());
            entry.put("security", relay.security().apiName());
            entry.put("username", relay.username());
            put(entry, credentials);
        });
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings can always be written");
        }
    }

    /** @throws IllegalStateException without a cause, when it has another form: a parser's message would repeat secrets */
    static RelayCredentials read(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            if (!json.has("relays")) {
                return new RelayCredentials(Optional.of(credentials(json)), Map.of());
            }
            Map<SmtpRelay, Credentials> byRelay = new HashMap<>();
            json.required("relays").forEach(entry -> byRelay.put(relay(entry), credentials(entry)));
            Optional<Credentials> forAny = json.size() == 1 ? Optional.empty() : Optional.of(credentials(json));
            return new RelayCredentials(forAny, byRelay);
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("the credentials have a form that this release does not know");
        }
    }

    private static void put(ObjectNode json, Credentials credentials) {
        if (credentials instanceof Password password) {
            json.put("password", password.password().reveal());
        } else if (credentials instanceof OAuthTokens tokens) {
            json.put("accessToken", tokens.accessToken().reveal());
            json.put("accessExpiresAt", tokens.accessExpiresAt().toString());
            json.put("refreshToken", tokens.refreshToken().reveal());
        }
    }

    private static Credentials credentials(JsonNode json) {
        return json.has("password")
                ? new Password(secret(json, "password"))
                : new OAuthTokens(
                        secret(json, "accessToken"),
                        Instant.parse(json.required("accessExpiresAt").textValue()),
                        secret(json, "refreshToken"));
    }

    private static SmtpRelay relay(JsonNode json) {
        return new SmtpRelay(
                json.required("host").textValue(),
                json.required("port").intValue(),
                ConnectionSecurity.parse(json.required("security").textValue()),
                json.required("username").textValue());
    }

    private static Secret secret(JsonNode json, String field) {
        return new Secret(json.required(field).textValue());
    }
}
