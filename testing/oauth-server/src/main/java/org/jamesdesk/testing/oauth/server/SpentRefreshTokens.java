package org.jamesdesk.testing.oauth.server;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponseKt;
import no.nav.security.mock.oauth2.http.Route;

/**
 * Makes the server as strict as RFC 9700 section 4.14.2 wants it: a refresh token that was used or revoked gets {@code
 * invalid_grant}, where the server itself would take any text for one.
 */
final class SpentRefreshTokens implements Route {
    private final Set<String> spent = ConcurrentHashMap.newKeySet();

    /** Notes what is spent; takes those requests from the server that come with a spent token. */
    @Override
    public boolean match(OAuth2HttpRequest request) {
        if (!request.getMethod().equals("POST")) {
            return false;
        }
        String path = request.getUrl().encodedPath();
        if (path.endsWith("/revoke")) {
            parameter(request, "token").ifPresent(spent::add);
            return false;
        }
        return path.endsWith("/token")
                && parameter(request, "refresh_token")
                        .filter(token -> !spent.add(token))
                        .isPresent();
    }

    @Override
    public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
        return OAuth2HttpResponseKt.oauth2Error(
                OAuth2Error.INVALID_GRANT.setDescription("The token has been revoked."));
    }

    private static Optional<String> parameter(OAuth2HttpRequest request, String name) {
        return Optional.ofNullable(request.getFormParameters().get(name));
    }
}
