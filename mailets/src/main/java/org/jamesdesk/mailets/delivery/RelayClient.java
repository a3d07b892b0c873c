package org.jamesdesk.mailets.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import javax.mail.MessagingException;
import javax.net.ssl.SSLSocket;
import org.jamesdesk.mailets.delivery.Connections.Connection;
import org.jamesdesk.mailets.delivery.Connections.Limits;
import org.jamesdesk.mailets.delivery.RelayRefusedException.Progress;
import org.jamesdesk.sender.ConnectionSecurity;
import org.jamesdesk.sender.LoginRefusedException;
import org.jamesdesk.sender.SmtpRelay;

/** Opens conversations with relays: connected, encrypted as asked, logged in, within bounded time. */
final class RelayClient implements AutoCloseable {
    /** A host may have any number of addresses; asking more of them would only hold the thread. */
    private static final int MAX_ADDRESSES = 4;

    /** What is done in a conversation. */
    interface Task<T> {
        T run(RelayConversation conversation) throws IOException;
    }

    private final String heloName;
    private final RelayTls tls;
    private final Connections connections = new Connections();

    RelayClient(String heloName, RelayTls tls) {
        this.heloName = heloName;
        this.tls = tls;
    }

    /**
     * Does something in a conversation that begins with the login.
     *
     * @throws RelayRefusedException when it does not come to that
     * @throws IOException what the task threw
     */
    <T> T loggedIn(RelayAccount account, Limits limits, Task<T> task) throws RelayRefusedException, IOException {
        try (Connection connection = connect(account.relay(), limits)) {
            RelayConversation conversation = new RelayConversation(heloName, tls, account);
            try {
                logIn(conversation, secured(account.relay(), connection.socket()));
                return task.run(conversation);
            } finally {
                quit(conversation);
            }
        }
    }

    private static void logIn(RelayConversation conversation, Socket socket) throws RelayRefusedException {
        try {
            conversation.login(socket);
        } catch (LoginRefusedException e) {
            throw new RelayRefusedException(e, conversation.progress());
        }
    }

    private Connection connect(SmtpRelay relay, Limits limits) throws RelayRefusedException {
        IOException failure = new IOException("no address");
        Optional<String> tried = Optional.empty();
        for (InetAddress address : addresses(relay)) {
            try {
                tried = Optional.of(address.getHostAddress());
                // Carries the name along: TLS compares it with the certificate.
                InetAddress named = InetAddress.getByAddress(relay.host(), address.getAddress());
                return connections.open(new InetSocketAddress(named, relay.port()), limits);
            } catch (IOException e) {
                failure = e;
            }
        }
        throw new RelayRefusedException(LoginRefusals.failed(relay, failure), Progress.none(tried));
    }

    /** From the system's resolver: a relay may stand in the hosts file or have a name of a container network. */
    private static InetAddress[] addresses(SmtpRelay relay) throws RelayRefusedException {
        try {
            InetAddress[] all = InetAddress.getAllByName(relay.host());
            return Arrays.copyOf(all, Math.min(all.length, MAX_ADDRESSES));
        } catch (UnknownHostException e) {
            throw new RelayRefusedException(LoginRefusals.unknownHost(relay), Progress.none(Optional.empty()));
        }
    }

    private Socket secured(SmtpRelay relay, Socket plain) throws RelayRefusedException {
        if (relay.security() != ConnectionSecurity.SSL) {
            return plain;
        }
        try {
            SSLSocket secret = tls.createSocket(plain, relay.host(), relay.port(), true);
            secret.startHandshake();
            return secret;
        } catch (IOException e) {
            String address = plain.getInetAddress().getHostAddress();
            throw new RelayRefusedException(LoginRefusals.failed(relay, e), Progress.none(Optional.of(address)));
        }
    }

    /** What happens after the answer to the mail does not change that answer. */
    private static void quit(RelayConversation conversation) {
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
