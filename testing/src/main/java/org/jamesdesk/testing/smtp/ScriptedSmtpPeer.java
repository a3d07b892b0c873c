package org.jamesdesk.testing.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jamesdesk.engines.FreePorts;

/**
 * An SMTP server on the loopback interface that answers as its script says and keeps what it was sent. Without a script
 * it takes every mail.
 *
 * <pre>{@code
 * try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder()
 *         .onRecipient("gone@peer.example", "550 5.1.1 No such user")
 *         .onEndOfData("slow@peer.example", "451 4.2.0 Later", "250 2.0.0 Taken")
 *         .start()) {
 *     …
 *     Transaction mail = peer.awaitMailTo("slow@peer.example", Duration.ofSeconds(10));
 * }
 * }</pre>
 */
public final class ScriptedSmtpPeer implements AutoCloseable {
    private final ServerSocket server;
    private final Scripts scripts;
    private final List<Transaction> transactions = new ArrayList<>();
    private final Set<Socket> open = new HashSet<>();
    private int connections;
    private boolean closed;

    private ScriptedSmtpPeer(ServerSocket server, Scripts scripts) {
        this.server = server;
        this.scripts = scripts;
    }

    /** A peer that takes every mail on a free port, to be changed before it starts. */
    public static Builder builder() {
        return new Builder();
    }

    /** The port on which it listens, on 127.0.0.1. */
    public int port() {
        return server.getLocalPort();
    }

    /** The address as {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + port();
    }

    /** How many connections it has taken so far. */
    public synchronized int connections() {
        return connections;
    }

    /** Every transaction that got as far as RCPT, in the order of their ends. */
    public synchronized List<Transaction> transactions() {
        return List.copyOf(transactions);
    }

    /** The mails for which it took responsibility, in the order in which it did. */
    public List<Transaction> mails() {
        return transactions().stream().filter(Transaction::accepted).toList();
    }

    /** The mails that it took for this recipient. */
    public List<Transaction> mailsTo(String recipient) {
        return mails().stream().filter(isTo(recipient)).toList();
    }

    /** How often a client named this recipient in RCPT, whatever the answer. */
    public long attemptsTo(String recipient) {
        return transactions().stream()
                .flatMap(transaction -> transaction.recipients().stream())
                .filter(named -> named.address().equalsIgnoreCase(recipient))
                .count();
    }

    /**
     * Waits for the first mail that it takes for this recipient.
     *
     * @throws AssertionError when none comes in time; with what came instead
     */
    public Transaction awaitMailTo(String recipient, Duration timeout) {
        return await(1, Transaction::accepted, isTo(recipient), timeout).get(0);
    }

    /**
     * Waits until it has taken so many mails, and returns all it has.
     *
     * @throws AssertionError when they do not come in time
     */
    public List<Transaction> awaitMails(int count, Duration timeout) {
        return await(count, Transaction::accepted, any -> true, timeout);
    }

    /**
     * Waits until clients have tried so many transactions, taken or not, and returns all there were.
     *
     * @throws AssertionError when they do not come in time
     */
    public List<Transaction> awaitTransactions(int count, Duration timeout) {
        return await(count, any -> true, any -> true, timeout);
    }

    /** Stops listening and closes all connections. */
    @Override
    public void close() {
        List<Socket> sockets;
        synchronized (this) {
            closed = true;
            sockets = List.copyOf(open);
        }
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Predicate<Transaction> isTo(String recipient) {
        return transaction -> transaction.acceptedRecipients().stream().anyMatch(recipient::equalsIgnoreCase);
    }

    private synchronized List<Transaction> await(
            int count, Predicate<Transaction> kind, Predicate<Transaction> wanted, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            List<Transaction> found =
                    transactions.stream().filter(kind.and(wanted)).toList();
            if (found.size() >= count) {
                return found;
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("Waited " + timeout + " for " + count + " mails, there are " + found.size()
                        + "; transactions: " + transactions);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted while waiting for mail", e);
            }
        }
    }

    private synchronized void record(Transaction transaction) {
        transactions.add(transaction);
        notifyAll();
    }

