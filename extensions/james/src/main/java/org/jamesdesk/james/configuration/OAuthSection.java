package org.jamesdesk.james.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jamesdesk.credentials.OAuthClient;
import org.jamesdesk.credentials.OAuthProvider;
import org.jamesdesk.credentials.OAuthProviders;
import org.jamesdesk.sender.ConnectionSecurity;
import org.jamesdesk.sender.Secret;
import org.jamesdesk.sender.TransportType;

/** The keys of {@code desk.properties} that begin with {@code oauth}. */
final class OAuthSection {
    private static final String CALLBACK = "/desk/public/oauth/callback";
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final int LAST_PORT = 65_535;

    private final DeskProperties properties;
    private final URI publicUrl;

    /** @param publicUrl where browsers reach this server, without a slash at its end */
    OAuthSection(DeskProperties properties, URI publicUrl) {
        this.properties = properties;
        this.publicUrl = publicUrl;
    }

    OAuthProviders read() {
        return OAuthProviders.of(
                properties
                        .parsed("oauth.redirectUri", value -> url(value, true))
                        .orElseGet(() -> URI.create(publicUrl + CALLBACK)),
                Stream.of(TransportType.values())
                        .filter(TransportType::isOAuth)
                        .map(this::provider)
                        .toList());
    }

    private OAuthProvider provider(TransportType type) {
        OAuthProvider preset = OAuthProvider.preset(type);
        List<String> scopes = properties.list(OAuthProvider.key(type, "scopes"), OAuthSection::scope);
        return new OAuthProvider(
                type,
                client(type),
                properties
                        .parsed(OAuthProvider.key(type, "authorizationEndpoint"), value -> url(value, false))
                        .orElse(preset.authorizationEndpoint()),
                properties
                        .parsed(OAuthProvider.key(type, "tokenEndpoint"), value -> url(value, false))
                        .orElse(preset.tokenEndpoint()),
                scopes.isEmpty() ? preset.scopes() : scopes,
                properties
                        .parsed(OAuthProvider.key(type, "smtpHost"), DomainName::parse)
                        .orElse(preset.smtpHost()),
                properties
                        .number(OAuthProvider.key(type, "smtpPort"), 1, LAST_PORT)
                        .orElse(preset.smtpPort()),
                properties
                        .parsed(OAuthProvider.key(type, "smtpSecurity"), ConnectionSecurity::parse)
                        .orElse(preset.smtpSecurity()));
    }

    private Optional<OAuthClient> client(TransportType type) {
        Optional<String> id = properties.text(OAuthProvider.key(type, "clientId"));
        Optional<Secret> secret =
                properties.text(OAuthProvider.key(type, "clientSecret")).map(Secret::new);
        if (id.isEmpty() && secret.isPresent()) {
            throw new ConfigurationMistake(
                    OAuthProvider.key(type, "clientId"), "a client secret is given but no client identifier");
        }
        return id.map(client -> new OAuthClient(client, secret));
    }

    /** RFC 6749 section 3.3. */
    private static String scope(String value) {
        if (!value.matches("[\\x21\\x23-\\x5b\\x5d-\\x7e]+")) {
            throw new IllegalArgumentException("scopes without spaces expected, separated by commas");
        }
        return value;
    }

    /**
     * Codes, tokens and the desk's secret go there: over TLS, or not out of this machine.
     *
     * @param evenPlain for the desk's own address, where the provider decides what it takes
     */
    private static URI url(String value, boolean evenPlain) {
        try {
            URI url = new URI(value);
            boolean https = "https".equals(url.getScheme());
            boolean http = "http".equals(url.getScheme()) && (evenPlain || THIS_MACHINE.contains(url.getHost()));
            if (url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null && (https || http)) {
                return url;
            }
        } catch (URISyntaxException e) {
            // said below, without repeating what may hold a secret
        }
        throw new IllegalArgumentException("https://host/path expected"
                + (evenPlain ? ", or http://host/path" : " (http only for this machine itself)"));
    }
}
