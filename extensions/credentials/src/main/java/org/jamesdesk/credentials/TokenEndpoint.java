package org.jamesdesk.credentials;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import org.jamesdesk.credentials.OAuthProviders.Registered;
import org.jamesdesk.sender.LoginRefusedException;

/** Asks providers for tokens (RFC 6749 section 3.2), within bounded time, and tells their refusals in words. */
final class TokenEndpoint {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration READ = Duration.ofSeconds(20);
    /** Refusals that end by themselves; all others need a person. */
    private static final Set<String> PASSING =
            Set.of(OAuth2Error.SERVER_ERROR.getCode(), OAuth2Error.TEMPORARILY_UNAVAILABLE.getCode(), "slow_down");

    private static final int TOO_MANY_REQUESTS = 429;

    /**
     * Exchanges what is granted for tokens.
     *
     * @param whenInvalid what it means to an administrator that the provider does not accept the grant
     * @throws LoginRefusedException when there are none; lasting, when the same request would be refused again
     */
    AccessTokenResponse tokens(Registered registered, AuthorizationGrant grant, String whenInvalid)
            throws LoginRefusedException {
        HTTPResponse answer = send(registered, grant);
        TokenResponse response;
        try {
            response = OIDCTokenResponseParser.parse(answer);
        } catch (ParseException e) {
            throw noAnswer(registered, answer);
        }
        if (response.indicatesSuccess()) {
            return response.toSuccessResponse();
        }
        ErrorObject error = response.toErrorResponse().getErrorObject();
        throw error.getCode() == null ? noAnswer(registered, answer) : refused(registered, error, whenInvalid);
    }

    /** A page of a proxy, say: nothing that a token endpoint would send (RFC 6749 section 5). */
    private static LoginRefusedException noAnswer(Registered registered, HTTPResponse answer) {
        return new LoginRefusedException(
                registered.name() + " answers with something that is no token (HTTP status " + answer.getStatusCode()
                        + "); if that lasts, " + registered.key("tokenEndpoint") + " may be wrong",
                false);
    }

    private static HTTPResponse send(Registered registered, AuthorizationGrant grant) throws LoginRefusedException {
        HTTPRequest request = request(registered, grant).toHTTPRequest();
        request.setConnectTimeout(Math.toIntExact(CONNECT.toMillis()));
        request.setReadTimeout(Math.toIntExact(READ.toMillis()));
        request.setFollowRedirects(false);
        try {
            return request.send();
        } catch (SocketTimeoutException e) {
            throw new LoginRefusedException(
                    registered.name() + " does not answer in time ("
                            + registered.provider().tokenEndpoint().getHost() + ")",
                    false);
        } catch (IOException e) {
            throw new LoginRefusedException(
                    registered.name() + " cannot be reached ("
                            + registered.provider().tokenEndpoint().getHost() + "): "
                            + e.getClass().getSimpleName(),
                    false);
        }
    }

    private static TokenRequest request(Registered registered, AuthorizationGrant grant) {
        ClientID client = new ClientID(registered.client().id());
        return registered
                .client()
                .secret()
                .map(secret -> new TokenRequest.Builder(
                        registered.provider().tokenEndpoint(),
                        new ClientSecretPost(client, new com.nimbusds.oauth2.sdk.auth.Secret(secret.reveal())),
                        grant))
                .orElseGet(() -> new TokenRequest.Builder(registered.provider().tokenEndpoint(), client, grant))
                .build();
    }

    private static LoginRefusedException refused(Registered registered, ErrorObject error, String whenInvalid) {
        String code = error.getCode();
        boolean passing = PASSING.contains(code)
                || error.getHTTPStatusCode() >= HTTPResponse.SC_SERVER_ERROR
                || error.getHTTPStatusCode() == TOO_MANY_REQUESTS;
        return new LoginRefusedException(
                registered.name() + ": " + inWords(registered, code, whenInvalid)
                        + ProviderText.quoted(code, error.getDescription()),
                !passing);
    }

    private static String inWords(Registered registered, String code, String whenInvalid) {
        return switch (code) {
            case "invalid_grant" -> whenInvalid;
            case "invalid_client" -> "the provider does not know this desk: check " + registered.key("clientId")
                    + " and " + registered.key("clientSecret") + " (secrets expire)";
            case "unauthorized_client" -> "the registration of this desk (" + registered.key("clientId")
                    + ") may not ask for tokens in this way; allow the authorization code and refresh tokens there";
            case "invalid_scope" -> "the provider does not know what it is asked for: check "
                    + registered.key("scopes");
            case "server_error", "temporarily_unavailable", "slow_down" -> "the provider is in trouble";
            default -> "the provider refuses";
        };
    }
}
