package org.jamesdesk.mailets.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jamesdesk.sender.LoginRefusedException;
import org.jamesdesk.sender.SmtpRelay;

/**
 * Says in an administrator's words why a relay does not let a sender in, and what to do about it (R44). Lasting is what a
 * person must mend: a wrong password, a certificate that proves nothing, no encryption. A server that does not answer is not.
 */
final class LoginRefusals {
    private static final int MAX_ANSWER = 300;

    /** Gmail 534-5.7.9 and 535-5.7.8, iCloud, Yahoo, Zoho and others: a password made for programs is wanted. */
    private static final Pattern APP_PASSWORD = Pattern.compile(
            "(?i)app(lication)?[- ]specific|app[- ]password|InvalidSecondFactor|two[- ](factor|step)|2-step|[45]\\.7\\.9\\b");

    /** Microsoft 535 5.7.139 and others: no passwords from programs at all. */
    private static final Pattern NO_PASSWORDS =
            Pattern.compile("(?i)basic auth\\w* is disabled|SmtpClientAuth\\w* is disabled|5\\.7\\.139\\b|oauth");

    private static final int APPLICATION_PASSWORD_NEEDED = 534;

    private LoginRefusals() {}

    /** The server answered the login with no. */
    static LoginRefusedException answered(RelayAccount account, int code, String answer) {
        String server = account.relay().asString();
        String said = said(account, answer);
        if (code / 100 == 4) {
            return new LoginRefusedException(server + " cannot check the login now." + said, false);
        }
        if (account.isToken()) {
            return new LoginRefusedException(
                    server + " does not accept what the provider gave for "
                            + account.relay().username()
                            + ": give consent again, with the account that may send from this address." + said,
                    true);
        }
        if (NO_PASSWORDS.matcher(answer).find()) {
            return new LoginRefusedException(
                    server + " takes no passwords from programs for this account; use the provider's own transport"
                            + " (outlook, microsoft365 or google), or have its administrator allow SMTP logins." + said,
                    true);
        }
        if (code == APPLICATION_PASSWORD_NEEDED || APP_PASSWORD.matcher(answer).find()) {
            return new LoginRefusedException(
                    server
                            + " wants an app password: an account with two-factor authentication does not let programs in"
                            + " with its own password. Make one in the security settings of the account and use it here."
                            + said,
                    true);
        }
        return new LoginRefusedException(
                server + " refuses the user name or the password; check both. If the account has two-factor"
                        + " authentication it needs an app password." + said,
                true);
    }

    static LoginRefusedException noStartTls(SmtpRelay relay) {
        return new LoginRefusedException(
                relay.asString()
                        + " offers no STARTTLS, so nothing secret is said to it. Use 'ssl' with the port for it"
                        + " (mostly 465), or another port.",
                true);
    }

    static LoginRefusedException noLogin(RelayAccount account) {
        return new LoginRefusedException(
                account.relay().asString() + " offers no login "
                        + (account.isToken() ? "with a provider's token (XOAUTH2)" : "with a password (PLAIN, LOGIN)")
                        + " on this port and connection. Some servers offer it only on an encrypted connection: use"
                        + " 'starttls' or 'ssl'.",
                true);
    }

    static LoginRefusedException unknownHost(SmtpRelay relay) {
        return new LoginRefusedException(
                "The name " + relay.host() + " has no address: check how it is written.", false);
    }

    static LoginRefusedException noCredentials(SmtpRelay relay) {
        return new LoginRefusedException(
                "The desk has no password or consent for " + relay.asString() + ": authenticate the address again.",
                true);
    }

    /** The server answered something else than SMTP wants, before the login. */
    static LoginRefusedException notReady(RelayAccount account, String answer) {
        return new LoginRefusedException(
                account.relay().asString() + " does not talk to this server now." + said(account, answer), false);
    }

    /** The connection or its encryption did not come about. */
    static LoginRefusedException failed(SmtpRelay relay, Throwable failure) {
        String server = relay.asString();
        if (isCausedBy(failure, CertificateExpiredException.class)
                || isCausedBy(failure, CertificateNotYetValidException.class)) {
            return new LoginRefusedException(
                    "The certificate of " + server
                            + " has expired or is not valid yet, so it does not prove who the server"
                            + " is. Its operator has to renew it.",
                    true);
        }
        if (isCausedBy(failure, CertPathBuilderException.class)
                || isCausedBy(failure, CertPathValidatorException.class)) {
            return new LoginRefusedException(
                    "The certificate of " + server
                            + " comes from an authority that this server does not trust. If it is"
                            + " the organisation's own, add it to the trust store (delivery.trustStore).",
                    true);
        }
        if (isCausedBy(failure, CertificateException.class)) {
            return new LoginRefusedException(
                    "The certificate of " + server + " is for another name than " + relay.host()
                            + ". Write the name that the operator of the server gives for it.",
                    true);
        }
        if (isCausedBy(failure, SSLException.class)) {
            return new LoginRefusedException(
                    "No encrypted connection to " + server + ": " + rootMessage(failure)
                            + ". Check whether the port wants 'ssl' (mostly 465) or 'starttls' (mostly 587).",
                    false);
        }
        return new LoginRefusedException(
                server + " does not answer (" + rootMessage(failure)
                        + "). Check the name, the port and the kind of connection, and whether a firewall lets this server"
                        + " out.",
                false);
    }

    /** A server that repeats the secret it was given is not quoted. */
    private static String said(RelayAccount account, String answer) {
        String line = answer.replaceAll("[\\p{Cntrl}\\s]+", " ").trim();
        if (line.isEmpty() || holdsSecret(account, line)) {
            return "";
        }
        return " It says: " + (line.length() <= MAX_ANSWER ? line : line.substring(0, MAX_ANSWER) + "…");
    }

    private static boolean holdsSecret(RelayAccount account, String line) {
        String user = account.relay().username();
        String secret = account.secret().reveal();
        Stream<String> encoded = Stream.of(
                        secret, "\0" + user + "\0" + secret, "user=" + user + "\1auth=Bearer " + secret + "\1\1")
                .map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        // JavaMail reads answers byte for byte as characters.
        String bytewise = new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return !secret.isEmpty()
                && Stream.concat(Stream.of(secret, bytewise), encoded).anyMatch(line::contains);
    }

    /** The answer with nothing in it that the server was told in confidence. */
    static String withoutSecret(RelayAccount account, String answer) {
        return holdsSecret(account, answer)
                ? answer.substring(0, Math.min(3, answer.length())) + " (not shown)"
                : answer;
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> kind) {
        return Stream.iterate(Optional.of(failure), Optional::isPresent, cause -> cause.map(Throwable::getCause))
                .flatMap(Optional::stream)
                .anyMatch(kind::isInstance);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        boolean telling = root instanceof IOException && root.getMessage() != null;
        return telling ? root.getMessage() : "the connection was closed";
    }
}
