package org.jamesdesk.credentials;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jamesdesk.sender.Credentials.OAuthTokens;
import org.jamesdesk.sender.Secret;

/** What of a provider's answer is kept. */
final class Tokens {
    /** Of a token whose life the provider does not tell (RFC 6749 section 5.1 leaves it open). */
    private static final Duration UNTOLD_LIFE = Duration.ofMinutes(5);

    private Tokens() {}

    /**
     * The tokens of an answer.
     *
     * @param former the refresh token that was used; stays when the provider gives no new one (RFC 6749 section 6)
     * @param now when the answer came
     * @return empty when there is no refresh token at all
     */
    static Optional<OAuthTokens> of(AccessTokenResponse response, Optional<Secret> former, Instant now) {
        AccessToken access = response.getTokens().getAccessToken();
        Duration life = access.getLifetime() > 0 ? Duration.ofSeconds(access.getLifetime()) : UNTOLD_LIFE;
        return Optional.ofNullable(response.getTokens().getRefreshToken())
                .map(refresh -> new Secret(refresh.getValue()))
                .or(() -> former)
                .map(refresh -> new OAuthTokens(new Secret(access.getValue()), now.plus(life), refresh));
    }
}
