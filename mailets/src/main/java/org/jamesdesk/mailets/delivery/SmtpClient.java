package org.jamesdesk.mailets.delivery;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.mail.MessagingException;
import org.apache.mailet.MailetContext;
import org.jamesdesk.delivery.SmtpStage;
import org.jamesdesk.mailets.delivery.Connections.Connection;
import org.jamesdesk.mailets.delivery.Connections.Limits;
import org.jamesdesk.mailets.delivery.Outcome.Kind;
import org.jamesdesk.mailets.delivery.SmtpConversation.TlsFailedException;

/** Hands a mail to one server within bounded time: encrypted when the server offers it, else in plain text. */
final class SmtpClient implements AutoCloseable {
    private final DeliverySettings settings;
    private final SevenBit sevenBit;
    private final Connections connections = new Connections();

    SmtpClient(DeliverySettings settings, MailetContext context) {
        this.settings = settings;
        this.sevenBit = new SevenBit(context);
    }

    /** @throws IOException when the mail itself cannot be read; never because of the server */
    Outcome send(OutgoingMail mail, InetSocketAddress server) throws IOException {
        try {
            return converse(mail, server, true);
        } catch (TlsFailedException e) {
            return sendPlain(mail, server, e);
        }
    }

    private Outcome sendPlain(OutgoingMail mail, InetSocketAddress server, TlsFailedException reason)
            throws IOException {
        try {
            return converse(mail, server, false)
                    .remarking("not encrypted, because TLS failed: " + SmtpConversation.rootMessage(reason));
        } catch (TlsFailedException e) {
            e.addSuppressed(reason);
            throw new IllegalStateException("TLS was not asked for", e);
        }
    }

    private Outcome converse(OutgoingMail mail, InetSocketAddress server, boolean withTls)
            throws TlsFailedException, IOException {
        Connection opened;
        try {
            opened = connections.open(server, Limits.of(settings));
        } catch (IOException e) {
            String why = "no connection to " + server.getAddress().getHostAddress() + ": " + e.getMessage();
            return Outcome.failed(Kind.UNREACHABLE, "4.4.1", why, false).at(SmtpStage.CONNECT);
        }
        try (Connection connection = opened) {
            return handOver(mail, connection.socket(), new SmtpConversation(settings.heloName(), withTls));
        }
    }

    private Outcome handOver(OutgoingMail mail, Socket socket, SmtpConversation conversation)
            throws IOException, TlsFailedException {
        try {
            Outcome opened = conversation.open(socket);
            return opened.kind() == Kind.ACCEPTED ? conversation.handOver(mail, sevenBit) : opened;
        } finally {
            quit(conversation);
        }
    }

    /** What happens after the answer to the mail does not change that answer. */
    private static void quit(SmtpConversation conversation) {
        try {
            conversation.close();
        } catch (MessagingException e) {
            return;
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
