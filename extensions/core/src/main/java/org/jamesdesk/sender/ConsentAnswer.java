package org.jamesdesk.sender;

import java.util.Objects;
import java.util.Optional;

/**
 * What the provider makes the administrator's browser bring back (RFC 6749 section 4.1.2), as it came: nothing of it is
 * to be trusted.
 *
 * @param state the parameter {@code state}; empty text when there was none
 * @param code the parameter {@code code}
 * @param error the parameter {@code error}
 * @param errorDescription the parameter {@code error_description}
 */
public record ConsentAnswer(
        String state, Optional<Secret> code, Optional<String> error, Optional<String> errorDescription) {
    public ConsentAnswer {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(errorDescription, "errorDescription");
    }

    /** The state, which is a secret until it is used, is not shown. */
    @Override
    public String toString() {
        return "ConsentAnswer[code=" + code + ", error=" + error + "]";
    }
}
