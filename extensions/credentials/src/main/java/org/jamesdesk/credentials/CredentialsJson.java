package org.jamesdesk.credentials;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import org.jamesdesk.sender.Credentials;
import org.jamesdesk.sender.Credentials.OAuthTokens;
import org.jamesdesk.sender.Credentials.Password;
import org.jamesdesk.sender.Secret;

/** Credentials as they stand inside the encryption. */
final class CredentialsJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CredentialsJson() {}

    static byte[] write(Credentials credentials) {
        ObjectNode json = JSON.createObjectNode();
        if (credentials instanceof Password password) {
            json.put("password", password.password().reveal());
        } else if (credentials instanceof OAuthTokens tokens) {
            json.put("accessToken", tokens.accessToken().reveal());
            json.put("accessExpiresAt", tokens.accessExpiresAt().toString());
            json.put("refreshToken", tokens.refreshToken().reveal());
        }
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings can always be written");
        }
    }

    /** @throws IllegalStateException without a cause, when it has another form: a parser's message would repeat secrets */
    static Credentials read(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            return json.has("password")
                    ? new Password(secret(json, "password"))
                    : new OAuthTokens(
                            secret(json, "accessToken"),
                            Instant.parse(json.required("accessExpiresAt").textValue()),
                            secret(json, "refreshToken"));
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("the credentials have a form that this release does not know");
        }
    }

    private static Secret secret(JsonNode json, String field) {
        return new Secret(json.required(field).textValue());
    }
}
