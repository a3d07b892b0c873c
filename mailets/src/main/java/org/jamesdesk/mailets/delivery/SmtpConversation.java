package org.jamesdesk.mailets.delivery;

import com.sun.mail.smtp.SMTPSendFailedException;
import com.sun.mail.smtp.SMTPTransport;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.net.ssl.SSLSocket;
import org.jamesdesk.delivery.SmtpStage;
import org.jamesdesk.mailets.delivery.Outcome.Kind;

/**
 * One conversation with one server about one mail. JavaMail's transport opens it, negotiates TLS and writes the data;
 * the commands of the mail are given here one by one, because {@code sendMessage} hides in which of them a conversation
 * ended and changes the bytes.
 */
class SmtpConversation extends SMTPTransport {
    private static final int OK = 250;
    private static final int TOO_LARGE = 552;
    private static final String END_OF_STREAM = "[EOF]";

    private Socket connection;
    private SmtpStage stage = SmtpStage.CONNECT;
    /** Kept here, because JavaMail forgets it with the connection. */
    private boolean tls;

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
     * Says HELO only where EHLO is not known (RFC 5321 section 4.1.4), so that the answer of a server that is not ready is
     * heard. What goes wrong right after the handshake is a failure of TLS: a server that does not like it may say so late.
     */
    @Override
    protected boolean ehlo(String domain) throws MessagingException {
        boolean understood;
        tls = isSSL();
        try {
            understood = super.ehlo(domain);
        } catch (MessagingException e) {
            throw tls ? new TlsFailedException(e) : e;
        }
        int code = getLastReturnCode();
        if (understood || code / 100 == 5) {
            return understood;
        }
        MessagingException failure = new MessagingException(said());
        throw tls && code < 0 ? new TlsFailedException(failure) : failure;
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int code = super.readServerResponse();
        if (stage == SmtpStage.CONNECT && code >= 0) {
            reached(SmtpStage.EHLO);
        }
        return code;
    }

    /** What the next answer belongs to. */
    final void reached(SmtpStage next) {
        stage = next;
    }

    /** What the last answer belongs to. */
    final SmtpStage stage() {
        return stage;
    }

    final boolean isEncrypted() {
        return tls;
    }

    /** The IP address of the other end. */
    final String address() {
        return connection.getInetAddress().getHostAddress();
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
            begin(socket);
            return Outcome.answered(OK, "", tls);
        } catch (TlsFailedException e) {
            throw e;
        } catch (MessagingException e) {
            return failed(e).beforeTheMail().at(stage);
        }
    }

    final void begin(Socket socket) throws MessagingException {
        connection = socket;
        tls = socket instanceof SSLSocket;
        connect(socket);
    }

    /**
     * Hands the mail over.
     *
     * @param sevenBit encodes it when the server does not take eight bits
     * @throws IOException when the mail cannot be read
     */
    synchronized Outcome handOver(OutgoingMail mail, SevenBit sevenBit) throws IOException {
        boolean convert = mail.eightBit() && !supportsExtension("8BITMIME");
        OutgoingMail sent = convert ? mail.with(sevenBit.encode(mail.content())) : mail;
        return impossible(sent).orElseGet(() -> converse(sent)).at(stage);
    }

    /** Why there is no point in asking the server. */
    private Optional<Outcome> impossible(OutgoingMail mail) {
        if (!mail.hasAsciiEnvelope() && !supportsExtension("SMTPUTF8")) {
            return Optional.of(Outcome.failed(
                    Kind.REFUSED, "5.6.7", "the server takes no addresses with other than ASCII letters", tls));
        }
        return largest()
                .filter(bytes -> bytes < mail.content().size())
                .map(bytes -> Outcome.foreseen(
                        TOO_LARGE,
                        "5.3.4",
                        "the server takes mails of at most " + bytes + " bytes, this one has "
                                + mail.content().size(),
                        tls));
    }

    /** The size limit that the server has announced (RFC 1870); 0 stands for none. */
    private Optional<Long> largest() {
        return Optional.ofNullable(getExtensionParameter("SIZE"))
                .filter(size -> size.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .filter(size -> size > 0);
    }

    private Outcome converse(OutgoingMail mail) {
        EnvelopeParameters parameters = EnvelopeParameters.of(mail, this::supportsExtension);
        try {
            reached(SmtpStage.MAIL);
            int code = command("MAIL FROM:<" + mail.sender() + ">" + parameters.mail());
            if (!isPositive(code)) {
                return answered(code);
            }
            reached(SmtpStage.RCPT);
            code = command("RCPT TO:<" + mail.recipient() + ">" + parameters.recipient());
            if (!isPositive(code)) {
                return answered(code);
            }
            reached(SmtpStage.DATA);
            mail.writeTo(data());
            // Only the limit of the whole conversation holds now. Servers check the mail before they answer; RFC 5321
            // section
            // 4.5.3.2.6 gives them ten minutes, and who does not wait sends the mail twice.
            connection.setSoTimeout(0);
        } catch (MessagingException e) {
            return failed(e);
        } catch (IOException e) {
            return lost(rootMessage(e));
        }
        reached(SmtpStage.END_OF_DATA);
        return finish();
    }

    private Outcome finish() {
        try {
            finishData();
            return Outcome.answered(OK, getLastServerResponse(), tls);
        } catch (SMTPSendFailedException e) {
            int code = e.getReturnCode();
            boolean decided = isPositive(code) || isNegative(code);
            return decided ? Outcome.answered(code, getLastServerResponse(), tls) : unknown(said());
        } catch (MessagingException | IOException e) {
            return unknown(rootMessage(e));
        }
    }

    private Outcome unknown(String why) {
        return Outcome.failed(
                Kind.UNKNOWN,
                "4.4.2",
                "the mail was sent completely, but no answer came (" + why
                        + "): the outcome is unknown, the next try carries the same Message-ID",
                tls);
    }

    private int command(String line) throws MessagingException {
        return simpleCommand(line.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isPositive(int code) {
        return code / 100 == 2;
    }

    private static boolean isNegative(int code) {
        return code >= 400 && code < 600;
    }

    /** The end of a conversation before the mail was sent, by a failure of the network or by an answer. */
    private Outcome failed(MessagingException failure) {
        return isNetworkFailure(failure) ? lost(rootMessage(failure)) : answered(getLastReturnCode());
    }

    /** An answer that is not the one hoped for. */
    private Outcome answered(int code) {
        if (isNegative(code)) {
            return Outcome.answered(code, getLastServerResponse(), tls);
        }
        if (code < 0 && END_OF_STREAM.equals(getLastServerResponse())) {
            return lost(said());
        }
        return Outcome.failed(Kind.DEFERRED, "4.5.0", "the server does not speak SMTP: " + said(), tls);
    }

    private String said() {
        String response = getLastServerResponse();
        return END_OF_STREAM.equals(response) ? "the server closed the connection" : response;
    }

    private Outcome lost(String why) {
        return Outcome.failed(Kind.UNREACHABLE, "4.4.2", "the connection failed: " + why, tls);
    }

    static boolean isNetworkFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
