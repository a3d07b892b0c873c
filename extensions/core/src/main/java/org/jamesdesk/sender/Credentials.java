package org.jamesdesk.sender;

import java.time.Instant;
import java.util.Objects;

/** What a sender shows to the server that takes its mail. */
public sealed interface Credentials {
    /** A password (R37). */
    record Password(Secret password) implements Credentials {
        public Password {
            Objects.requireNonNull(password, "password");
        }
    }

    /**
     * What a provider gave after consent (R45, RFC 6749).
     *
     * @param accessToken shown to the mail server
     * @param accessExpiresAt when that stops working
     * @param refreshToken gets the next access token
     */
    record OAuthTokens(Secret accessToken, Instant accessExpiresAt, Secret refreshToken) implements Credentials {
        public OAuthTokens {
            Objects.requireNonNull(accessToken, "accessToken");
            Objects.requireNonNull(accessExpiresAt, "accessExpiresAt");
            Objects.requireNonNull(refreshToken, "refreshToken");
        }
    }
}