    private void listen() {
        while (true) {
            try {
                Socket socket = server.accept();
                if (!admit(socket)) {
                    socket.close();
                    return;
                }
                Thread thread = new Thread(() -> serve(socket), "smtp-peer-" + port() + "-session");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private synchronized boolean admit(Socket socket) {
        connections++;
        return !closed && open.add(socket);
    }

    private void serve(Socket socket) {
        try (socket) {
            new PeerSession(scripts.access().fromTheFirstByte() ? encrypted(socket) : socket, scripts, this::record)
                    .run();
        } catch (IOException e) {
            // The client or close() ended the connection: what came before is recorded.
        } finally {
            synchronized (this) {
                open.remove(socket);
            }
        }
    }

    private SSLSocket encrypted(Socket plain) throws IOException {
        return PeerSession.encrypted(plain, scripts.access().tls().orElseThrow());
    }

    /** Collects the script. Reactions given together follow one another; the last one stays. */
    public static final class Builder {
        private final Map<String, Script> recipients = new HashMap<>();
        private final Map<String, Script> dropsInData = new HashMap<>();
        private final Map<String, Script> endsOfData = new HashMap<>();
        private Script connect = script("220 peer.example ESMTP");
        private Script mail = script("250 2.1.0 Ok");
        private Script anyRecipient = script("250 2.1.5 Ok");
        private Script data = script("354 Go ahead");
        private Script anyEndOfData = script("250 2.0.0 Taken");
        private List<String> extensions = List.of("8BITMIME", "SIZE 104857600", "ENHANCEDSTATUSCODES");
        private Optional<SSLContext> tls = Optional.empty();
        private boolean tlsFromTheFirstByte;
        private List<String> mechanisms = List.of();
        private String proof = "";
        private Optional<Script> logins = Optional.empty();
        private int port;

        private Builder() {}

        /** Listens on this port instead of a free one. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** Offers these instead of 8BITMIME, SIZE and ENHANCEDSTATUSCODES; with none, EHLO is not known. */
        public Builder extensions(String... names) {
            extensions = List.of(names);
            return this;
        }

        /** Offers STARTTLS with this certificate, and a login only after it. */
        public Builder startTls(PeerCertificate certificate) {
            tls = Optional.of(certificate.context());
            return this;
        }

        /** Speaks TLS from the first byte. */
        public Builder tls(PeerCertificate certificate) {
            tlsFromTheFirstByte = true;
            return startTls(certificate);
        }

        /** Takes mail only from this user, who logs in by PLAIN or LOGIN. */
        public Builder password(String user, String password) {
            mechanisms = List.of("PLAIN", "LOGIN");
            proof = Access.password(user, password);
            return this;
        }

        /** Takes mail only from this user, who logs in by XOAUTH2. */
        public Builder token(String user, String token) {
            mechanisms = List.of("XOAUTH2");
            proof = Access.token(user, token);
            return this;
        }

        /** Answers logins with these, whatever they show. */
        public Builder onLogin(String... replies) {
            logins = Optional.of(new Script(List.of(reactions(replies))));
            return this;
        }

        /** At connect; a reply that is not 220 ends the session, as with 421. */
        public Builder onConnect(Reaction... reactions) {
            connect = new Script(List.of(reactions));
            return this;
        }

        /** At connect. */
        public Builder onConnect(String... replies) {
            return onConnect(reactions(replies));
        }

        /** At MAIL FROM. */
        public Builder onMail(Reaction... reactions) {
            mail = new Script(List.of(reactions));
            return this;
        }

        /** At MAIL FROM. */
        public Builder onMail(String... replies) {
            return onMail(reactions(replies));
        }

        /** At RCPT TO of this recipient. */
        public Builder onRecipient(String address, Reaction... reactions) {
            recipients.put(Scripts.key(address), new Script(List.of(reactions)));
            return this;
        }

        /** At RCPT TO of this recipient. */
        public Builder onRecipient(String address, String... replies) {
            return onRecipient(address, reactions(replies));
        }

        /** At RCPT TO of every recipient without a script of its own. */
        public Builder onAnyRecipient(Reaction... reactions) {
            anyRecipient = new Script(List.of(reactions));
            return this;
        }

        /** At RCPT TO of every recipient without a script of its own. */
        public Builder onAnyRecipient(String... replies) {
            return onAnyRecipient(reactions(replies));
        }

        /** At the command DATA. */
        public Builder onData(Reaction... reactions) {
            data = new Script(List.of(reactions));
            return this;
        }

        /** At the command DATA. */
        public Builder onData(String... replies) {
            return onData(reactions(replies));
        }

        /** After the final dot of a mail to this recipient. */
        public Builder onEndOfData(String address, Reaction... reactions) {
            endsOfData.put(Scripts.key(address), new Script(List.of(reactions)));
            return this;
        }

        /** After the final dot of a mail to this recipient. */
        public Builder onEndOfData(String address, String... replies) {
            return onEndOfData(address, reactions(replies));
        }

        /** After the final dot of every mail without a recipient that has a script of its own. */
        public Builder onAnyEndOfData(Reaction... reactions) {
            anyEndOfData = new Script(List.of(reactions));
            return this;
        }

        /** After the final dot of every mail without a recipient that has a script of its own. */
        public Builder onAnyEndOfData(String... replies) {
            return onAnyEndOfData(reactions(replies));
        }

        /** Closes the connection after the first line of a mail to this recipient, so many times; then all is well. */
        public Builder dropInData(String address, int times) {
            List<Reaction> reactions = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                reactions.add(Reaction.drop());
            }
            reactions.add(Reaction.reply("250 Ok"));
            dropsInData.put(Scripts.key(address), new Script(reactions));
            return this;
        }

        /** Starts to listen. */
        public ScriptedSmtpPeer start() {
            try {
                ServerSocket server = new ServerSocket();
                server.setReuseAddress(true);
                server.bind(new InetSocketAddress(
                        InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port == 0 ? FreePorts.next() : port));
                Scripts scripts = new Scripts(
                        connect,
                        mail,
                        Map.copyOf(recipients),
                        anyRecipient,
                        data,
                        Map.copyOf(dropsInData),
                        Map.copyOf(endsOfData),
                        anyEndOfData,
                        extensions,
                        new Access(tls, tlsFromTheFirstByte, mechanisms, proof, logins));
                ScriptedSmtpPeer peer = new ScriptedSmtpPeer(server, scripts);
                Thread thread = new Thread(peer::listen, "smtp-peer-" + peer.port());
                thread.setDaemon(true);
                thread.start();
                return peer;
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot listen on port " + port, e);
            }
        }

        private static Script script(String reply) {
            return new Script(List.of(Reaction.reply(reply)));
        }

        private static Reaction[] reactions(String... replies) {
            return Stream.of(replies).map(Reaction::reply).toArray(Reaction[]::new);
        }
    }
}
