package org.jamesdesk.credentials;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.sender.ConnectionSecurity;
import org.jamesdesk.sender.SmtpRelay;
import org.jamesdesk.sender.TransportType;

/**
 * A provider of mail that lets programs in by OAuth, and how this desk reaches it.
 *
 * @param type which one
 * @param client this desk's registration; empty: none, so that the provider cannot be used
 * @param authorizationEndpoint where the owner of an address agrees
 * @param tokenEndpoint where codes become tokens
 * @param scopes what the owner is asked for
 * @param smtpHost the server that takes its mail
 * @param smtpPort the port of that server
 * @param smtpSecurity how the connection to it is protected
 */
public record OAuthProvider(
        TransportType type,
        Optional<OAuthClient> client,
        URI authorizationEndpoint,
        URI tokenEndpoint,
        List<String> scopes,
        String smtpHost,
        int smtpPort,
        ConnectionSecurity smtpSecurity) {
    private static final int SUBMISSION = 587;
    private static final List<String> MICROSOFT_SCOPES =
            List.of("openid", "email", "profile", "offline_access", "https://outlook.office.com/SMTP.Send");

    public OAuthProvider {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(authorizationEndpoint, "authorizationEndpoint");
        Objects.requireNonNull(tokenEndpoint, "tokenEndpoint");
        scopes = List.copyOf(scopes);
        Objects.requireNonNull(smtpHost, "smtpHost");
        Objects.requireNonNull(smtpSecurity, "smtpSecurity");
    }

    /**
     * What a provider has published about itself, without a registration of this desk.
     *
     * @throws IllegalArgumentException when the transport is not one of the providers
     */
    public static OAuthProvider preset(TransportType type) {
        return switch (type) {
            case OUTLOOK -> microsoft(type, "consumers", "smtp-mail.outlook.com");
            case MICROSOFT365 -> microsoft(type, "organizations", "smtp.office365.com");
            case GOOGLE -> new OAuthProvider(
                    type,
                    Optional.empty(),
                    URI.create("https://accounts.google.com/o/oauth2/v2/auth"),
                    URI.create("https://oauth2.googleapis.com/token"),
                    List.of("openid", "email", "https://mail.google.com/"),
                    "smtp.gmail.com",
                    SUBMISSION,
                    ConnectionSecurity.STARTTLS);
            case SERVER, SMTP -> throw new IllegalArgumentException("'" + type.apiName() + "' is no OAuth provider");
        };
    }

    private static OAuthProvider microsoft(TransportType type, String accounts, String smtpHost) {
        String endpoints = "https://login.microsoftonline.com/" + accounts + "/oauth2/v2.0/";
        return new OAuthProvider(
                type,
                Optional.empty(),
                URI.create(endpoints + "authorize"),
                URI.create(endpoints + "token"),
                MICROSOFT_SCOPES,
                smtpHost,
                SUBMISSION,
                ConnectionSecurity.STARTTLS);
    }

    /** The key in {@code desk.properties} of one of its settings. */
    public static String key(TransportType type, String setting) {
        return "oauth." + type.apiName() + "." + setting;
    }

    /** The server to which the mail of an address goes, where the address is also the name of the user. */
    public SmtpRelay relay(EmailAddress address) {
        return new SmtpRelay(smtpHost, smtpPort, smtpSecurity, address.asString());
    }

    /**
     * What this provider wants to be told beyond the standard. Google gives a refresh token only for offline access, and
     * only when the owner is asked, also when he has agreed before; at Microsoft the scope {@code offline_access} does it.
     */
    Map<String, String> extraParameters() {
        return type == TransportType.GOOGLE
                ? Map.of("access_type", "offline", "prompt", "consent")
                : Map.of("prompt", "select_account");
    }
}
