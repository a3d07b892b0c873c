package org.jamesdesk.credentials;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.sender.ConnectionSecurity;
import org.jamesdesk.sender.ConsentAnswer;
import org.jamesdesk.sender.ConsentOutcome;
import org.jamesdesk.sender.ConsentOutcome.Given;
import org.jamesdesk.sender.ConsentRequest;
import org.jamesdesk.sender.Credentials.OAuthTokens;
import org.jamesdesk.sender.Secret;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.sender.SmtpRelay;
import org.jamesdesk.sender.Transport;
import org.jamesdesk.sender.TransportType;
import org.jamesdesk.testing.oauth.OAuthServer;

/** What desks that are registered at an OAuth server share: stores, keys and a clock. Each node is made anew. */
final class OAuthDesk {
    static final URI CALLBACK = URI.create("http://127.0.0.1:8000/desk/public/oauth/callback");
    static final EmailAddress ADDRESS = EmailAddress.parse("Vendas@zylker.example");
    static final ConsentRequest REQUEST = new ConsentRequest(
            new DepartmentId("sales"), ADDRESS, "Zylker Vendas", TransportType.GOOGLE, "ana@zylker.example", false);

    static final SmtpRelay RELAY = OAuthProvider.preset(TransportType.GOOGLE).relay(ADDRESS);

    private final OAuthServer server;
    private final String issuer;
    private final SettableClock clock = new SettableClock();
    private final InMemoryDesk stores = new InMemoryDesk(clock);
    private final TinkVault vault = TinkVault.of(TinkVault.newKeyset());

    OAuthDesk(OAuthServer server, String issuer) {
        this.server = server;
        this.issuer = issuer;
    }

    SettableClock clock() {
        return clock;
    }

    InMemoryDesk stores() {
        return stores;
    }

    EncryptedCredentialsStore credentials() {
        return new EncryptedCredentialsStore(vault, stores.sealedCredentials());
    }

    OAuthConsent consent() {
        return consent(provider());
    }

    OAuthConsent consent(OAuthProvider provider) {
        return new OAuthConsent(providers(provider), stores.pendingConsents(), vault, clock);
    }

    RefreshingAccessTokens accessTokens() {
        return accessTokens(provider());
    }

    RefreshingAccessTokens accessTokens(OAuthProvider provider) {
        return new RefreshingAccessTokens(
                credentials(),
                stores.work(),
                providers(provider),
                UUID.randomUUID().toString(),
                clock);
    }

    /** Google's preset with the test's server in Google's place. */
    OAuthProvider provider() {
        return provider(Optional.of(new OAuthClient("desk", Optional.of(new Secret("the-desks-own-secret")))));
    }

    OAuthProvider provider(Optional<OAuthClient> client) {
        OAuthProvider google = OAuthProvider.preset(TransportType.GOOGLE);
        return new OAuthProvider(
                TransportType.GOOGLE,
                client,
                server.authorizationEndpoint(issuer),
                server.tokenEndpoint(issuer),
                google.scopes(),
                google.smtpHost(),
                google.smtpPort(),
                ConnectionSecurity.STARTTLS);
    }

    private static OAuthProviders providers(OAuthProvider provider) {
        return OAuthProviders.of(CALLBACK, List.of(provider));
    }

    /** Gets the consent of the address's owner and keeps it, as the administration of senders does. */
    void getConsent() throws Exception {
        ConsentOutcome outcome =
                consent().complete(answer(server.agree(consent().begin(REQUEST), "vendas@zylker.example")));
        Given given = (Given) outcome;
        credentials().put(REQUEST.sender(), given.relay(), given.tokens());
    }

    /** The tokens that are kept for the address. */
    OAuthTokens tokens() {
        return (OAuthTokens)
                credentials().find(REQUEST.sender(), RELAY).orElseThrow().credentials();
    }

    static Sender sender() {
        SenderId id = REQUEST.sender();
        return new Sender(
                id.department(),
                id.address(),
                "Zylker Vendas",
                new Transport(TransportType.GOOGLE, Optional.of(RELAY)),
                true,
                true,
                Optional.empty(),
                Optional.empty());
    }

    /** What the public callback makes of the address to which the provider sends the browser. */
    static ConsentAnswer answer(URI callback) {
        var parameters = OAuthServer.parameters(callback);
        return new ConsentAnswer(
                parameters.getOrDefault("state", ""),
                Optional.ofNullable(parameters.get("code")).map(Secret::new),
                Optional.ofNullable(parameters.get("error")),
                Optional.ofNullable(parameters.get("error_description")));
    }

    /** Starts with the time of the system, because the OAuth server's tokens do. */
    static final class SettableClock extends Clock {
        private volatile Instant now = Clock.systemUTC().instant();

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
