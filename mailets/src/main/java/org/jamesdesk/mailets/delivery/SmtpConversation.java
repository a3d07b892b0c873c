package org.jamesdesk.mailets.delivery;

import com.sun.mail.smtp.SMTPSendFailedException;
import com.sun.mail.smtp.SMTPTransport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import javax.mail.MessagingException;
import javax.mail.Session;
import org.jamesdesk.mailets.delivery.Outcome.Kind;

/**
 * One conversation with one server about one mail. JavaMail's transport opens it, negotiates TLS and writes the data;
 * the commands of the mail are given here one by one, because {@code sendMessage} hides in which of them a conversation
 * ended and changes the bytes.
 */
class SmtpConversation extends SMTPTransport {
    private static final int OK = 250;

    /** With a server that some domain names for its mail. */
    SmtpConversation(String heloName, boolean withTls) {
        this(heloName, properties(withTls));
    }

    SmtpConversation(String heloName, Properties properties) {
        super(Session.getInstance(properties), null);
        setLocalHost(heloName);
    }

    private static Properties properties(boolean withTls) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(withTls));
        // Opportunistic (RFC 7435): an unverified certificate is better than plain text, and nothing is promised.
        properties.setProperty("mail.smtp.ssl.trust", "*");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "false");
        properties.setProperty("mail.smtp.quitwait", "false");
        return properties;
    }

    /** TLS was offered and did not come about; the connection is of no use any more. */
    static final class TlsFailedException extends MessagingException {
        private static final long serialVersionUID = 1L;

        TlsFailedException(MessagingException cause) {
            super(cause.getMessage(), cause);
        }
    }

    @Override
    protected void startTLS() throws MessagingException {
        try {
            super.startTLS();
        } catch (MessagingException e) {
            throw new TlsFailedException(e);
        }
    }

    /**
     * Leaves out the RSET that JavaMail sends after a refusal: the connection is not used again, and a server that hangs
     * up after its refusal would make JavaMail report a broken connection instead of the refusal.
     */
    @Override
    public synchronized void issueCommand(String command, int expected) throws MessagingException {
        if (!command.equals("RSET")) {
            super.issueCommand(command, expected);
        }
    }

    /**
     * Reads the greeting and introduces this server.
     *
     * @return {@link Kind#ACCEPTED}, or why the server is not ready to talk
     */
    synchronized Outcome open(Socket socket) throws TlsFailedException {
        try {
            connect(socket);
            return Outcome.answered(OK, "", isSSL());
        } catch (TlsFailedException e) {
            throw e;
        } catch (MessagingException e) {
            return notAnswered(e).beforeTheMail();
        }
    }

    /**
     * Hands the mail over.
     *
     * @param sevenBit encodes it when the server does not take eight bits
     */
    synchronized Outcome handOver(OutgoingMail mail, SevenBit sevenBit) throws IOException {
        if (!mail.hasAsciiEnvelope() && !supportsExtension("SMTPUTF8")) {
            return Outcome.failed(
                    Kind.REFUSED, "5.6.7", "the server takes no addresses with other than ASCII letters", isSSL());
        }
        boolean convert = mail.eightBit() && !supportsExtension("8BITMIME");
        OutgoingMail sent =
                convert ? OutgoingMail.of(mail.sender(), mail.recipient(), sevenBit.encode(mail.content())) : mail;
        try {
            int code = command("MAIL FROM:<" + sent.sender() + ">" + parameters(sent));
            if (!isPositive(code)) {
                return answered(code);
            }
            code = command("RCPT TO:<" + sent.recipient() + ">");
            if (!isPositive(code)) {
                return answered(code);
            }
            OutputStream out = data();
            sent.writeTo(out);
        } catch (SMTPSendFailedException e) {
            return answered(e.getReturnCode());
        } catch (MessagingException e) {
            return notAnswered(e);
        } catch (IOException e) {
            return lost(rootMessage(e));
        }
        return finish();
    }

    private Outcome finish() {
        try {
            finishData();
            return Outcome.answered(OK, getLastServerResponse(), isSSL());
        } catch (SMTPSendFailedException e) {
            return isPositive(e.getReturnCode())
                    ? Outcome.answered(e.getReturnCode(), getLastServerResponse(), isSSL())
                    : notTaken(e.getReturnCode());
        } catch (MessagingException | IOException e) {
            return unknown(rootMessage(e));
        }
    }

    private Outcome unknown(String why) {
        return Outcome.failed(
                Kind.UNKNOWN,
                "4.4.2",
                "the mail was sent completely, but " + why
                        + " before the server answered: the outcome is unknown, the next try carries the same Message-ID",
                isSSL());
    }

    private String parameters(OutgoingMail mail) {
        StringBuilder parameters = new StringBuilder();
        if (supportsExtension("SIZE")) {
            parameters.append(" SIZE=").append(mail.content().size());
        }
        if (supportsExtension("8BITMIME") && mail.eightBit()) {
            parameters.append(" BODY=8BITMIME");
        }
        if (!mail.hasAsciiEnvelope()) {
            parameters.append(" SMTPUTF8");
        }
        return parameters.toString();
    }

    private int command(String line) throws MessagingException {
        return simpleCommand(line.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isPositive(int code) {
        return code / 100 == 2;
    }

    private Outcome notTaken(int code) {
        return code < 0 ? unknown("the connection was closed") : answered(code);
    }

    /** A negative answer; nothing else may end a conversation before the mail was sent. */
    private Outcome answered(int code) {
        if (code < 0) {
            return lost("the server closed the connection");
        }
        if (code < 400 || code > 599) {
            return Outcome.failed(
                    Kind.DEFERRED, "4.5.0", "the server does not speak SMTP: " + getLastServerResponse(), isSSL());
        }
        return Outcome.answered(code, getLastServerResponse(), isSSL());
    }

    /** A failure outside an answer, or an answer that JavaMail turned into a failure (greeting, EHLO). */
    private Outcome notAnswered(MessagingException failure) {
        int code = getLastReturnCode();
        boolean refused = code >= 400 && code < 600 && !isNetworkFailure(failure);
        return refused ? Outcome.answered(code, getLastServerResponse(), isSSL()) : lost(rootMessage(failure));
    }

    private Outcome lost(String why) {
        return Outcome.failed(Kind.UNREACHABLE, "4.4.2", "the connection failed: " + why, isSSL());
    }

    static boolean isNetworkFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
