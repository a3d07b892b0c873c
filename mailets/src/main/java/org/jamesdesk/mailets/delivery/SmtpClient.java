package org.jamesdesk.mailets.delivery;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.mail.MessagingException;
import org.apache.mailet.MailetContext;
import org.jamesdesk.mailets.delivery.Outcome.Kind;
import org.jamesdesk.mailets.delivery.SmtpConversation.TlsFailedException;

/** Hands a mail to one server within bounded time: encrypted when the server offers it, else in plain text. */
final class SmtpClient implements AutoCloseable {
    private final DeliverySettings settings;
    private final SevenBit sevenBit;
    private final ScheduledThreadPoolExecutor watchdog;

    SmtpClient(DeliverySettings settings, MailetContext context) {
        this.settings = settings;
        this.sevenBit = new SevenBit(context);
        this.watchdog = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "desk-delivery-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        this.watchdog.setRemoveOnCancelPolicy(true);
    }

    Outcome send(OutgoingMail mail, InetSocketAddress server) {
        try {
            return converse(mail, server, true);
        } catch (TlsFailedException e) {
            return sendPlain(mail, server, e);
        }
    }

    private Outcome sendPlain(OutgoingMail mail, InetSocketAddress server, TlsFailedException reason) {
        try {
            return converse(mail, server, false);
        } catch (TlsFailedException e) {
            e.addSuppressed(reason);
            throw new IllegalStateException("TLS was not asked for", e);
        }
    }

    private Outcome converse(OutgoingMail mail, InetSocketAddress server, boolean withTls) throws TlsFailedException {
        Duration limit = settings.timeout().multipliedBy(DeliverySettings.CONVERSATION_TIMEOUTS);
        try (Socket socket = new BoundedSocket()) {
            Future<?> deadline = watchdog.schedule(() -> close(socket), limit.toMillis(), TimeUnit.MILLISECONDS);
            try {
                socket.connect(server, Math.toIntExact(settings.connectTimeout().toMillis()));
                socket.setSoTimeout(Math.toIntExact(settings.timeout().toMillis()));
                return handOver(mail, socket, new SmtpConversation(settings, withTls, sevenBit));
            } finally {
                deadline.cancel(false);
            }
        } catch (IOException e) {
            return Outcome.failed(
                    Kind.UNREACHABLE,
                    "4.4.1",
                    "no connection to " + server.getAddress().getHostAddress() + ": " + e.getMessage(),
                    false);
        }
    }

    private static Outcome handOver(OutgoingMail mail, Socket socket, SmtpConversation conversation)
            throws IOException, TlsFailedException {
        try {
            Outcome opened = conversation.open(socket);
            return opened.kind() == Kind.ACCEPTED ? conversation.handOver(mail) : opened;
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

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
    }
}
