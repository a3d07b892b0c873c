package org.jamesdesk.mailets.delivery;

import java.util.Objects;
import org.jamesdesk.sender.Credentials;
import org.jamesdesk.sender.Credentials.OAuthTokens;
import org.jamesdesk.sender.Credentials.Password;
import org.jamesdesk.sender.Secret;
import org.jamesdesk.sender.SmtpRelay;

/**
 * What is shown to a relay.
 *
 * @param relay the relay, and who logs in
 * @param secret the password or access token
 * @param isToken whether it is an access token (XOAUTH2), not a password
 */
record RelayAccount(SmtpRelay relay, Secret secret, boolean isToken) {
    RelayAccount {
        Objects.requireNonNull(relay, "relay");
        Objects.requireNonNull(secret, "secret");
    }

    static RelayAccount of(SmtpRelay relay, Credentials credentials) {
        if (credentials instanceof OAuthTokens tokens) {
            return withToken(relay, tokens.accessToken());
        }
        return new RelayAccount(relay, ((Password) credentials).password(), false);
    }

    static RelayAccount withToken(SmtpRelay relay, Secret accessToken) {
        return new RelayAccount(relay, accessToken, true);
    }
}
