package org.jamesdesk.testing.oauth.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.NettyWrapper;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/**
 * The OAuth server as a process of its own: asks who logs in, checks PKCE, rotates refresh tokens. The issuer {@code brief}
 * gives tokens that live for half a minute, all others such for an hour.
 */
public final class OAuthServerProcess {
    private static final long BRIEF_SECONDS = 30;

    private OAuthServerProcess() {}

    /** @param arguments the port on which it answers, on the loopback address */
    public static void main(String[] arguments) throws UnknownHostException {
        OAuth2Config configuration = new OAuth2Config(
                true,
                null,
                null,
                true,
                new OAuth2TokenProvider(),
                Set.of(new DefaultOAuth2TokenCallback("brief", "nobody", "JWT", List.of(), Map.of(), BRIEF_SECONDS)),
                new NettyWrapper());
        new MockOAuth2Server(configuration, new SpentRefreshTokens())
                .start(InetAddress.getByName("127.0.0.1"), Integer.parseInt(arguments[0]));
    }
}
