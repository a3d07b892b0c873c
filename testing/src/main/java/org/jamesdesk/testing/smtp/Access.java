package org.jamesdesk.testing.smtp;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Whom a scripted peer lets in, and by which connection.
 *
 * @param tls encrypts
 * @param fromTheFirstByte whether encryption begins with the connection (RFC 8314), else after STARTTLS
 * @param mechanisms how to log in; empty: nobody has to
 * @param proof what a right login shows, decoded: {@code \0user\0password} or the text of XOAUTH2
 * @param replies what a login is answered whatever it shows; empty: it is checked
 */
record Access(
        Optional<SSLContext> tls,
        boolean fromTheFirstByte,
        List<String> mechanisms,
        String proof,
        Optional<Script> replies) {

    static String password(String user, String password) {
        return "\0" + user + "\0" + password;
    }

    static String token(String user, String token) {
        return "user=" + user + "\1auth=Bearer " + token + "\1\1";
    }

    /** Who shows that. */
    static String user(String shown) {
        return shown.startsWith("\0") ? shown.split("\0")[1] : shown.replaceAll("(?s)^user=|\1.*", "");
    }

    static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    boolean wantsLogin() {
        return !mechanisms.isEmpty();
    }

    /** What EHLO announces beside the other extensions: no login before STARTTLS where there is STARTTLS. */
    List<String> extensions(boolean isSecret) {
        if (tls.isPresent() && !isSecret) {
            return List.of("STARTTLS");
        }
        return wantsLogin() ? List.of("AUTH " + String.join(" ", mechanisms)) : List.of();
    }

    Reaction login(String shown) {
        return replies.map(Script::next)
                .orElseGet(() -> Reaction.reply(
                        shown.equals(proof) ? "235 2.7.0 Welcome" : "535 5.7.8 Bad user name or password"));
    }

    static boolean isSecret(Socket socket) {
        return socket instanceof SSLSocket;
    }
}
