package org.jamesdesk.credentials;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.sender.ConsentRequest;
import org.jamesdesk.sender.Secret;
import org.jamesdesk.sender.TransportType;

/**
 * What must be known when the provider's answer comes.
 *
 * @param request what was asked for
 * @param verifier proves that the code is exchanged by whom it was asked for (RFC 7636)
 * @param nonce must stand in the ID token
 */
record PendingConsent(ConsentRequest request, Secret verifier, Secret nonce) {
    private static final ObjectMapper JSON = new ObjectMapper();

    byte[] toBytes() {
        try {
            return JSON.writeValueAsBytes(JSON.createObjectNode()
                    .put("department", request.department().value())
                    .put("address", request.address().asString())
                    .put("friendlyName", request.friendlyName())
                    .put("provider", request.provider().apiName())
                    .put("who", request.who())
                    .put("existing", request.existing())
                    .put("verifier", verifier.reveal())
                    .put("nonce", nonce.reveal()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings can always be written");
        }
    }

    /** The inverse of {@link #toBytes}. */
    static PendingConsent of(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            return new PendingConsent(
                    new ConsentRequest(
                            new DepartmentId(json.required("department").textValue()),
                            EmailAddress.parse(json.required("address").textValue()),
                            json.required("friendlyName").textValue(),
                            TransportType.parse(json.required("provider").textValue()),
                            json.required("who").textValue(),
                            json.path("existing").asBoolean()),
                    new Secret(json.required("verifier").textValue()),
                    new Secret(json.required("nonce").textValue()));
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("a pending consent has a form that this release does not know");
        }
    }
}
