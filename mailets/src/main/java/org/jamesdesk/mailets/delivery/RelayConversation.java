package org.jamesdesk.mailets.delivery;

import java.net.Socket;
import java.util.Optional;
import java.util.Properties;
import javax.mail.MessagingException;
import javax.net.ssl.SSLSocketFactory;
import org.jamesdesk.delivery.SmtpStage;
import org.jamesdesk.mailets.delivery.RelayRefusedException.Progress;
import org.jamesdesk.sender.ConnectionSecurity;
import org.jamesdesk.sender.LoginRefusedException;

/**
 * One conversation with a sender's relay: encrypted as asked or not at all, and begun with a login. Nothing secret is said
 * before both the encryption and the way to log in are certain.
 */
final class RelayConversation extends SmtpConversation {
    private final RelayAccount account;

    RelayConversation(String heloName, SSLSocketFactory tls, RelayAccount account) {
        super(heloName, properties(tls, account));
        this.account = account;
    }

    private static Properties properties(SSLSocketFactory tls, RelayAccount account) {
        boolean startTls = account.relay().security() == ConnectionSecurity.STARTTLS;
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
        properties.put("mail.smtp.ssl.socketFactory", tls);
        properties.setProperty("mail.smtp.auth", "true");
        properties.setProperty("mail.smtp.auth.mechanisms", account.isToken() ? "XOAUTH2" : "PLAIN LOGIN");
        properties.setProperty("mail.smtp.quitwait", "false");
        return properties;
    }

    /** A refusal on its way through JavaMail. */
    private static final class Refused extends MessagingException {
        private static final long serialVersionUID = 1L;

        private final LoginRefusedException reason;

        Refused(LoginRefusedException reason) {
            super(reason.getMessage());
            this.reason = reason;
        }
    }

    /**
     * Reads the greeting, makes the connection secret and logs in.
     *
     * @param socket encrypted already when TLS begins with the first byte
     */
    synchronized void login(Socket socket) throws LoginRefusedException {
        try {
            begin(socket);
        } catch (Refused e) {
            throw e.reason;
        } catch (MessagingException e) {
            throw explained(e);
        }
    }

    private LoginRefusedException explained(MessagingException failure) {
        int code = getLastReturnCode();
        if (isNetworkFailure(failure) || code < 0) {
            return LoginRefusals.failed(account.relay(), failure);
        }
        boolean atLogin = failure instanceof javax.mail.AuthenticationFailedException;
        return atLogin
                ? LoginRefusals.answered(account, code, getLastServerResponse())
                : LoginRefusals.notReady(account, getLastServerResponse());
    }

    @Override
    protected synchronized boolean protocolConnect(String host, int port, String user, String password)
            throws MessagingException {
        return super.protocolConnect(
                host, port, account.relay().username(), account.secret().reveal());
    }

    @Override
    protected boolean ehlo(String domain) throws MessagingException {
        boolean understood = super.ehlo(domain);
        boolean secretSoon = account.relay().security() == ConnectionSecurity.STARTTLS && !isSSL();
        if (secretSoon && !supportsExtension("STARTTLS")) {
            throw new Refused(LoginRefusals.noStartTls(account.relay()));
        }
        if (!secretSoon && !offersLogin()) {
            throw new Refused(LoginRefusals.noLogin(account));
        }
        if (!secretSoon) {
            reached(SmtpStage.AUTH);
        }
        return understood;
    }

    /** How far it came. */
    synchronized Progress progress() {
        return new Progress(
                Optional.of(address()),
                stage(),
                isEncrypted(),
                Optional.of(getLastReturnCode()).filter(code -> code >= 400));
    }

    private boolean offersLogin() {
        return account.isToken()
                ? supportsAuthentication("XOAUTH2")
                : supportsAuthentication("PLAIN") || supportsAuthentication("LOGIN");
    }

    /** What it says is recorded with the delivery and shown. */
    @Override
    public synchronized String getLastServerResponse() {
        String response = super.getLastServerResponse();
        return response == null ? "" : LoginRefusals.withoutSecret(account, response);
    }
}
